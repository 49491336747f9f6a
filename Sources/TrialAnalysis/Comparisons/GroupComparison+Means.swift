import TrialStatistics

extension GroupComparison {
    /// Compares groups of which only mean, standard deviation and size are known.
    ///
    /// - Throws: `StatisticsError` for a margin that cannot be.
    public init(
        _ summaries: [(name: String, summary: SampleSummary)], options: ComparisonOptions = ComparisonOptions()
    ) throws(StatisticsError) {
        let samples = summaries.map { Sample(name: $0.name, summary: $0.summary, description: nil) }
        try self.init(samples, values: nil, options: options, dropped: 0, notes: [])
    }

    /// Compares the halves of pairs of which mean, standard deviation and size are known, and their correlation.
    ///
    /// - Throws: `StatisticsError` for halves that differ in size, a correlation outside −1...1, or a margin that cannot be.
    public init(
        pairs first: (name: String, summary: SampleSummary), _ second: (name: String, summary: SampleSummary),
        correlation: Double, options: ComparisonOptions = ComparisonOptions()
    ) throws(StatisticsError) {
        let difference = try SampleSummary(pairs: first.summary, second.summary, correlation: correlation)
        let samples = [first, second].map { Sample(name: $0.name, summary: $0.summary, description: nil) }
        try self.init(
            pairs: TTest(mean: difference, level: options.level), samples: samples, ranks: nil, options: options,
            dropped: 0, notes: [])
    }

    init(
        _ samples: [Sample], values: [[Double]]?, options: ComparisonOptions, dropped: Int, notes: [String]
    ) throws(StatisticsError) {
        var (tests, estimates, margin) = ([Test](), [Estimate](), MarginAnswer?.none)
        if samples.count == 2 {
            let names = Self.against(samples.map(\.name))
            let two = TwoMeans(samples[0].summary, samples[1].summary, options.level)
            tests = two.tests
            estimates = two.estimates(names)
            margin = try options.margin.map { question throws(StatisticsError) in
                try MarginAnswer(
                    question,
                    [
                        ("welchT", "difference of means, Welch", two.welch),
                        ("pooledT", "difference of means, pooled", two.pooled),
                    ], groups: names)
            }
        } else {
            try Self.refuseMargin(options, "there are \(samples.count) groups")
            if samples.count > 2 { tests = [Self.variance(samples)] + Self.pairwise(samples) }
        }
        if samples.count > 1 { tests += Self.variances(samples, values) }
        if let values { tests += Self.ranks(values) }
        if let values, values.count == 2, let shift = try? LocationShift(values[0], values[1], level: options.level) {
            estimates.append(.shift(shift, Self.against(samples.map(\.name)), "shift, Hodges-Lehmann"))
        }
        self.init(
            kind: .means, options: options, samples: samples, tests: tests, estimates: estimates, margin: margin,
            dropped: dropped, notes: notes)
    }

    private static func variance(_ samples: [Sample]) -> Test {
        let test = OneWayAnalysisOfVariance(samples.map(\.summary))
        return Test(
            name: "anova", title: "one-way analysis of variance", symbol: "F", statistic: test.statistic,
            degreesOfFreedom: [Double(test.degreesOfFreedomBetween), Double(test.degreesOfFreedomWithin)],
            pValue: test.pValue, assumption: "independent subjects, normal means, equal variances",
            reason: test.statistic == nil ? "the observations do not vary within groups, or there are too few" : nil)
    }

    /// Whether the variances are equal: by Bartlett, and where the observations are known by Brown and Forsythe.
    private static func variances(_ samples: [Sample], _ values: [[Double]]?) -> [Test] {
        let bartlett = Test.chiSquared(
            "bartlett", "Bartlett, equal variances", VarianceHomogeneityTest.bartlett(samples.map(\.summary)),
            assumes: "independent subjects, normal distributions", reason: "a group does not vary")
        guard let values, let test = try? VarianceHomogeneityTest.brownForsythe(values) else { return [bartlett] }
        return [
            bartlett,
            Test(
                name: "brownForsythe", title: "Brown-Forsythe, equal variances", symbol: "F", statistic: test.statistic,
                degreesOfFreedom: [Double(test.degreesOfFreedomBetween), Double(test.degreesOfFreedomWithin)],
                pValue: test.pValue, assumption: "independent subjects; normal or not",
                reason: test.statistic == nil ? "the distances from the medians do not vary" : nil),
        ]
    }

