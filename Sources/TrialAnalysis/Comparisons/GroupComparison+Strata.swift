import TrialStatistics

/// What strata add to a comparison by counts: tests given the strata, common effects, and whether the strata agree.
struct StratifiedParts {
    let tests: [GroupComparison.Test]
    let estimates: [GroupComparison.Estimate]

    init(_ strata: [ContingencyTable], _ groups: String, _ options: ComparisonOptions) throws(StatisticsError) {
        let fourfolds = strata.compactMap(\.fourfold)
        if fourfolds.count == strata.count {
            tests = Self.tests(fourfolds, options)
            estimates = Self.estimates(fourfolds, groups, options.level)
        } else {
            tests = Self.tests(try StratifiedTableTest(strata, scores: options.scores))
            estimates = []
        }
    }

    private static func tests(_ strata: [FourfoldTable], _ options: ComparisonOptions) -> [GroupComparison.Test] {
        let (test, homogeneity) = (MantelHaenszelTest(strata, level: options.level), BreslowDayTest(strata))
        let reason = "no stratum has both groups and both outcomes"
        return [
            .chiSquared(
                "mantelHaenszel", "Cochran-Mantel-Haenszel χ²", test.test,
                assumes: "independent subjects, one odds ratio in all strata", reason: reason),
            .chiSquared(
                "mantelHaenszelCorrected", "Cochran-Mantel-Haenszel χ², corrected", test.corrected,
                assumes: "the same, corrected for continuity", reason: reason),
            .chiSquared(
                "breslowDay", "Breslow-Day homogeneity of odds ratios", homogeneity.test,
                assumes: "large strata; tests that the odds ratios are equal", reason: homogeneity.reason ?? reason),
            .chiSquared(
                "breslowDayTarone", "Breslow-Day, corrected by Tarone", homogeneity.corrected,
                assumes: "the same, corrected for the estimate", reason: homogeneity.reason ?? reason),
        ]
    }

    private static func tests(_ test: StratifiedTableTest) -> [GroupComparison.Test] {
        let reason = "no stratum has two rows and two columns that hold anything"
        return [
            .chiSquared(
                "cmhCorrelation", "Cochran-Mantel-Haenszel χ², correlation", test.correlation,
                assumes: "groups and outcomes ordered as shown", reason: reason),
            .chiSquared(
                "cmhRowMeans", "Cochran-Mantel-Haenszel χ², row mean scores", test.rowMeans,
                assumes: "outcomes ordered as shown", reason: reason),
            .chiSquared(
                "cmhGeneral", "Cochran-Mantel-Haenszel χ², general association", test.generalAssociation,
                assumes: "independent subjects, no order", reason: reason),
        ]
    }

    private static func estimates(
        _ strata: [FourfoldTable], _ groups: String, _ level: ConfidenceLevel
    ) -> [GroupComparison.Estimate] {
        let common = StratifiedProportions(strata)
        func of(_ measure: String, _ method: String, _ title: String, _ value: IntervalEstimate)
            -> GroupComparison.Estimate
        {
            .init(
                measure: measure, method: method, title: title, groups: groups,
                isShare: measure == "commonRiskDifference", value: value)
        }
        return [
            of(
                "commonOddsRatio", "mantelHaenszel", "common odds ratio, Mantel-Haenszel",
                MantelHaenszelTest(strata, level: level).oddsRatio),
            of(
                "commonRiskRatio", "mantelHaenszel", "common risk ratio, Mantel-Haenszel", common.ratio(level)),
            of(
                "commonRiskDifference", "sato", "common risk difference, Mantel-Haenszel, Sato",
                common.differenceSato(level)),
            of(
                "commonRiskDifference", "greenlandRobins", "common risk difference, Mantel-Haenszel, Greenland-Robins",
                common.differenceGreenlandRobins(level)),
            of(
                "commonRiskDifference", "miettinenNurminen", "common risk difference, stratified Miettinen-Nurminen",
                common.differenceScore(level)),
        ]
    }
}
