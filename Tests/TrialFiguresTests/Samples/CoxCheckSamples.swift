import TestSupport
import TrialFigures
import TrialStatistics

/// Figures of the checks of Cox models that ask for trouble, by name.
enum CoxCheckSamples {
    static func schoenfeld() throws -> [(name: String, figure: SchoenfeldFigure)] {
        [
            ("schoenfeld-three", try three(.doubleColumn)), ("schoenfeld-three-85mm", try three(.singleColumn)),
            ("schoenfeld-one", try one(count: 400, distinctTimes: 300, .kaplanMeier)),
            ("schoenfeld-many", try one(count: 6000, distinctTimes: 5000, .rank)),
            ("schoenfeld-two-events", try few()), ("schoenfeld-empty", SchoenfeldFigure(panels: [])),
        ]
    }

    static func logLog() throws -> [(name: String, figure: LogLogFigure)] {
        var options = LogLogFigure.Options()
        options.title = "Progression-free survival"
        options.timeUnit = .months
        let data = GeneratedFollowUp(seed: 3, count: 300, distinctTimes: 80)
        let arms = try (0..<Int32(3)).map { arm in
            let rows = data.arms.indices.filter { data.arms[$0] == arm }
            return try KaplanMeier(times: data.times.picked(rows), events: data.events.picked(rows))
        }
        var narrow = options
        narrow.width = .singleColumn
        let long = "A treatment <&\"> with a name of more than sixty characters, all of them needed"
        let none = try KaplanMeier(times: [1, 2], events: [false, false])
        let single = try KaplanMeier(times: [1, 2], events: [true, false])
        return [
            (
                "log-log",
                LogLogFigure(groups: arms.enumerated().map { .init("Arm \($0)", curve: $1) }, options: options)
            ),
            (
                "log-log-85mm",
                LogLogFigure(groups: [.init(long, curve: arms[0]), .init("B", curve: arms[1])], options: narrow)
            ),
            ("log-log-no-events", LogLogFigure(groups: [.init("none", curve: none)], options: options)),
            ("log-log-one-event", LogLogFigure(groups: [.init("one", curve: single)])),
            ("log-log-empty", LogLogFigure(groups: [])),
        ]
    }

    static func three(_ width: FigureWidth) throws -> SchoenfeldFigure {
        let data = GeneratedFollowUp(seed: 5, count: 240, distinctTimes: 60)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let names = ["arm[maintenance with a name that is <&\"> long]", "stage", "biomarker"]
        let covariates = try CovariateMatrix(
            names: names, columns: [data.arms.map { $0 == 1 ? 1 : 0 }, data.stage, data.biomarker])
        let model = try CoxRegression(followUp, covariates: covariates)
        var options = SchoenfeldFigure.Options()
        options.title = "Progression-free survival"
        options.timeTitle = "Time since randomisation"
        options.timeUnit = .months
        options.width = width
        let test = try ProportionalHazardsTest(model, followUp, covariates: covariates)
        let panels = names.indices.compactMap { index in
            test.map {
                SchoenfeldFigure.Panel(
                    names[index], test: $0, covariate: index, coefficient: model.coefficients[index] ?? 0,
                    note: "p = 0.12")
            }
        }
        return SchoenfeldFigure(panels: panels, options: options)
    }

    static func one(count: Int, distinctTimes: Int, _ transform: TimeTransform) throws -> SchoenfeldFigure {
        let data = GeneratedFollowUp(seed: 8, count: count, distinctTimes: distinctTimes)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let covariates = try CovariateMatrix(["biomarker": data.biomarker])
        let model = try CoxRegression(followUp, covariates: covariates)
        let test = try ProportionalHazardsTest(model, followUp, covariates: covariates, transform: transform)
        return SchoenfeldFigure(
            panels: test.map { [.init("biomarker", test: $0, covariate: 0, coefficient: model.coefficients[0] ?? 0)] }
                ?? [])
    }

    static func few() throws -> SchoenfeldFigure {
        let followUp = try SurvivalTimes([1, 2, 3, 4, 5], events: [true, false, true, false, false])
        let covariates = try CovariateMatrix(["x": [1, 0, 0, 1, 0]])
        let model = try CoxRegression(followUp, covariates: covariates)
        let test = try ProportionalHazardsTest(model, followUp, covariates: covariates, transform: .identity)
        return SchoenfeldFigure(
            panels: test.map { [.init("x", test: $0, covariate: 0, coefficient: model.coefficients[0] ?? 0)] } ?? [])
    }
}