    /// Welch's test of every two groups, its p-values adjusted by Holm; left out where one of them has none.
    private static func pairwise(_ samples: [Sample]) -> [Test] {
        var names: [String] = []
        var tests: [TTest] = []
        for first in samples.indices {
            for second in samples.indices.dropFirst(first + 1) {
                names.append(against([samples[first].name, samples[second].name]))
                tests.append(TTest(samples[first].summary, samples[second].summary, variances: .unequal))
            }
        }
        let pValues = tests.compactMap(\.pValue)
        guard pValues.count == tests.count, let adjusted = try? AdjustedPValues(pValues, by: .holm) else { return [] }
        return tests.indices.map { index in
            Test(
                name: "pairwiseWelchHolm", title: "t, Welch, \(names[index]), p adjusted by Holm", symbol: "t",
                statistic: tests[index].statistic, degreesOfFreedom: tests[index].degreesOfFreedom.map { [$0] } ?? [],
                pValue: adjusted.values[index], assumption: "independent subjects, normal means", reason: nil,
                groups: names[index])
        }
    }

    private static func ranks(_ values: [[Double]]) -> [Test] {
        if values.count == 2 { return rankSum(values[0], values[1]) }
        guard let test = try? KruskalWallisTest(values) else { return [] }
        return [
            .chiSquared(
                "kruskalWallis", "Kruskal-Wallis", test.test,
                assumes: "independent subjects, one shape of distribution, five or more in each group",
                reason: "all observations are equal")
        ]
    }

    /// The rank-sum test, and with ties, where it can be counted, the exact one.
    private static func rankSum(_ first: [Double], _ second: [Double]) -> [Test] {
        guard let test = try? RankSumTest(first, second) else { return [] }
        let isExact = test.method == .exact
        let shape = "independent subjects, one shape of distribution"
        let plain = Test(
            name: isExact ? "rankSumExact" : "rankSumNormal",
            title: isExact ? "Wilcoxon rank sum, exact" : "Wilcoxon rank sum, normal approximation",
            symbol: "W", statistic: test.statistic, degreesOfFreedom: [], pValue: test.pValue, assumption: shape,
            reason: test.pValue == nil ? "all observations are equal" : nil)
        guard test.hasTies, let exact = (try? RankSumPermutationTest(first, second))?.pValue else { return [plain] }
        return [
            plain,
            .exact("rankSumPermutation", "Wilcoxon rank sum, exact with ties", exact, assumes: shape + "; any number"),
        ]
    }
}

/// Two means by both t tests, and their difference in standard deviations.
private struct TwoMeans {
    let pooled, welch: TTest
    let standardized: StandardizedDifference

    init(_ first: SampleSummary, _ second: SampleSummary, _ level: ConfidenceLevel) {
        pooled = TTest(first, second, variances: .equal, level: level)
        welch = TTest(first, second, variances: .unequal, level: level)
        standardized = StandardizedDifference(first, second, level: level)
    }

    var tests: [GroupComparison.Test] {
        [
            .student("pooledT", "t, pooled", pooled, assumes: "independent subjects, normal means, equal variances"),
            .student("welchT", "t, Welch", welch, assumes: "independent subjects, normal means"),
        ]
    }

    func estimates(_ groups: String) -> [GroupComparison.Estimate] {
        [
            .difference("pooledT", "difference of means, pooled", groups, pooled),
            .difference("welchT", "difference of means, Welch", groups, welch),
            .init(
                measure: "standardizedDifference", method: "cohen", title: "standardised difference, Cohen's d",
                groups: groups, isShare: false, value: standardized.cohen),
            .init(
                measure: "standardizedDifference", method: "hedges", title: "standardised difference, Hedges's g",
                groups: groups, isShare: false, value: standardized.hedges),
        ]
    }
}

extension GroupComparison.Estimate {
    static func difference(_ method: String, _ title: String, _ groups: String, _ test: TTest) -> Self {
        Self(
            measure: "meanDifference", method: method, title: title, groups: groups, isShare: false,
            value: test.difference)
    }

    static func shift(_ shift: LocationShift, _ groups: String, _ title: String) -> Self {
        let isExact = shift.method == .exact
        return Self(
            measure: "shift", method: isExact ? "hodgesLehmannExact" : "hodgesLehmannNormal",
            title: title + (isExact ? ", exact" : ", normal"), groups: groups, isShare: false, value: shift.estimate)
    }
}

extension GroupComparison.Sample {
    /// A group of numbers, of which there is at least one.
    init(_ name: String, _ values: [Double], _ rule: QuartileRule) throws(StatisticsError) {
        let description = try SampleDescription(values, quartiles: rule)
        self.init(name: name, summary: description.summary, description: description)
    }
}
