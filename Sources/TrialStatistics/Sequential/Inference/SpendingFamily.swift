import TrialNumerics

/// The critical values of one series of looks at every level: what repeated p-values are found from, and tests whose level changes.
struct SpendingFamily: Sendable, Hashable {
    /// I of the looks, increasing.
    let information: [Double]
    /// The fractions by which the level is spent.
    let fractions: [Double]
    let spending: SpendingFunction
    let sides: SequentialPlan.Sides
    /// Binding limits for futility, one a look or none at all.
    let futilityZ: [Double?]

    /// The largest level of one side that has a meaning.
    static let largestLevel = 0.5

    init(
        information: [Double], fractions: [Double], spending: SpendingFunction, sides: SequentialPlan.Sides = .one,
        futilityZ: [Double?] = []
    ) {
        self.information = information
        self.fractions = fractions
        self.spending = spending
        self.sides = sides
        self.futilityZ = futilityZ
    }

    /// The limits at a level of one side.
    func limits(level: Double) -> SpendingLimits {
        SpendingLimits(
            information: information, allowed: fractions.map { spending.spent(at: $0, of: level) }, sides: sides,
            futilityZ: futilityZ)
    }

    /// The same family without the looks after one.
    func through(_ index: Int) -> SpendingFamily {
        SpendingFamily(
            information: Array(information.prefix(index + 1)), fractions: Array(fractions.prefix(index + 1)),
            spending: spending, sides: sides, futilityZ: Array(futilityZ.prefix(index + 1)))
    }

    /// The level of one side at which z would just be significant at the last look; at most ``largestLevel``.
    ///
    /// It is at least the tail beyond z, which is where the search begins.
    func level(of z: Double) -> Double {
        let last = information.count - 1
        func excess(_ logarithm: Double) -> Double {
            let critical = limits(level: Elementary.exponential(logarithm)).criticalZ[last]
            return (critical ?? Self.beyondAll) - z
        }
        let high = Elementary.logarithm(Self.largestLevel)
        let low = Normal.standard.logUpperTail(at: z)
        guard low < high, excess(high) < 0 else { return Self.largestLevel }
        guard excess(low) > 0, let root = try? BrentRoot(of: excess, in: low...high, tolerance: 1e-13) else {
            return Elementary.exponential(low)
        }
        return Elementary.exponential(root.value)
    }

    /// A critical value beyond all that levels of 1e-290 give.
    private static let beyondAll = 40.0
}
