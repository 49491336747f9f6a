import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise boundaries --predictive`: a trial that stops by the probability of its success.
struct PredictiveBoundary: BoundaryQuestion {
    static let leadingOption = "--predictive"
    static let sharedOptions: Set<String> = [
        "--null", "--stop-above", "--stop-below", "--cohort", "--looks", "--min", "--max", "--rates", "--errors",
    ]

    @OptionGroup var rule: PredictiveRuleOptions

    @Option(help: ArgumentHelp("The best such designs for two rates; with --errors.", valueName: "p0,p1"))
    var predictiveSearch: NumberList?

    var isAsked: Bool { rule.isAsked || predictiveSearch != nil }

    func answer(with shared: SharedBoundaryOptions, on console: Console) throws -> DesignAnswer {
        if let predictiveSearch { return try search(predictiveSearch, shared) }
        if shared.errors != nil {
            throw Refusal(
                description: "--errors: error: --predictive does not take it; it goes with --predictive-search")
        }
        let design = try rule.design(shared)
        return try PredictiveRuleOptions.naming { () throws(StatisticsError) in
            try DesignAnswer(design, rates: shared.rates?.numbers)
        }
    }

    private func search(_ rates: NumberList, _ shared: SharedBoundaryOptions) throws -> DesignAnswer {
        let (null, alternative) = try shared.pair(rates, of: "--predictive-search")
        for (option, isGiven) in [
            ("--success", rule.success != nil), ("--predictive", rule.predictive != nil),
            ("--null", shared.null != nil),
            ("--looks", shared.looks != nil), ("--stop-below", shared.stopBelow != nil),
            ("--rates", shared.rates != nil),
        ] where isGiven {
            throw Refusal(description: "\(option): error: --predictive-search does not take it, it finds or holds it")
        }
        guard let (alpha, beta) = try shared.errorLimits() else {
            throw Refusal(
                description: "--errors: error: it is missing; expected the type I and type II error, such as 0.1,0.1")
        }
        guard let first = shared.min, let largest = shared.max, largest > first else {
            throw Refusal(
                description: "--max: error: expected --min, the subjects before the first look, and a larger --max")
        }
        guard first >= 1 else {
            throw Refusal(description: "--min: error: it is \(first); expected a count of at least 1")
        }
        return try PredictiveRuleOptions.naming(["null": "--predictive-search"]) { () throws(StatisticsError) in
            let search = try PredictiveDesignSearch(
                null: null, alternative: alternative, alpha: alpha, power: 1 - beta, efficacy: shared.stopAbove ?? 1,
                sizes: (first + 1)...largest, first: first, cohort: shared.cohort ?? 1)
            let question =
                "Designs with a type I error of \(alpha) at a rate of \(null) and a power of \(((1 - beta) * 1e9).rounded() / 1e9) at \(alternative) at least."
            return try DesignAnswer(search, question: question, null: null, alternative: alternative)
        }
    }
}
