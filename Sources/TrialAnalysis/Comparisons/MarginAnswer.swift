import TrialStatistics

/// What the groups say to a ``MarginQuestion``: by each method the test against the margin, and the answer of the first.
public struct MarginAnswer: Sendable, Hashable {
    /// The test by one method.
    public struct Result: Sendable, Hashable {
        /// The method as programs know it.
        public let method: String
        /// The effect and the method as people know them.
        public let title: String
        /// The test.
        public let test: MarginTest
    }

    /// The question.
    public let question: MarginQuestion
    /// What the effect is, as programs know it.
    public let measure: String
    /// Where the effect must lie.
    public let margin: Margin
    /// The groups, "A against B".
    public let groups: String
    /// The tests; the first decides.
    public let results: [Result]

    /// Whether the first method shows it; where its limits cannot be estimated it is not shown.
    public var answer: Bool { results.first?.test.isShown ?? false }

    /// Whether the methods agree.
    public var isUnanimous: Bool { results.allSatisfy { ($0.test.isShown ?? false) == answer } }

    /// The answer of two proportions: Miettinen and Nurminen's decides.
    init(
        _ question: MarginQuestion, _ two: TwoProportions, groups: String, options: ComparisonOptions
    ) throws(StatisticsError) {
        let contrast = question.contrast
        let margin = try question.margin(isDifference: contrast == .riskDifference)
        func result(_ method: String, _ name: String, _ way: MarginTest.Method) throws(StatisticsError) -> Result {
            Result(
                method: method, title: "\(contrast.title), \(name)",
                test: try MarginTest(two, contrast, by: way, margin: margin, level: options.level))
        }
        var results = [
            try result("miettinenNurminen", "Miettinen-Nurminen", .score(.miettinenNurminen)),
            try result(
                "farringtonManning", contrast == .riskRatio ? "Farrington-Manning (Koopman)" : "Farrington-Manning",
                .score(.farringtonManning)),
        ]
        if contrast == .riskDifference { results.append(try result("newcombe", "Newcombe", .newcombe)) }
        if contrast == .riskDifference, options.showsExactDifference {
            results.append(try result("chanZhang", "exact, Chan-Zhang", .exact))
        }
        self.init(question, contrast.rawValue, margin, groups, results)
    }

    /// The answer of two proportions in strata: the stratified score test's.
    init(
        _ question: MarginQuestion, common strata: StratifiedProportions, groups: String, level: ConfidenceLevel
    ) throws(StatisticsError) {
        try Self.requireDifference(question, "in strata proportions are")
        let margin = try question.margin(isDifference: true)
        let test = try MarginTest(common: strata, margin: margin, level: level)
        let title = "common risk difference, stratified Miettinen-Nurminen"
        self.init(
            question, "commonRiskDifference", margin, groups,
            [Result(method: "miettinenNurminen", title: title, test: test)])
    }

    /// The answer of two proportions of the same subjects: Tango's.
    init(
        _ question: MarginQuestion, pairs: PairedProportions, groups: String, level: ConfidenceLevel
    ) throws(StatisticsError) {
        try Self.requireDifference(question, "proportions of pairs are")
        let margin = try question.margin(isDifference: true)
        let test = try MarginTest(pairs: pairs, margin: margin, level: level)
        self.init(
            question, "riskDifference", margin, groups,
            [Result(method: "tango", title: "risk difference of pairs, Tango", test: test)])
    }

    private static func requireDifference(_ question: MarginQuestion, _ what: String) throws(StatisticsError) {
        guard question.contrast != .riskDifference else { return }
        throw StatisticsError(
            .invalidValue, argument: "measure",
            "\(what) held against a margin by their difference; expected no ratio")
    }

    /// The answer of a difference of means: the first of the tests decides.
    init(
        _ question: MarginQuestion, _ tests: [(method: String, title: String, test: TTest)], groups: String
    ) throws(StatisticsError) {
        try Self.requireDifference(question, "means are")
        let margin = try question.margin(isDifference: true)
        var results: [Result] = []
        for (method, title, test) in tests {
            results.append(
                Result(method: method, title: title, test: try MarginTest(difference: test, margin: margin)))
        }
        self.init(question, "meanDifference", margin, groups, results)
    }

    private init(
        _ question: MarginQuestion, _ measure: String, _ margin: Margin, _ groups: String, _ results: [Result]
    ) {
        self.question = question
        self.measure = measure
        self.margin = margin
        self.groups = groups
        self.results = results
    }

    /// What a reader has to know of it, in sentences.
    var remarks: [String] {
        var remarks: [String] = []
        if !isUnanimous {
            remarks.append("The methods disagree on the margin; \(results[0].title) decides.")
        }
        for result in results {
            if let reason = result.test.effect.reason { remarks.append("\(result.title): \(reason).") }
        }
        return remarks
    }
}

extension ProportionContrast {
    /// The contrast as people know it.
    var title: String {
        switch self {
        case .riskDifference: "risk difference"
        case .riskRatio: "risk ratio"
        case .oddsRatio: "odds ratio"
        }
    }
}

extension GroupComparison {
    /// Refuses a margin where there are not two groups of two outcomes or of numbers.
    static func refuseMargin(_ options: ComparisonOptions, _ what: String) throws(StatisticsError) {
        guard options.margin != nil else { return }
        throw StatisticsError(
            .invalidValue, argument: "margin",
            "a margin is for two groups of two outcomes or of numbers; \(what)")
    }
}
