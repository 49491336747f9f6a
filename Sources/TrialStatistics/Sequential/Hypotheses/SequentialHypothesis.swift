import TrialNumerics

/// One hypothesis of a family that is tested at several analyses: its spending function, the information planned for it, and its looks.
///
/// ```swift
/// let pfs = try SequentialHypothesis(
///     "PFS", spending: .lanDeMetsOBrienFleming, maximumInformation: 262,
///     looks: [.init(analysis: 0, information: 262, z: 2.6)])
/// ```
///
/// Hypotheses need not be looked at in every analysis, and each spends by its own information: the events of PFS for PFS, the deaths for OS.
public struct SequentialHypothesis: Sendable, Hashable {
    /// A look of the hypothesis.
    public struct Look: Sendable, Hashable {
        /// The analysis of the trial in which it was made, from 0.
        public let analysis: Int
        /// What it showed.
        public let seen: ObservedLook

        /// A look, by its statistic.
        public init(analysis: Int, information: Double, z: Double, spendingFraction: Double? = nil) {
            self.analysis = analysis
            seen = ObservedLook(information: information, z: z, spendingFraction: spendingFraction)
        }

        /// A look, by its one-sided p-value.
        ///
        /// - Throws: ``StatisticsError`` for a p-value that is not strictly between 0 and 1.
        public init(
            analysis: Int, information: Double, pValue: Double, spendingFraction: Double? = nil
        ) throws(StatisticsError) {
            guard let z = Normal.standard.upperQuantile(pValue) else {
                throw StatisticsError(
                    .invalidValue, argument: "pValue", "pValue is \(pValue); expected a number between 0 and 1")
            }
            self.init(analysis: analysis, information: information, z: z, spendingFraction: spendingFraction)
        }
    }

    /// Its name.
    public let name: String
    /// How its level is spent.
    public let spending: SpendingFunction
    /// The information planned for its last look.
    public let maximumInformation: Double
    /// Its looks so far, in order.
    public let looks: [Look]
    /// Whether there will be no other.
    public let isLast: Bool

    /// A hypothesis.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - spending: how its level is spent.
    ///   - maximumInformation: planned for its last look.
    ///   - looks: so far, in order of the analyses; none if it has not been looked at.
    ///   - isLast: whether there will be no other; by default if the information planned is reached.
    /// - Throws: ``StatisticsError`` for information or analyses that do not grow.
    public init(
        _ name: String, spending: SpendingFunction, maximumInformation: Double = 1, looks: [Look], isLast: Bool? = nil
    ) throws(StatisticsError) {
        self.name = name
        try spending.check(argument: "spending")
        self.spending = spending
        self.maximumInformation = try SequentialArgument.positive(maximumInformation, "maximumInformation")
        if !looks.isEmpty { try SequentialAnalysis.check(looks.map(\.seen)) }
        var before = -1
        for (index, look) in looks.enumerated() {
            guard look.analysis > before else {
                throw StatisticsError(
                    .invalidValue, argument: "analysis", index: index,
                    "analysis[\(index)] is \(look.analysis); expected a number above that of the look before it, \(before)"
                )
            }
            before = look.analysis
        }
        self.looks = looks
        self.isLast = isLast ?? looks.last.map { $0.seen.information >= maximumInformation } ?? false
    }

    /// Its critical values at every level.
    var family: SpendingFamily {
        var before = 0.0
        let fractions = looks.enumerated().map { index, look in
            let fraction = look.seen.spendingFraction ?? min(1, look.seen.information / maximumInformation)
            before = isLast && index == looks.count - 1 ? 1 : max(before, fraction)
            return before
        }
        return SpendingFamily(information: looks.map(\.seen.information), fractions: fractions, spending: spending)
    }
}
