import Foundation
import TrialFigures

/// Figures of curves that ask for trouble, by name.
enum CurveSamples {
    static func all() -> [(name: String, figure: CurveFigure)] {
        [
            ("curves-predicted", predicted(.doubleColumn)), ("curves-predicted-85mm", predicted(.singleColumn)),
            ("curves-spline", spline(.doubleColumn)), ("curves-spline-85mm", spline(.singleColumn)),
            ("curves-empty", CurveFigure(series: [])), ("curves-no-points", noPoints()),
            ("curves-extremes", extremes()),
            ("curves-long-texts", longTexts()), ("curves-many-steps", manySteps()),
        ]
    }

    /// Exponential curves in steps with limits that begin after the first event.
    static func steps(_ label: String, rate: Double, count: Int = 40) -> CurveFigure.Series {
        let points = (1...count).map { step in
            let time = 60 * Double(step) / Double(count)
            let survival = exp(-rate * time)
            return CurveFigure.Point(
                time, survival, lower: survival * exp(-0.02 * time.squareRoot()),
                upper: min(1, survival * exp(0.02 * time.squareRoot())))
        }
        return .init(label, shape: .steps, points: [.init(0, 1)] + points, end: 66)
    }

    static func predicted(_ width: FigureWidth) -> CurveFigure {
        var options = CurveFigure.Options()
        options.title = "Progression-free survival"
        options.valueTitle = "Predicted event-free"
        options.axisTitle = "Time since randomisation"
        options.axisUnit = .months
        options.width = width
        return CurveFigure(
            series: [steps("arm=A, age=60, stage=I", rate: 0.03), steps("arm=B, age=60, stage=I", rate: 0.015)],
            options: options)
    }

    static func spline(_ width: FigureWidth) -> CurveFigure {
        var options = CurveFigure.Options()
        options.valueTitle = "Hazard ratio against age = 60"
        options.valueScale = .ratio
        options.axisTitle = "age"
        options.mark = 60
        options.width = width
        let points = stride(from: 30.0, through: 85, by: 0.5).map { age in
            let log = (age - 60) * (age - 60) / 800 - (age - 60) / 60
            let error = abs(age - 60) / 40
            return CurveFigure.Point(age, exp(log), lower: exp(log - error), upper: exp(log + error))
        }
        return CurveFigure(series: [.init("", shape: .smooth, points: points)], options: options)
    }

    private static func noPoints() -> CurveFigure {
        CurveFigure(series: [
            .init("nothing", shape: .steps, points: []), .init("one", shape: .steps, points: [.init(3, 0.5)], end: 3),
        ])
    }

    private static func extremes() -> CurveFigure {
        var options = CurveFigure.Options()
        options.valueScale = .ratio
        options.valueTitle = "Hazard ratio"
        options.notes = ["Values far beyond any axis", "and some that are none"]
        options.mark = 1e9
        return CurveFigure(
            series: [
                .init(
                    "wide", shape: .smooth,
                    points: [
                        .init(-5, 1e-12, lower: 0, upper: 1e12), .init(-1, .nan), .init(0, 0), .init(2, 1),
                        .init(4, 1e12, lower: 1, upper: nil), .init(6, 3, lower: 2, upper: 5),
                        .init(8, 4, lower: 1, upper: 9),
                    ])
            ], options: options)
    }

    private static func longTexts() -> CurveFigure {
        var options = CurveFigure.Options()
        options.title = "A title as long as some protocols have them, with <&\"> in it and no end to be seen anywhere"
        options.valueTitle = "Predicted probability of being alive without progression, in percent of those at risk"
        options.axisTitle = "Time since the first dose of the first cycle of the first line of treatment"
        options.axisUnit = .other("quarters of a year")
        options.width = .singleColumn
        return CurveFigure(
            series: (1...5).map {
                steps("profile \($0) of persons with a name of sixty characters <&\">", rate: 0.01 * Double($0))
            },
            options: options)
    }

    private static func manySteps() -> CurveFigure {
        CurveFigure(series: (1...9).map { steps("group \($0)", rate: 0.004 * Double($0), count: 20_000) })
    }
}
