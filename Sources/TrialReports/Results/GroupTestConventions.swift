import TrialAnalysis
import TrialFigures

/// What was asked of the tests of the groups, as `results.json` states it.
struct GroupTestConventions: Encodable, Sendable {
    let alternative: Nullable<String>
    let trendScores: Nullable<String>
    let pairwise: Nullable<String>
    let pairs: Nullable<String>
    let permutations: Nullable<String>
    let oneSample: Nullable<String>
    let bootstrap: Nullable<Int>
    let resample: Nullable<String>
    let seed: Nullable<UInt64>

    /// `nil` where nothing was asked.
    init?(_ plan: SurvivalPlan) {
        let asked = plan.tests
        var nothing = TestQuestions()
        (nothing.maxCombo, nothing.seed, nothing.cores) = (asked.maxCombo, asked.seed, asked.cores)
        guard asked != nothing else { return nil }
        alternative = Nullable(asked.alternative?.rawValue)
        trendScores = Nullable(asked.trend.map(Self.text))
        pairwise = Nullable(asked.pairwise.map { $0.procedure?.optionName ?? "none" })
        pairs = Nullable(asked.pairwise?.pairs.rawValue)
        permutations = Nullable(
            asked.permutations.map { if case .count(let count) = $0 { String(count) } else { "all" } })
        oneSample = Nullable(asked.oneSample?.text)
        bootstrap = Nullable(asked.bootstrap?.replicates)
        resample = Nullable(asked.bootstrap.map { Self.resampling($0, plan) })
        seed = Nullable(asked.permutations == nil && asked.bootstrap == nil ? nil : asked.seed)
    }

    private static func resampling(_ bootstrap: TestQuestions.Bootstrap, _ plan: SurvivalPlan) -> String {
        (bootstrap.resampling ?? (plan.cluster == nil ? .rows : .clusters)).rawValue
    }

    private static func text(_ scores: TestQuestions.TrendScores) -> String {
        switch scores {
        case .order: "order"
        case .values: "values"
        case .list(let numbers): numbers.map(NumberText.exact).joined(separator: ",")
        case .named(let named):
            named.sorted { $0.key < $1.key }.map { "\($0.key)=\(NumberText.exact($0.value))" }.joined(separator: ",")
        }
    }
}
