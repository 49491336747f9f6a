import TrialStatistics

extension GroupComparison {
    /// Each proportion, and both against each other.
    static func estimates(
        _ table: ContingencyTable, _ fourfold: FourfoldTable, _ fisher: FisherExactTest, _ options: ComparisonOptions
    ) throws(StatisticsError) -> [Estimate] {
        let level = options.level
        let estimates = proportions(table, level)
        guard let two = TwoProportions(fourfold) else { return estimates }
        let groups = against(table.rowNames)
        func of(_ measure: String, _ method: String, _ title: String, _ value: IntervalEstimate) -> Estimate {
            Estimate(
                measure: measure, method: method, title: title, groups: groups, isShare: measure == "riskDifference",
                value: value)
        }
        let exact =
            options.showsExactDifference
            ? [
                of(
                    "riskDifference", "chanZhang", "risk difference, exact, Chan-Zhang",
                    try ExactRiskDifference(two, level: level).estimate)
            ] : []
        return estimates + exact + [
            of("riskDifference", "newcombe", "risk difference, Newcombe", two.differenceNewcombe(level)),
            of(
                "riskDifference", "miettinenNurminen", "risk difference, Miettinen-Nurminen",
                two.differenceMiettinenNurminen(level)),
            of("riskRatio", "wald", "risk ratio, Wald (Katz)", two.riskRatio(level)),
            of(
                "riskRatio", "miettinenNurminen", "risk ratio, Miettinen-Nurminen",
                two.score(.riskRatio, .miettinenNurminen, level)),
            of("oddsRatio", "wald", "odds ratio, Wald (Woolf)", two.oddsRatio(level)),
            of(
                "oddsRatio", "miettinenNurminen", "odds ratio, Miettinen-Nurminen",
                two.score(.oddsRatio, .miettinenNurminen, level)),
            of("oddsRatio", "conditional", "odds ratio, conditional, exact", fisher.oddsRatio),
            of("oddsRatio", "conditionalMidP", "odds ratio, conditional, mid-p", fisher.midPOddsRatio),
        ]
    }

    /// The proportion of the event in each group that has subjects.
    static func proportions(_ table: ContingencyTable, _ level: ConfidenceLevel) -> [Estimate] {
        table.rowNames.indices.flatMap { row -> [Estimate] in
            guard let proportion = try? Proportion(table[row, 0], of: table.rowTotals[row]) else { return [] }
            return limits(proportion, table.rowNames[row], level)
        }
    }

    /// One proportion with its limits by each method; those that a table of groups leaves out are for a single rate.
    static func limits(
        _ proportion: Proportion, _ name: String, _ level: ConfidenceLevel, all: Bool = false
    ) -> [Estimate] {
        var methods = [
            ("wilson", "Wilson", proportion.wilson(level)),
            ("clopperPearson", "Clopper-Pearson", proportion.clopperPearson(level)),
            ("agrestiCoull", "Agresti-Coull", proportion.agrestiCoull(level)),
        ]
        if all {
            methods += [
                ("jeffreys", "Jeffreys", proportion.jeffreys(level)), ("midP", "mid-p", proportion.midP(level)),
            ]
        }
        return methods.map { method, title, limits in
            Estimate(
                measure: "proportion", method: method, title: "proportion, \(title)", groups: name, isShare: true,
                value: IntervalEstimate(estimate: proportion.estimate, limits: limits))
        }
    }
}
