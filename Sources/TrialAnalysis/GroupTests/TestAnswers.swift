import TrialStatistics
import TrialValues

/// What was asked of the comparison of the groups beyond its test; each part absent where it was not asked for or has no answer.
public struct TestAnswers: Sendable {
    /// MaxCombo, where it is the test of the groups.
    public let maxCombo: MaxComboTest?
    /// The trend along the scores.
    public let trend: LogRankTrendTest?
    /// The pairs of groups.
    public let pairwise: PairwiseComparisons?
    /// The test of the groups by permutations.
    public let permutation: PermutationTest?
}

/// The groups that are compared, as every test takes them.
struct ComparedGroups {
    let followUp: SurvivalTimes
    let groups: Factor
    let strata: Factor?
    /// The levels in their own order, whatever the reference.
    let ordered: [String]
    /// Whether a subject has several rows.
    let hasClusters: Bool

    /// `nil` where there are not two groups.
    init?(_ rows: SurvivalRows, _ kept: [Int], _ plan: SurvivalPlan) throws(Diagnostics) {
        guard let values = rows.group, let groups = try rows.groupFactor(kept, plan), groups.levels.count > 1 else {
            return nil
        }
        followUp = try statistics { () throws(StatisticsError) in try rows.followUp(kept, plan) }
        self.groups = groups
        strata = rows.strataFactor(kept)
        ordered = SurvivalRows.factor(values, kept).levels
        hasClusters =
            rows.clusters.map { clusters in
                let known = kept.map { clusters.codes[$0] }.filter { $0 >= 0 }
                return Set(known).count < known.count
            } ?? false
    }
}

extension TestAnswers {
    /// Answers what a plan asks; `nil` where it asks nothing or there is nothing to compare.
    init?(
        _ rows: SurvivalRows, _ complete: [Int], _ logRank: LogRankTest?, _ plan: SurvivalPlan,
        _ notes: inout [String], progress: LongWork?
    ) throws(Diagnostics) {
        let asked = plan.tests
        if let logRank { notes += Self.remarks(onRatiosAndDirectionOf: logRank, plan) }
        guard let logRank,
            asked.maxCombo != nil || asked.trend != nil || asked.pairwise != nil || asked.permutations != nil,
            let compared = try ComparedGroups(rows, rows.withStrata(complete), plan)
        else { return nil }
        maxCombo = try Self.maxCombo(compared, plan, &notes)
        trend = try Self.trend(compared, logRank, plan, &notes)
        pairwise = try asked.pairwise.map { pairwise throws(Diagnostics) in
            try statistics { () throws(StatisticsError) in
                try PairwiseComparisons(
                    compared.followUp, groups: compared.groups, strata: compared.strata, test: plan.groupTest,
                    pairs: pairwise.pairs, adjustedBy: pairwise.procedure)
            }
        }
        permutation = try Self.permutation(compared, plan, &notes, progress)
    }

    /// Why a direction or a hazard ratio that was asked for has no number.
    private static func remarks(onRatiosAndDirectionOf logRank: LogRankTest, _ plan: SurvivalPlan) -> [String] {
        let asked = plan.tests
        let count = logRank.groups.count
        let of = "of two groups, and column '\(plan.group ?? "")' has \(count)"
        var remarks: [String] = []
        if asked.alternative != nil, asked.oneSample == nil, asked.maxCombo == nil, count > 2 {
            remarks.append(
                "Z and the p-value in one direction are those \(of); --pairwise gives the Z of each pair.")
        }
        guard asked.givesHazardRatios, logRank.hazardRatio(.pike) == nil else { return remarks }
        if count > 2 {
            remarks.append("The hazard ratios of Pike and Peto are those \(of).")
        } else if plan.weighting != .logRank {
            remarks.append("The hazard ratios of Pike and Peto are read off the plain log-rank test, without --test.")
        } else {
            remarks.append("Pike's hazard ratio needs events, and expected events, in both groups.")
        }
        return remarks
    }

