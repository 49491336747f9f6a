import TrialStatistics

extension GroupComparison {
    /// Compares the halves of pairs: first minus second.
    init(
        pairs first: [Double], _ second: [Double], samples: [Sample], options: ComparisonOptions, dropped: Int,
        notes: [String]
    ) throws(StatisticsError) {
        try self.init(
            pairs: try TTest(pairs: first, second, level: options.level), samples: samples,
            ranks: (
                try SignedRankTest(pairs: first, second), try LocationShift(pairs: first, second, level: options.level)
            ),
            options: options, dropped: dropped, notes: notes)
    }

    init(
        pairs test: TTest, samples: [Sample], ranks: (test: SignedRankTest, shift: LocationShift)?,
        options: ComparisonOptions, dropped: Int, notes: [String]
    ) throws(StatisticsError) {
        let names = Self.against(samples.map(\.name))
        var tests = [Test.student("pairedT", "t, paired", test, assumes: "independent pairs, normal mean difference")]
        var estimates = [Estimate.difference("pairedT", "mean difference of pairs", names, test)]
        if let ranks {
            tests += Self.signedRanks(ranks.test)
            estimates.append(.shift(ranks.shift, names, "pseudomedian of pairs, Hodges-Lehmann"))
        }
        let margin = try options.margin.map { question throws(StatisticsError) in
            try MarginAnswer(question, [("pairedT", "mean difference of pairs", test)], groups: names)
        }
        self.init(
            kind: .pairedMeans, options: options, samples: samples, tests: tests, estimates: estimates, margin: margin,
            dropped: dropped, notes: notes)
    }

    /// The signed-rank test, and with ties, where it can be counted, the exact one.
    private static func signedRanks(_ test: SignedRankTest) -> [Test] {
        let isExact = test.method == .exact
        let symmetry = "independent pairs, differences symmetric"
        let plain = Test(
            name: isExact ? "signedRankExact" : "signedRankNormal",
            title: isExact ? "Wilcoxon signed rank, exact" : "Wilcoxon signed rank, normal approximation",
            symbol: "V", statistic: test.statistic, degreesOfFreedom: [], pValue: test.pValue, assumption: symmetry,
            reason: test.pValue == nil ? "no pair differs" : nil)
        guard test.hasTies, let exact = test.permutationPValue else { return [plain] }
        return [
            plain,
            .exact(
                "signedRankPermutation", "Wilcoxon signed rank, exact with ties", exact,
                assumes: symmetry + "; any number"),
        ]
    }
}
