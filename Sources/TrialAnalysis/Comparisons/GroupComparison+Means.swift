import TrialStatistics

extension GroupComparison {
    /// Compares groups of which only mean, standard deviation and size are known.
    public init(_ summaries: [(name: String, summary: SampleSummary)], level: ConfidenceLevel = .ninetyFivePercent) {
        let samples = summaries.map { Sample(name: $0.name, summary: $0.summary, median: nil) }
        self.init(samples, values: nil, level: level, dropped: 0, notes: [])
    }

    init(_ samples: [Sample], values: [[Double]]?, level: ConfidenceLevel, dropped: Int, notes: [String]) {
        var tests: [Test] = []
        var estimates: [Estimate] = []
        if samples.count == 2 {
            let names = Self.against(samples.map(\.name))
            let (first, second) = (samples[0].summary, samples[1].summary)
            let pooled = TTest(first, second, variances: .equal, level: level)
            let welch = TTest(first, second, variances: .unequal, level: level)
            tests = [
                .student(
                    "pooledT", "t, pooled", pooled, assumes: "independent subjects, normal means, equal variances"),
                .student("welchT", "t, Welch", welch, assumes: "independent subjects, normal means"),
            ]
            estimates = [
                .difference("pooledT", "difference of means, pooled", names, pooled),
                .difference("welchT", "difference of means, Welch", names, welch),
            ]
        } else if samples.count > 2 {
            tests = [Self.variance(samples)] + Self.pairwise(samples)
        }
        if let values { tests += Self.ranks(values) }
        self.init(
            kind: .means, level: level, samples: samples, tests: tests, estimates: estimates, dropped: dropped,
            notes: notes)
    }

    private static func variance(_ samples: [Sample]) -> Test {
        let test = OneWayAnalysisOfVariance(samples.map(\.summary))
        return Test(
            name: "anova", title: "one-way analysis of variance", symbol: "F", statistic: test.statistic,
            degreesOfFreedom: [Double(test.degreesOfFreedomBetween), Double(test.degreesOfFreedomWithin)],
            pValue: test.pValue, assumption: "independent subjects, normal means, equal variances",
            reason: test.statistic == nil ? "the observations do not vary within groups, or there are too few" : nil)
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
                pValue: adjusted.values[index], assumption: "independent subjects, normal means", reason: nil)
        }
    }

    private static func ranks(_ values: [[Double]]) -> [Test] {
        if values.count == 2 {
            guard let test = try? RankSumTest(values[0], values[1]) else { return [] }
            let isExact = test.method == .exact
            return [
                Test(
                    name: isExact ? "rankSumExact" : "rankSumNormal",
                    title: isExact ? "Wilcoxon rank sum, exact" : "Wilcoxon rank sum, normal approximation",
                    symbol: "W", statistic: test.statistic, degreesOfFreedom: [], pValue: test.pValue,
                    assumption: "independent subjects, one shape of distribution",
                    reason: test.pValue == nil ? "all observations are equal" : nil)
            ]
        }
        guard let test = try? KruskalWallisTest(values) else { return [] }
        return [
            .chiSquared(
                "kruskalWallis", "Kruskal-Wallis", test.test,
                assumes: "independent subjects, one shape of distribution, five or more in each group",
                reason: "all observations are equal")
        ]
    }

    /// Compares the halves of pairs: first minus second.
    init(
        pairs first: [Double], _ second: [Double], samples: [Sample], level: ConfidenceLevel, dropped: Int,
        notes: [String]
    ) throws(StatisticsError) {
        let test = try TTest(pairs: first, second, level: level)
        self.init(
            kind: .pairedMeans, level: level, samples: samples,
            tests: [.student("pairedT", "t, paired", test, assumes: "independent pairs, normal mean difference")],
            estimates: [
                .difference("pairedT", "mean difference of pairs", Self.against(samples.map(\.name)), test)
            ], dropped: dropped, notes: notes)
    }
}

extension GroupComparison.Estimate {
    fileprivate static func difference(_ method: String, _ title: String, _ groups: String, _ test: TTest) -> Self {
        Self(
            measure: "meanDifference", method: method, title: title, groups: groups, isShare: false,
            value: test.difference)
    }
}

extension GroupComparison.Sample {
    /// A group of numbers, of which there is at least one.
    init(_ name: String, _ values: [Double]) throws(StatisticsError) {
        let sorted = values.sorted()
        let summary = try SampleSummary(values)
        let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        self.init(name: name, summary: summary, median: middle)
    }
}
