/// Pairs of groups compared each by a test of their own, with p-values adjusted for being several.
///
/// Each pair is tested on its own data alone: its risk sets, its pooled curve, its weights hold the two groups and no other.
/// R `survminer::pairwise_survdiff` does the same; SAS `STRATA / ADJUST=` contrasts the groups within the risk sets of all
/// of them, so that the verdict on two arms depends on a third, and its numbers differ.
///
/// ```swift
/// let pairs = try PairwiseComparisons(followUp, groups: arm, strata: stage, adjustedBy: .holm)
/// pairs.comparisons[0].adjustedPValue
/// ```
///
/// ## Edge cases
/// A pair of which no event happened while both were at risk has no test. It stays in the family, which was chosen before
/// the data were seen, as if its p-value were 1; R `p.adjust` leaves it out and divides by less.
///
/// ## Validated against
/// R `survdiff` on each pair with `p.adjust` (`Validation/R/log-rank-family.json`).
///
/// ## References
/// Holm, *Scand J Stat* 6 (1979) 65–70. Kassambara, `survminer::pairwise_survdiff`. SAS `PROC LIFETEST`, "Multiple-Comparison
/// Adjustments".
public struct PairwiseComparisons: Sendable {
    /// Which pairs are compared.
    public enum Pairs: String, Sendable, Hashable, CaseIterable {
        /// Each group with each other.
        case all
        /// Each group with the first, the reference.
        case reference
    }

    /// Two groups and their test.
    public struct Comparison: Sendable, Hashable {
        /// The group that the other is compared with.
        public let first: String
        /// The other.
        public let second: String
        /// Z, positive where the first has more events than expected; of MaxCombo the component furthest out.
        public let z: Double?
        /// The two-sided p-value of the pair by itself; absent where there is no test.
        public let pValue: Double?
        /// The p-value adjusted for all pairs; absent where ``pValue`` is.
        public let adjustedPValue: Double?
    }

    /// The test of each pair.
    public let test: GroupTest
    /// How p-values were adjusted; absent where they were not.
    public let procedure: AdjustedPValues.Procedure?
    /// The pairs, in the order of the levels.
    public let comparisons: [Comparison]

    /// Compares pairs of the levels of `groups`, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` when a factor and `followUp` differ in length, there are fewer than two groups, or a
    ///   weighting has an exponent or bound out of range.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, test: GroupTest = .logRank(.logRank),
        pairs: Pairs = .all, adjustedBy procedure: AdjustedPValues.Procedure? = .holm
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        guard groups.levels.count > 1 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) level; pairs need two")
        }
        var answers: [(first: Int, second: Int, z: Double?, p: Double?)] = []
        for first in 0..<(pairs == .all ? groups.levels.count - 1 : 1) {
            for second in first + 1..<groups.levels.count {
                let answer = try Self.compare(first, second, followUp, groups, strata, test)
                answers.append((first, second, answer.z, answer.p))
            }
        }
        let adjusted = try procedure.map { procedure throws(StatisticsError) in
            try AdjustedPValues(answers.map { $0.p ?? 1 }, by: procedure).values
        }
        self.test = test
        self.procedure = procedure
        comparisons = answers.indices.map { index in
            let answer = answers[index]
            return Comparison(
                first: groups.levels[answer.first], second: groups.levels[answer.second], z: answer.z,
                pValue: answer.p, adjustedPValue: answer.p.map { adjusted?[index] ?? $0 })
        }
    }

    /// The test of two levels on their own rows.
    private static func compare(
        _ first: Int, _ second: Int, _ followUp: SurvivalTimes, _ groups: Factor, _ strata: Factor?, _ test: GroupTest
    ) throws(StatisticsError) -> (z: Double?, p: Double?) {
        let rows = groups.codes.indices.filter { groups.codes[$0] == first || groups.codes[$0] == second }
        guard !rows.isEmpty else { return (nil, nil) }
        let pair = Factor(
            uncheckedCodes: rows.map { groups.codes[$0] == second ? 1 : 0 },
            levels: [groups.levels[first], groups.levels[second]])
        let times = followUp.picked(rows)
        let strata = strata.map { strata in
            Factor(uncheckedCodes: rows.map { strata.codes[$0] }, levels: strata.levels)
        }
        switch test {
        case .logRank(let weighting):
            let answer = try LogRankTest(times, groups: pair, strata: strata, weighting: weighting)
            return (answer.z, answer.test?.pValue)
        case .maxCombo(let weightings):
            let answer = try MaxComboTest(times, groups: pair, strata: strata, weightings: weightings)
            return (answer.components.map(\.statistic).max { abs($0) < abs($1) }, answer.test?.pValue)
        }
    }
}
