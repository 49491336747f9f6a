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

extension GroupComparison {
    /// Compares the first with the second answer of pairs, rows with columns.
    init(
        pairs table: ContingencyTable, _ fourfold: FourfoldTable, groups: String, options: ComparisonOptions,
        dropped: Int, notes: [String]
    ) throws(StatisticsError) {
        let (test, pairs) = (McNemarTest(fourfold), PairedProportions(fourfold))
        let margin = try options.margin.map { question throws(StatisticsError) in
            try MarginAnswer(question, pairs: pairs, groups: groups, level: options.level)
        }
        func of(_ measure: String, _ method: String, _ title: String, _ value: IntervalEstimate) -> Estimate {
            Estimate(
                measure: measure, method: method, title: title, groups: groups, isShare: measure == "riskDifference",
                value: value)
        }
        let reason = "no pair differs"
        self.init(
            kind: .pairedTable, options: options, table: table,
            tests: [
                .chiSquared(
                    "mcNemar", "McNemar χ²", test.test, assumes: "independent pairs, ten or more that differ",
                    reason: reason),
                .chiSquared(
                    "mcNemarCorrected", "McNemar χ², corrected", test.corrected,
                    assumes: "the same, corrected for continuity", reason: reason),
                .exact("mcNemarExact", "McNemar exact", test.exactPValue, assumes: "independent pairs; any number"),
            ],
            estimates: [
                of("riskDifference", "tango", "risk difference of pairs, Tango", pairs.difference(options.level)),
                of("oddsRatio", "conditional", "odds ratio of pairs, exact", pairs.oddsRatio(options.level)),
                of("oddsRatio", "conditionalMidP", "odds ratio of pairs, mid-p", pairs.midPOddsRatio(options.level)),
            ], margin: margin, dropped: dropped, notes: notes)
    }
}
