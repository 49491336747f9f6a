import TrialNumerics

/// A trial that is looked at several times and may stop at each: the critical values of its looks.
///
/// The statistics of the looks are Z_k ~ N(θ√t_k, 1) with cov(Z_j, Z_k) = √(t_j/t_k): t_k the information fraction, θ the *drift*, the mean of Z at information 1,
/// positive where the treatment works. The trial stops for efficacy where Z_k ≥ u_k, rejecting θ ≤ 0.
///
/// ```swift
/// let design = try GroupSequentialDesign(fractions: [0.5, 0.75, 1], alpha: 0.025)
/// design.looks.map(\.upperZ)                       // 2.96258804…, 2.35901771…, 2.01408367…
/// design.crossing(drift: 3).upper.total            // the power at θ = 3
/// design.drift(power: 0.9)                         // θ with power 0.9
/// ```
///
/// ## Conventions
/// - α is that of one side, or with ``TestSides/two`` the total, half a side. Power is the probability to reject for large Z.
/// - Spending goes by `spendingTimes` where given (calendar time), else by information. What is left is spent at the last look.
/// - Futility that is not binding leaves the efficacy boundary as if there were none; R gsDesign's types 4 and 6, rpact's default. Harm boundaries are never
///   counted on.
/// - In a symmetric two-sided design the trial stops for futility where |Z| is small.
///
/// ## Edge cases
/// Where less than 1e-290 may be spent at a look there is no boundary (`upperZ` is nil). Futility values that meet the efficacy boundary before the last look are
/// refused.
///
/// ## Validated against
/// R rpact, mpmath by nested quadrature, mvtnorm (`Validation/`), Lan and DeMets's, Jennison and Turnbull's tables.
///
/// ## References
/// Jennison & Turnbull, *Group Sequential Methods with Applications to Clinical Trials* (2000). Wassmer & Brannath (2016). Pampallona & Tsiatis, *JSPI* 42 (1994)
/// 19–35 (β-spending). R gsDesign `gsDesign`, rpact `getDesignGroupSequential`, East.
public struct GroupSequentialDesign: Sendable, Hashable {
    /// A look and its critical values; nil where it has none.
    public struct Look: Sendable, Hashable {
        /// t, the part of the planned information.
        public let fraction: Double
        /// The time by which spending goes.
        public let spendingTime: Double
        /// Stop for efficacy where Z is at least this.
        public let upperZ: Double?
        /// Stop where Z is at most this: rejection on the other side of a two-sided design, harm in a one-sided one.
        public let lowerZ: Double?
        /// Stop for futility where Z is below this, in a symmetric two-sided design where |Z| is.
        public let futilityZ: Double?
        /// The level spent so far, both sides together.
        public let spent: Double
        /// β spent so far at the design's drift, where futility spends it.
        public let betaSpent: Double?
        /// The level of harm spent so far.
        public let harmSpent: Double?

        /// The one-sided p-value that stops for efficacy.
        public var upperP: Double? { upperZ.map { Normal.standard.upperTail(at: $0) } }
        /// The p-value of the lower side that stops.
        public var lowerP: Double? { lowerZ.map { Normal.standard.lowerTail(at: $0) } }
        /// The one-sided p-value above which the trial stops for futility.
        public var futilityP: Double? { futilityZ.map { Normal.standard.upperTail(at: $0) } }
    }

    /// The looks in their order.
    public let looks: [Look]
    /// The level, of one side or of both together.
    public let alpha: Double
    /// The sides on which it rejects.
    public let sides: TestSides
    /// When it stops for efficacy.
    public let efficacy: EfficacyRule
    /// When it stops for futility.
    public let futility: FutilityRule?
    /// When it stops for harm.
    public let harm: HarmRule?
    /// The power it was designed for, if any.
    public let power: Double?
    /// θ with that power.
    public let designDrift: Double?
    /// How the effect differs between the looks; nil where it is the same at each.
    public let effects: LookEffects?

    /// A design.
    ///
    /// - Parameters:
    ///   - fractions: of the looks; the last is 1.
    ///   - alpha: the level, in (0, 0.5).
    ///   - sides: on which it rejects.
    ///   - efficacy: when it stops for efficacy.
    ///   - futility: when it stops for futility.
    ///   - harm: when a one-sided design stops for harm.
    ///   - power: at the drift to be found; needed where futility spends β or goes by the planned drift.
    ///   - spendingTimes: one for each look where spending goes by another time than information, the last 1.
    ///   - effects: how the effect differs between the looks; power and β-spending go by it.
    /// - Throws: ``StatisticsError`` naming the argument at fault.
    public init(
        fractions: InformationFractions, alpha: Double = 0.025, sides: TestSides = .one,
        efficacy: EfficacyRule = EfficacyRule(.spending(.lanDeMetsOBrienFleming)), futility: FutilityRule? = nil,
        harm: HarmRule? = nil, power: Double? = nil, spendingTimes: [Double]? = nil, effects: LookEffects? = nil
    ) throws(StatisticsError) {
        let last = fractions.values.count - 1
        guard fractions.values[last] == 1 else {
            throw .invalid("fractions", last, fractions.values[last], expected: "1 at the last look")
        }
        let plan = BoundaryPlan(
            information: fractions.values, spendingTimes: spendingTimes ?? fractions.values, alpha: alpha,
            sides: sides, efficacy: efficacy, futility: futility, harm: harm, power: power, fixedDrift: nil,
            effects: effects)
        try self.init(plan)
    }

    /// A design of fractions given as numbers.
    public init(
        fractions: [Double], alpha: Double = 0.025, sides: TestSides = .one,
        efficacy: EfficacyRule = EfficacyRule(.spending(.lanDeMetsOBrienFleming)), futility: FutilityRule? = nil,
        harm: HarmRule? = nil, power: Double? = nil, spendingTimes: [Double]? = nil, effects: LookEffects? = nil
    ) throws(StatisticsError) {
        try self.init(
            fractions: try InformationFractions(fractions), alpha: alpha, sides: sides, efficacy: efficacy,
            futility: futility, harm: harm, power: power, spendingTimes: spendingTimes, effects: effects)
    }

    init(_ plan: BoundaryPlan) throws(StatisticsError) {
        try plan.check()
        let solved = try BoundarySolution(plan)
        looks = solved.looks
        alpha = plan.alpha
        sides = plan.sides
        efficacy = plan.efficacy
        futility = plan.futility
        harm = plan.harm
        power = plan.power
        designDrift = solved.drift
        effects = plan.effects
    }

    /// t₁ < … < t_K.
    public var fractions: [Double] { looks.map(\.fraction) }
}