    private static func maxCombo(
        _ compared: ComparedGroups, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> MaxComboTest? {
        guard let weightings = plan.tests.maxCombo else { return nil }
        guard compared.groups.levels.count == 2 else {
            guard plan.tests.pairwise == nil else {
                notes.append(
                    "MaxCombo compares two groups: it is in the table of pairs, and all groups together are compared by the log-rank test."
                )
                return nil
            }
            throw Diagnostics([
                Diagnostic(
                    .error, "analyze.max-combo",
                    "MaxCombo compares two groups and column '\(plan.group ?? "")' has \(compared.groups.levels.count)",
                    advice: "compare pairs of them by --pairwise holm, or take another --test")
            ])
        }
        let test = try statistics { () throws(StatisticsError) in
            try MaxComboTest(
                compared.followUp, groups: compared.groups, strata: compared.strata, weightings: weightings,
                alternative: plan.tests.alternative ?? .twoSided)
        }
        if test.test == nil {
            notes.append(
                "MaxCombo is not estimable: no event that has a weight happened while both groups were at risk.")
        }
        return test
    }

    private static func trend(
        _ compared: ComparedGroups, _ logRank: LogRankTest, _ plan: SurvivalPlan, _ notes: inout [String]
    ) throws(Diagnostics) -> LogRankTrendTest? {
        guard let scores = plan.tests.trend else { return nil }
        let values = try scores.values(of: compared.ordered, plan)
        let inOrder = compared.groups.levels.map { level in
            compared.ordered.firstIndex(of: level).map { values[$0] } ?? .nan
        }
        let trend = try statistics { () throws(StatisticsError) in try LogRankTrendTest(of: logRank, scores: inOrder) }
        if trend.test == nil {
            notes.append("The trend is not estimable: no event happened while groups of different scores were at risk.")
        }
        return trend
    }

    private static func permutation(
        _ compared: ComparedGroups, _ plan: SurvivalPlan, _ notes: inout [String], _ progress: LongWork?
    ) throws(Diagnostics) -> PermutationTest? {
        guard let asked = plan.tests.permutations else { return nil }
        guard !compared.hasClusters else {
            throw Diagnostics([
                Diagnostic(
                    .error, "analyze.permutations",
                    "permutations move labels from row to row, but rows of column '\(plan.cluster ?? "")' belong together",
                    advice: "give one row a subject, or leave out --permutations")
            ])
        }
        let arrangements: PermutationTest.Arrangements =
            switch asked {
            case .all: .all
            case .count(let replicates): .automatic(replicates: replicates, seed: plan.tests.seed)
            }
        let isPair = compared.groups.levels.count == 2
        let test = try statistics { () throws(StatisticsError) in
            try PermutationTest(
                compared.followUp, groups: compared.groups, strata: compared.strata,
                test: isPair ? plan.groupTest : .logRank(plan.weighting),
                alternative: plan.tests.alternative ?? .twoSided, arrangements: arrangements, cores: plan.tests.cores,
                progress: LongTask.permutations.report(to: progress))
        }
        notes.append(
            test == nil
                ? "The permutation test is not estimable: no arrangement of the labels differs from another."
                : "Permutations take the censoring to be that of the subject under any label; where arms were followed up differently, they do not hold."
        )
        return test
    }
}

extension TestQuestions.TrendScores {
    /// The scores of levels in their own order.
    fileprivate func values(of levels: [String], _ plan: SurvivalPlan) throws(Diagnostics) -> [Double] {
        let list = levels.map { "'\($0)'" }.joined(separator: ", ")
        func refuse(_ what: String) -> Diagnostics {
            Diagnostics([
                Diagnostic(
                    .error, "analyze.trend-scores", "\(what); column '\(plan.group ?? "")' has the groups \(list)",
                    advice:
                        "name them, such as --trend-scores \(levels.enumerated().map { "\($1)=\($0)" }.joined(separator: ","))"
                )
            ])
        }
        switch self {
        case .order: return levels.indices.map { Double($0 + 1) }
        case .values:
            let numbers = levels.compactMap { Double($0) }
            guard numbers.count == levels.count else {
                throw refuse("--trend-scores values needs groups that are numbers")
            }
            return numbers
        case .list(let scores):
            guard scores.count == levels.count else {
                throw refuse("--trend-scores has \(scores.count) scores for \(levels.count) groups")
            }
            return scores
        case .named(let scores):
            if let stray = scores.keys.sorted().first(where: { !levels.contains($0) }) {
                throw refuse("--trend-scores names '\(stray)', which is no group")
            }
            let values = levels.compactMap { scores[$0] }
            guard values.count == levels.count else { throw refuse("--trend-scores does not name every group") }
            return values
        }
    }
}
