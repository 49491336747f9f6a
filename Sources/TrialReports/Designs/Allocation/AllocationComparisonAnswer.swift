import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// Ways of allocating side by side for one ratio and one number of subjects.
    public static func allocationComparison(_ assessments: [AllocationAssessment], version: String) -> DesignAnswer {
        let rows = assessments.map { assessment in
            [
                assessment.scheme.method.summary, percent(assessment.guessed),
                percent(assessment.outsiderGuessed ?? assessment.bestGuessed),
                percent(assessment.outsiderCertain ?? assessment.certain),
                NumberText.fixed(assessment.excess, decimals: 1),
                number(assessment.finalImbalance), number(assessment.worstImbalance), number(assessment.loss),
                AllocationWords.drift(assessment),
            ]
        }
        let first = assessments.first
        let subjects = first.map { "\($0.subjects) subjects, ratio \($0.scheme.ratio)" } ?? "No method"
        var options = ImbalanceFigure.Options()
        options.title = "Mean imbalance by subject"
        let figure = ImbalanceFigure(
            courses: assessments.prefix(8).map { .init($0.scheme.method.summary, $0.course) }, options: options)
        let simulated = assessments.filter { $0.basis != .exact }
        let bases =
            simulated.isEmpty
            ? ["All numbers are exact, but for the guesses of blocks of random sizes, which are simulated."]
            : simulated.flatMap { one in
                AllocationWords.basis(one.basis).map { "\(one.scheme.method.summary): \($0)" }
            }
                + (simulated.count < assessments.count
                    ? ["All other numbers are exact, but for the guesses of blocks of random sizes."] : [])
        return DesignAnswer(
            title: "Ways to randomise, compared",
            summary: "\(subjects): what each way gives away, and how far it lets the arms go apart.",
            sections: [
                .init(
                    "Comparison",
                    [
                        .table(
                            "Guesses, and subjects off the ratio",
                            [
                                "method", "guessed", "best guess", "certain", "excess", "off at end", "off at most",
                                "lost",
                                "drift",
                            ], rows,
                            remarks: [
                                "Guessed: right guesses of who guesses the arm behind; best guess: of who knows the method and all allocations before, not the sizes of blocks drawn. Excess: right guesses above the ratio's. Lost: subjects lost to imbalance at the end. Drift: of a subject's probabilities from the ratio."
                            ]),
                        .figure(
                            .init(
                                name: "imbalance.svg", svg: figure.svg, title: "Mean imbalance by subject",
                                caption: "The mean over lists of how far the arm furthest off its share is off it.")),
                    ])
            ], notes: bases,
            json: AllocationComparisonJSON(
                methods: assessments.map { AllocationAssessmentJSON($0, version: version) }))
    }

    private static func percent(_ measure: AllocationAssessment.Measure) -> String {
        AllocationWords.percent(measure.estimate)
    }

    private static func number(_ measure: AllocationAssessment.Measure) -> String {
        NumberText.fixed(measure.estimate, decimals: 2)
    }
}

private struct AllocationComparisonJSON: Encodable, Sendable {
    let methods: [AllocationAssessmentJSON]
}
