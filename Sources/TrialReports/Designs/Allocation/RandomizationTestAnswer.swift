import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The p-value that rests on the randomisation.
    public static func randomizationTest(
        _ test: RandomizationTest, scheme: AllocationScheme, outcome: String, version: String
    ) -> DesignAnswer {
        let arms = scheme.ratio.arms
        let limits = test.monteCarloLimits()
        let means = arms.indices.map { [arms[$0], String(test.counts[$0]), NumberText.measured(test.means[$0])] }
        let statistic = arms.count == 2 ? "Absolute difference of means" : "Sum of squares between arms"
        return DesignAnswer(
            title: "Re-randomisation test",
            summary:
                "\(outcome) between \(arms.joined(separator: " and ")): \(NumberText.equation("p", NumberText.pValue(test.pValue))), by \(test.lists) lists of \(scheme.method.summary).",
            sections: [
                .init(
                    "Test",
                    [
                        .table("\(outcome) by arm", ["arm", "subjects", "mean"], means),
                        .table(
                            "Set beside other lists", ["item", "value"],
                            [
                                [statistic, NumberText.measured(test.statistic)],
                                ["Lists that part the arms as far", String(test.exceedances)],
                                ["Lists", String(test.lists)], ["p", NumberText.pValue(test.pValue)],
                                [
                                    "Limits of p, 95%",
                                    "\(NumberText.pValue(limits.lower)) to \(NumberText.pValue(limits.upper))",
                                ],
                            ], wordColumns: [1]),
                    ]),
                .init("Audit", [AllocationWords.audit(scheme, seed: String(test.seed), version: version)]),
            ],
            notes: [
                "The arms are allocated again to the same subjects in the same order; lists are numbered from 1, the trial's own being number 0 of its seed."
            ],
            json: RandomizationTestJSON(
                scheme: AllocationJSON(scheme, seed: test.seed, version: version), outcome: outcome,
                counts: test.counts, means: test.means, statistic: test.statistic, lists: test.lists,
                exceedances: test.exceedances, p: test.pValue, pLower: limits.lower, pUpper: limits.upper))
    }
}

private struct RandomizationTestJSON: Encodable, Sendable {
    let scheme: AllocationJSON
    let outcome: String
    let counts: [Int]
    let means: [Double]
    let statistic: Double
    let lists: Int
    let exceedances: Int
    let p: Double
    let pLower: Double?
    let pUpper: Double?
}
