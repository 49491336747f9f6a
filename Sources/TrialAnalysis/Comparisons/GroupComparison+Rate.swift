import TrialStatistics

extension GroupComparison {
    /// One proportion with its limits, and its tests where the options name a null hypothesis.
    ///
    /// - Throws: `StatisticsError` for a null hypothesis outside 0...1, or a margin.
    public init(
        rate: Proportion, options: ComparisonOptions = ComparisonOptions()
    ) throws(StatisticsError) {
        try Self.refuseMargin(options, "this is one rate")
        var tests: [Test] = []
        if let null = options.nullRate {
            let test = try ProportionTest(rate, null: null)
            let exact = "independent subjects; any number"
            tests = [
                .exact("binomial", "binomial, exact", test.exactPValue, assumes: exact),
                .exact("binomialLess", "binomial, exact, one-sided, rate lower", test.less, assumes: exact),
                .exact("binomialGreater", "binomial, exact, one-sided, rate higher", test.greater, assumes: exact),
                .exact("binomialDoubled", "binomial, twice the smaller tail", test.doubledPValue, assumes: exact),
                .exact("binomialMidP", "binomial, mid-p", test.midPValue, assumes: "the same, not exact"),
                Test(
                    name: "score", title: "score", symbol: "z", statistic: test.z, degreesOfFreedom: [],
                    pValue: test.scorePValue, assumption: "independent subjects, five or more of each expected",
                    reason: test.z == nil ? "a null hypothesis of 0 or 1 has no variance" : nil),
            ]
        }
        self.init(
            kind: .rate, options: options, rate: rate, tests: tests,
            estimates: Self.limits(rate, "", options.level, all: true), dropped: 0, notes: [])
    }
}
