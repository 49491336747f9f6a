import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The figures of what was asked of the Cox model: predicted and standardised curves, and those of splines.
struct CoxAnswerFigures: Sendable {
    /// A figure and the name of its file.
    struct Figure: Sendable {
        let file: String
        let svg: String
        let title: String
        let caption: String
    }

    let all: [Figure]

    init(_ analysis: SurvivalAnalysis, _ words: AnalysisWords) {
        guard let answers = analysis.coxAnswers else {
            all = []
            return
        }
        let splines = answers.splines.enumerated().compactMap { Self.spline($1, index: $0, words) }
        all = [Self.predicted(answers, words), Self.adjusted(answers, words)].compactMap(\.self) + splines
    }

    private static func survivalOptions(_ words: AnalysisWords, _ title: String, _ identifier: String)
        -> CurveFigure.Options
    {
        var options = CurveFigure.Options()
        options.title = words.plan.title
        options.valueTitle = title
        options.axisTitle = words.results.endpoint.name
        options.axisUnit = TimeUnit(named: words.results.endpoint.unit)
        options.identifier = identifier
        return options
    }

    private static func predicted(_ answers: CoxAnswers, _ words: AnalysisWords) -> Figure? {
        guard !answers.predictions.isEmpty else { return nil }
        let series = answers.predictions.map { prediction in
            let curve = prediction.curve
            let points = curve.times.indices.map { step in
                let estimate = curve.estimate(
                    atStep: step, transform: words.plan.transform, level: words.plan.level)
                return CurveFigure.Point(
                    curve.times[step], estimate.survival, lower: estimate.limits.lower, upper: estimate.limits.upper)
            }
            return CurveFigure.Series(
                prediction.label, shape: .steps, points: [.init(0, 1)] + points, end: curve.lastTime)
        }
        return Figure(
            file: "predicted.svg",
            svg: CurveFigure(
                series: series, options: survivalOptions(words, "Predicted event-free (%)", "predicted")
            ).svg,
            title: "predicted curves",
            caption:
                "Curves that the Cox model predicts, with pointwise \(words.level) limits. They are of all such persons, not of one person’s fate."
        )
    }

    private static func adjusted(_ answers: CoxAnswers, _ words: AnalysisWords) -> Figure? {
        guard let adjusted = answers.adjusted else { return nil }
        let series = adjusted.groups.map { group in
            let points = group.curve.times.compactMap { time -> CurveFigure.Point? in
                group.curve.estimate(at: time, transform: words.plan.transform, level: words.plan.level).map {
                    .init(time, $0.survival, lower: $0.limits.lower, upper: $0.limits.upper)
                }
            }
            return CurveFigure.Series(
                group.name, shape: .steps, points: [.init(0, 1)] + points, end: group.curve.lastTime)
        }
        return Figure(
            file: "adjusted.svg",
            svg: CurveFigure(
                series: series, options: survivalOptions(words, "Event-free, standardised (%)", "adjusted")
            ).svg,
            title: "standardised curves",
            caption:
                "Curves of the groups standardised to the covariates of all rows of the Cox model, with pointwise \(words.level) limits."
        )
    }

    private static func spline(
        _ spline: CoxAnswers.Spline, index: Int, _ words: AnalysisWords
    ) -> Figure? {
        let points = spline.curve.compactMap { point in
            point.hazardRatio.map {
                CurveFigure.Point(point.value, $0.estimate, lower: $0.lower, upper: $0.upper)
            }
        }
        guard !points.isEmpty else { return nil }
        let reference = NumberText.shown(spline.reference)
        var options = CurveFigure.Options()
        options.title = words.plan.title
        options.valueTitle = "Hazard ratio against \(spline.column) = \(reference)"
        options.valueScale = .ratio
        options.axisTitle = spline.column
        options.mark = spline.reference
        options.identifier = "spline-\(index + 1)"
        return Figure(
            file: "spline-\(index + 1).svg",
            svg: CurveFigure(series: [.init("", shape: .smooth, points: points)], options: options).svg,
            title: "spline of \(spline.column)",
            caption:
                "Hazard ratio by \(spline.column) against its median, \(reference), from a natural cubic spline, with pointwise \(words.level) limits."
        )
    }
}
