import TrialStatistics

extension GroupComparison {
    /// Compares groups, the rows, by outcomes, the columns; of two outcomes the first counts as the event.
    ///
    /// - Throws: `StatisticsError` for a margin that cannot be.
    public init(
        _ table: ContingencyTable, options: ComparisonOptions = ComparisonOptions()
    ) throws(StatisticsError) {
        try self.init(table, strata: nil, options: options, dropped: 0, notes: [])
    }

    init(
        _ table: ContingencyTable, strata: [ContingencyTable]?, options: ComparisonOptions, dropped: Int,
        notes: [String]
    ) throws(StatisticsError) {
        let pearson = PearsonTest(table)
        var tests = [
            Test.chiSquared(
                "pearson", "Pearson χ²", pearson.test, assumes: "independent subjects, expected counts of 5 or more",
                reason: Self.oneLine)
        ]
        var (estimates, margin) = ([Estimate](), MarginAnswer?.none)
        if let fourfold = table.fourfold {
            let fisher = FisherExactTest(fourfold, level: options.level)
            tests += Self.tests(pearson, fisher) + Self.unconditional(fourfold, options)
            estimates = try Self.estimates(table, fourfold, fisher, options)
            if strata == nil, let question = options.margin {
                guard let two = TwoProportions(fourfold) else { throw Self.emptyGroup }
                margin = try MarginAnswer(
                    question, two, groups: Self.against(table.rowNames), options: options)
            }
        } else {
            try Self.refuseMargin(options, "there are more groups or more outcomes")
            tests += Self.testsOfLarger(table)
            if table.columnNames.count == 2 { estimates = Self.proportions(table, options.level) }
        }
        if let strata {
            let fourfolds = strata.compactMap(\.fourfold)
            if fourfolds.count == strata.count, let question = options.margin {
                margin = try MarginAnswer(
                    question, common: StratifiedProportions(fourfolds), groups: Self.against(table.rowNames),
                    level: options.level)
            }
            let stratified = try StratifiedParts(strata, Self.against(table.rowNames), options)
            tests += stratified.tests
            estimates += stratified.estimates
        }
        self.init(
            kind: .table, options: options, table: table, smallestExpected: pearson.smallestExpected, tests: tests,
            estimates: estimates, margin: margin, dropped: dropped, notes: notes + Self.remarks(pearson, estimates))
    }

    static let oneLine = "all subjects are in one group or have one outcome"

    private static let emptyGroup = StatisticsError(
        .empty, argument: "table", "a group has no subjects; expected two groups to hold against a margin")

    private static func tests(_ pearson: PearsonTest, _ fisher: FisherExactTest) -> [Test] {
        let fixed = "independent subjects, given all totals; any size"
        return [
            .chiSquared(
                "yates", "Yates χ²", pearson.corrected, assumes: "as Pearson, corrected for continuity; conservative",
                reason: oneLine),
            .exact("fisher", "Fisher exact", fisher.pValue, assumes: fixed),
            .exact("fisherLess", "Fisher exact, one-sided, odds ratio < 1", fisher.less, assumes: fixed),
            .exact("fisherGreater", "Fisher exact, one-sided, odds ratio > 1", fisher.greater, assumes: fixed),
            .exact("midP", "Fisher mid-p", fisher.midPValue, assumes: "as Fisher, less conservative, not exact"),
        ]
    }

    /// The largest group for which the unconditional exact tests are done without being asked.
    private static let unconditionalLimit = 500

    /// Barnard's and Boschloo's tests, two-sided and, where asked for, one-sided.
    private static func unconditional(_ table: FourfoldTable, _ options: ComparisonOptions) -> [Test] {
        let pooled = options.barnard == .unpooled ? "z not pooled" : "z pooled"
        let kinds = [
            ("barnard", "Barnard exact, \(pooled)", options.barnard), ("boschloo", "Boschloo exact", .fisher),
        ]
        let sides: [(suffix: String, title: String, Alternative)] = [
            ("", "", .twoSided), ("Less", ", one-sided, first lower", .less),
            ("Greater", ", one-sided, first higher", .greater),
        ]
        let isLarge = max(table.a + table.b, table.c + table.d) > unconditionalLimit
        return kinds.flatMap { name, title, statistic in
            (options.showsOneSided ? sides : [sides[0]]).map { suffix, words, alternative in
                let test =
                    isLarge
                    ? nil
                    : try? UnconditionalExactTest(
                        table, statistic: statistic, alternative: alternative, bergerBoos: options.bergerBoos)
                return Test.exact(
                    name + suffix, title + words, test?.pValue,
                    assumes: options.bergerBoos > 0
                        ? "independent subjects; any size; Berger-Boos γ = \(options.bergerBoos)"
                        : "independent subjects, given group sizes; any size",
                    reason: isLarge
                        ? "not computed: a group has more than \(unconditionalLimit) subjects"
                        : "a group has no subjects")
            }
        }
    }

    private static func testsOfLarger(_ table: ContingencyTable) -> [Test] {
        var tests = [
            Test.exact(
                "fisher", "Fisher-Freeman-Halton exact", FreemanHaltonTest(table).pValue,
                assumes: "independent subjects, given all totals; any size",
                reason: "not computed: too many tables to count")
        ]
        guard table.columnNames.count == 2 else { return tests }
        let rows = table.rowNames.indices
        let trend = try? TrendTest(successes: rows.map { table[$0, 0] }, of: table.rowTotals)
        tests.append(
            .chiSquared(
                "cochranArmitage", "Cochran-Armitage trend", trend?.test,
                assumes: "groups ordered as shown, in equal steps", reason: oneLine))
        return tests
    }

    static func against(_ names: [String]) -> String { names.joined(separator: " against ") }

    private static func remarks(_ pearson: PearsonTest, _ estimates: [Estimate]) -> [String] {
        var remarks: [String] = []
        if pearson.smallestExpected < 5 {
            let smallest = (pearson.smallestExpected * 100).rounded() / 100
            remarks.append(
                "The smallest expected count is \(smallest), below 5: the χ² approximation is poor; prefer the exact test."
            )
        }
        for estimate in estimates {
            if let reason = estimate.value.reason { remarks.append("\(estimate.title): \(reason).") }
        }
        return remarks
    }
}
