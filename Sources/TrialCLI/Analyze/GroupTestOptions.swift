import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of what is asked of the groups beyond their test.
struct GroupTestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The direction of a test of two groups: two-sided, lower or higher (the hazard than that of the reference).",
            valueName: "side"))
    var alternative: HazardAlternative?

    @Flag(help: "Hazard ratios of Pike and Peto from the sums of the log-rank test.")
    var logRankRatios = false

    @Flag(help: "Test for a trend along the groups in the order of their levels.")
    var trend = false

    @Option(
        help: ArgumentHelp(
            "Scores of the trend: values (the levels themselves), 0,5,10 in the order of the levels, or low=1,high=4.",
            valueName: "scores"))
    var trendScores: TrendScoresOption?

    @Option(
        help: ArgumentHelp(
            "Compare pairs of groups, p-values adjusted: holm, hochberg, hommel, bonferroni, fixed-sequence or none.",
            valueName: "method"))
    var pairwise: PairwiseOption?

    @Option(help: ArgumentHelp("The pairs: all, or reference (each group with the reference).", valueName: "pairs"))
    var pairs: PairwiseComparisons.Pairs?

    @Option(
        help: ArgumentHelp(
            "Judge the test by so many permutations of the groups within strata (all where they are few), or by all.",
            valueName: "number"))
    var permutations: PermutationsOption?

    @Option(
        help: ArgumentHelp(
            "Compare each group with a hazard: median=40, rate=0.017, survival=0.8@12,0.5@40, hazard=0.02@0,0.01@12 or weibull=1.2,40.",
            valueName: "reference"))
    var oneSample: OneSampleOption?

    @Option(
        help: ArgumentHelp(
            "Compare each group with the expected cumulative hazards of its rows, a column.", valueName: "column"))
    var expected: String?

    @Option(help: ArgumentHelp("Bootstrap the Cox model with so many resamples.", valueName: "number"))
    var bootstrap: Int?

    @Option(
        help: ArgumentHelp("What the bootstrap draws: rows, strata (rows of each) or clusters.", valueName: "units"))
    var resample: TestQuestions.Bootstrap.Resampling?

    @Option(help: ArgumentHelp("The seed of permutations and resamples; 1 if not given.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("The cores to use; all if not given. No number depends on it.", valueName: "number"))
    var cores: Int?

    /// Refuses what does nothing, or needs what is not there.
    func validate(_ columns: ColumnOptions, _ covariates: CovariateOptions) throws {
        let forGroups = [
            ("--alternative", alternative != nil && oneSample == nil && expected == nil),
            ("--log-rank-ratios", logRankRatios),
            ("--trend", trend), ("--trend-scores", trendScores != nil), ("--pairwise", pairwise != nil),
            ("--permutations", permutations != nil),
        ]
        if columns.by == nil, let (name, _) = forGroups.first(where: \.1) {
            throw ValidationError("\(name) needs --by.")
        }
        if pairs != nil, pairwise == nil { throw ValidationError("--pairs needs --pairwise.") }
        if resample != nil, bootstrap == nil { throw ValidationError("--resample needs --bootstrap.") }
        if seed != nil || cores != nil, bootstrap == nil, permutations == nil {
            throw ValidationError("--seed and --cores are about --permutations and --bootstrap.")
        }
        if oneSample != nil, expected != nil {
            throw ValidationError("Give either --one-sample or --expected, not both.")
        }
        if let bootstrap, bootstrap < 1 || bootstrap > 10_000_000 {
            throw ValidationError("--bootstrap is \(bootstrap); expected a number from 1 to 10,000,000.")
        }
        if bootstrap != nil, columns.by == nil, covariates.covariates == nil {
            throw ValidationError("--bootstrap needs a Cox model: give --by or --covariates.")
        }
        if resample == .strata, columns.strata == nil { throw ValidationError("--resample strata needs --strata.") }
        if resample == .clusters, columns.cluster == nil {
            throw ValidationError("--resample clusters needs --cluster.")
        }
        if let cores, cores < 1 { throw ValidationError("--cores is \(cores); expected at least 1.") }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.tests.alternative = alternative
        plan.tests.givesHazardRatios = logRankRatios
        plan.tests.trend = trendScores?.scores ?? (trend ? .order : nil)
        plan.tests.pairwise = pairwise.map { .init(pairs: pairs ?? .all, procedure: $0.procedure) }
        plan.tests.permutations = permutations?.permutations
        plan.tests.oneSample = expected.map { .column($0) } ?? oneSample.map { .hazard($0.hazard, text: $0.text) }
        plan.tests.bootstrap = bootstrap.map { .init(replicates: $0, resampling: resample) }
        plan.tests.seed = seed ?? 1
        plan.tests.cores = cores
        return plan
    }
}

extension HazardAlternative: ExpressibleByArgument {}
extension PairwiseComparisons.Pairs: ExpressibleByArgument {}
extension TestQuestions.Bootstrap.Resampling: ExpressibleByArgument {}

/// The test of the groups: one of the log-rank family, or MaxCombo.
enum TestOption: ExpressibleByArgument {
    case weighting(LogRankTest.Weighting)
    case maxCombo([LogRankTest.Weighting])

    init?(argument: String) {
        if let weighting = LogRankTest.Weighting(name: argument) {
            self = .weighting(weighting)
        } else if let weightings = MaxComboTest.weightings(named: argument) {
            self = .maxCombo(weightings)
        } else {
            return nil
        }
    }

    var isLogRank: Bool { if case .weighting(.logRank) = self { true } else { false } }

    var defaultValueDescription: String { "log-rank" }
}

/// Scores of a trend.
struct TrendScoresOption: ExpressibleByArgument {
    let scores: TestQuestions.TrendScores

    init?(argument: String) {
        if argument == "values" {
            scores = .values
            return
        }
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
        if numbers.count == parts.count {
            scores = .list(numbers)
            return
        }
        var named: [String: Double] = [:]
        for part in parts {
            guard let sign = part.lastIndex(of: "="), sign > part.startIndex,
                let score = Double(part[part.index(after: sign)...]), score.isFinite,
                named.updateValue(score, forKey: String(part[..<sign])) == nil
            else { return nil }
        }
        scores = .named(named)
    }
}

/// How p-values of pairs are adjusted.
struct PairwiseOption: ExpressibleByArgument {
    let procedure: AdjustedPValues.Procedure?

    init?(argument: String) {
        guard argument != "none" else {
            procedure = nil
            return
        }
        guard let procedure = AdjustedPValues.Procedure.allCases.first(where: { $0.optionName == argument }) else {
            return nil
        }
        self.procedure = procedure
    }
}

/// A number of permutations, or all.
struct PermutationsOption: ExpressibleByArgument {
    let permutations: TestQuestions.Permutations

    init?(argument: String) {
        if argument == "all" {
            permutations = .all
        } else if let count = Int(argument), count >= 1, count <= 1_000_000_000 {
            permutations = .count(count)
        } else {
            return nil
        }
    }
}

/// A reference hazard.
struct OneSampleOption: ExpressibleByArgument {
    let hazard: ReferenceHazard
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(\.trimmingSpaces)
        guard parts.count == 2, let hazard = try? Self.hazard(parts[0], parts[1]) else { return nil }
        self.hazard = hazard
        text = argument
    }

    private static func hazard(_ kind: String, _ text: String) throws -> ReferenceHazard? {
        let items = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
        let numbers = items.compactMap { Double($0) }
        let points = items.compactMap { item -> (value: Double, time: Double)? in
            let ends = item.split(separator: "@").compactMap { Double($0.trimmingSpaces) }
            return ends.count == 2 ? (ends[0], ends[1]) : nil
        }
        switch kind {
        case "median" where numbers.count == 1 && items.count == 1: return try ReferenceHazard(median: numbers[0])
        case "rate" where numbers.count == 1 && items.count == 1: return try ReferenceHazard(rate: numbers[0])
        case "survival" where points.count == items.count:
            return try ReferenceHazard(survival: points.map { ($0.time, $0.value) })
        case "hazard" where points.count == items.count:
            return try ReferenceHazard(pieces: points.map { .init(start: $0.time, rate: $0.value) })
        case "weibull" where numbers.count == 2 && items.count == 2:
            return try ReferenceHazard(weibullShape: numbers[0], scale: numbers[1])
        default: return nil
        }
    }
}
