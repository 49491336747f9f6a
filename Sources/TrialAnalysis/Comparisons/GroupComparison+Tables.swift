import TrialStatistics

extension GroupComparison {
    /// Compares groups, the rows, by outcomes, the columns; of two outcomes the first counts as the event.
    public init(_ table: ContingencyTable, level: ConfidenceLevel = .ninetyFivePercent) {
        self.init(table, strata: nil, level: level, dropped: 0, notes: [])
    }

    init(
        _ table: ContingencyTable, strata: [FourfoldTable]?, level: ConfidenceLevel, dropped: Int, notes: [String]
    ) {
        let pearson = PearsonTest(table)
        var tests = [
            Test.chiSquared(
                "pearson", "Pearson χ²", pearson.test, assumes: "independent subjects, expected counts of 5 or more",
                reason: Self.oneLine)
        ]
        var estimates: [Estimate] = []
        if let fourfold = table.fourfold {
            let fisher = FisherExactTest(fourfold, level: level)
            tests += Self.tests(fourfold, pearson, fisher)
            estimates = Self.estimates(table, fourfold, fisher, level)
        } else {
            tests += Self.testsOfLarger(table)
        }
        if let strata {
            let stratified = MantelHaenszelTest(strata, level: level)
            tests += Self.tests(stratified)
            estimates.append(
                Estimate(
                    measure: "commonOddsRatio", method: "mantelHaenszel", title: "common odds ratio, Mantel-Haenszel",
                    groups: Self.against(table.rowNames), isShare: false, value: stratified.oddsRatio))
        }
        self.init(
            kind: .table, level: level, table: table, smallestExpected: pearson.smallestExpected, tests: tests,
            estimates: estimates, dropped: dropped, notes: notes + Self.remarks(pearson, estimates))
    }

    private static let oneLine = "all subjects are in one group or have one outcome"

    private static func tests(_ table: FourfoldTable, _ pearson: PearsonTest, _ fisher: FisherExactTest) -> [Test] {
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

    private static func tests(_ stratified: MantelHaenszelTest) -> [Test] {
        let reason = "no stratum has both groups and both outcomes"
        return [
            .chiSquared(
                "mantelHaenszel", "Cochran-Mantel-Haenszel χ²", stratified.test,
                assumes: "independent subjects, one odds ratio in all strata", reason: reason),
            .chiSquared(
                "mantelHaenszelCorrected", "Cochran-Mantel-Haenszel χ², corrected", stratified.corrected,
                assumes: "the same, corrected for continuity", reason: reason),
        ]
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

extension GroupComparison {
    private static func estimates(
        _ table: ContingencyTable, _ fourfold: FourfoldTable, _ fisher: FisherExactTest, _ level: ConfidenceLevel
    ) -> [Estimate] {
        var estimates: [Estimate] = []
        for row in table.rowNames.indices where table.rowTotals[row] > 0 {
            guard let proportion = try? Proportion(table[row, 0], of: table.rowTotals[row]) else { continue }
            let name = table.rowNames[row]
            for (method, title, limits) in [
                ("wilson", "Wilson", proportion.wilson(level)),
                ("clopperPearson", "Clopper-Pearson", proportion.clopperPearson(level)),
                ("agrestiCoull", "Agresti-Coull", proportion.agrestiCoull(level)),
            ] {
                estimates.append(
                    Estimate(
                        measure: "proportion", method: method, title: "proportion, \(title)", groups: name,
                        isShare: true, value: IntervalEstimate(estimate: proportion.estimate, limits: limits)))
            }
        }
        guard let two = TwoProportions(fourfold) else { return estimates }
        func add(
            _ measure: String, _ method: String, _ title: String, _ value: IntervalEstimate, isShare: Bool = false
        ) {
            estimates.append(
                Estimate(
                    measure: measure, method: method, title: title, groups: against(table.rowNames), isShare: isShare,
                    value: value))
        }
        add(
            "riskDifference", "newcombe", "risk difference, Newcombe", two.differenceNewcombe(level), isShare: true)
        add(
            "riskDifference", "miettinenNurminen", "risk difference, Miettinen-Nurminen",
            two.differenceMiettinenNurminen(level), isShare: true)
        add("riskRatio", "wald", "risk ratio, Wald (Katz)", two.riskRatio(level))
        add("oddsRatio", "wald", "odds ratio, Wald (Woolf)", two.oddsRatio(level))
        add("oddsRatio", "conditional", "odds ratio, conditional, exact", fisher.oddsRatio)
        return estimates
    }

    /// Compares the first with the second answer of pairs, rows with columns.
    init(
        pairs table: ContingencyTable, _ fourfold: FourfoldTable, level: ConfidenceLevel, dropped: Int, notes: [String]
    ) {
        let test = McNemarTest(fourfold)
        let reason = "no pair differs"
        self.init(
            kind: .pairedTable, level: level, table: table,
            tests: [
                .chiSquared(
                    "mcNemar", "McNemar χ²", test.test, assumes: "independent pairs, ten or more that differ",
                    reason: reason),
                .chiSquared(
                    "mcNemarCorrected", "McNemar χ², corrected", test.corrected,
                    assumes: "the same, corrected for continuity", reason: reason),
                .exact("mcNemarExact", "McNemar exact", test.exactPValue, assumes: "independent pairs; any number"),
            ],
            estimates: [], dropped: dropped, notes: notes)
    }
}
