/// How the level of a group sequential test is spent: the level, its sides, the spending function and the information planned.
///
/// ```swift
/// // O'Brien-Fleming-like spending of 2.5 % on one side, 235 events planned, information in events.
/// let plan = try SequentialPlan(alpha: 0.025, spending: .lanDeMetsOBrienFleming, maximumInformation: 235)
/// ```
///
/// A boundary that is not made by spending (classical O'Brien-Fleming, Pocock, Wang-Tsiatis, Haybittle-Peto, values of a user's own) becomes a table of what it spends by
/// look, by straight lines between: as planned it gives the same critical values, and it bends with the information that comes.
public struct SequentialPlan: Sendable, Hashable {
    /// Whether large negative statistics may also stop the trial with a rejection.
    public enum Sides: Int, Sendable, Hashable {
        /// Only large positive ones.
        case one = 1
        /// Both, with half the level each.
        case two = 2
    }

    /// α, of the one side or of both together.
    public let alpha: Double
    /// The sides of the test.
    public let sides: Sides
    /// How the level is spent.
    public let spending: SpendingFunction
    /// The information planned for the end, in the unit of the looks: 1/SE², events, patients, or 1 for fractions.
    public let maximumInformation: Double

    /// A plan.
    ///
    /// - Throws: ``StatisticsError`` for α not in (0, 0.5), or a maximum of information not above 0.
    public init(
        alpha: Double, sides: Sides = .one, spending: SpendingFunction, maximumInformation: Double = 1
    ) throws(StatisticsError) {
        self.alpha = try SequentialArgument.require(alpha, "alpha", "a number above 0 and below 0.5") {
            $0 > 0 && $0 < 0.5
        }
        self.sides = sides
        try spending.check(argument: "spending")
        self.spending = spending
        self.maximumInformation = try SequentialArgument.positive(maximumInformation, "maximumInformation")
    }

    /// The level of one side.
    public var levelOfASide: Double { alpha / Double(sides.rawValue) }

    /// The fraction of the level that may be used at an information, from 0 to 1.
    func spendingFraction(_ information: Double) -> Double { min(1, information / maximumInformation) }
}
