import TrialFigures
import TrialStatistics

/// The predicted date of an event: in words, numbers, a figure and JSON.
public struct ForecastAnswer {
    let prediction: EventPrediction
    let coverage: ConfidenceLevel
    let model: String
    let unit: String?
    let seed: UInt64
    let remarks: [String]
    /// A time as a date, where entry was one.
    let date: (Double) -> String?

    /// The answer.
    public init(
        _ prediction: EventPrediction, coverage: ConfidenceLevel, model: String, unit: String?, seed: UInt64,
        remarks: [String], date: @escaping (Double) -> String?
    ) {
        self.prediction = prediction
        self.coverage = coverage
        self.model = model
        self.unit = unit
        self.seed = seed
        self.remarks = remarks
        self.date = date
    }

    /// The answer in words, a table, a figure and JSON.
    public var answer: DesignAnswer {
        DesignAnswer(
            title: "Prediction of event \(prediction.target)", summary: summary,
            sections: [
                .init(
                    "Numbers",
                    [table, .table("Expected events", ["time", "date", "expected", "lower", "upper"], path)]),
                .init("Figure", [.figure(figure)]),
            ], notes: notes, json: JSON(self))
    }

    private func words(_ time: Double?) -> String {
        guard let time else { return "not reached" }
        return date(time) ?? (SizeText.one(time) + (unit.map { " " + $0 } ?? ""))
    }

    private var summary: String {
        let counts = prediction.trial.counts
        let start = "\(AnalysisWords.count(counts.events, "event")) seen by \(words(prediction.trial.cut))"
        guard prediction.expected != nil || prediction.median != nil else {
            return
                "\(start); event \(prediction.target) is not expected: \(counts.onStudy) subjects in follow-up and those to come are too few."
        }
        let percent = NumberText.coverage(coverage.coverage)
        // The mean number of events of the futures may come no more than close to a target near all subjects.
        let when =
            prediction.expected.map { "is expected \(preposition) \(words($0))" }
            ?? prediction.median.map { "comes \(preposition) \(words($0)) in the median of the futures" }
            ?? "does not come in most of the futures"
        let limits =
            prediction.limits.upper == nil
            ? "after \(words(prediction.limits.lower))"
            : "between \(words(prediction.limits.lower)) and \(words(prediction.limits.upper))"
        return "\(start); event \(prediction.target) \(when), and in \(percent) % of the futures \(limits)."
    }

    private var preposition: String { date(0) == nil ? "at" : "on" }

    private var rangeOfFutures: String {
        guard let lower = prediction.limits.lower else { return words(nil) }
        return prediction.limits.upper.map { words(lower) + " to " + words($0) } ?? "after " + words(lower)
    }

    private var table: DesignAnswer.Block {
        let counts = prediction.trial.counts
        return .table(
            "Prediction", ["quantity", "value"],
            [
                ["data until", words(prediction.trial.cut)],
                ["with the event, in follow-up, lost", "\(counts.events), \(counts.onStudy), \(counts.lost)"],
                ["model", model],
                ["date expected", words(prediction.expected)],
                ["median of the futures", words(prediction.median)],
                ["limits", rangeOfFutures],
                ["futures that reach it", SizeText.percent(prediction.reached)],
            ], wordColumns: [0])
    }

    private var path: [[String]] {
        stride(from: 0, to: prediction.curve.count, by: 6).map { index in
            let point = prediction.curve[index]
            return [
                SizeText.one(point.time), date(point.time) ?? "–", SizeText.one(point.expected),
                NumberText.exact(point.lower), NumberText.exact(point.upper),
            ]
        }
    }

    private var figure: DesignAnswer.Figure {
        let svg = ForecastFigure(
            seen: prediction.trial.eventDates,
            points: prediction.curve.map {
                .init(time: $0.time, expected: $0.expected, lower: $0.lower, upper: $0.upper)
            },
            target: prediction.target, cut: prediction.trial.cut, title: "Events seen and predicted",
            axisTitle: "Time since the first entry" + (unit.map { " (\($0))" } ?? "")
        ).svg
        return DesignAnswer.Figure(
            name: "forecast.svg", svg: svg, title: "Events seen and predicted",
            caption:
                "Events seen, the expectation, and the \(NumberText.coverage(coverage.coverage)) % limits of the number by each date."
        )
    }

    private var notes: [String] {
        let counts = prediction.trial.counts
        let loss = counts.lost == 0 ? ["Nobody is marked as lost; those in follow-up are taken to stay."] : []
        return remarks + loss + ["Simulated with seed \(seed); the same seed gives the same limits."]
    }

    private struct JSON: Encodable, Sendable {
        struct Point: Encodable, Sendable {
            let time, expected, lower, upper: Double
        }

        let target, events, onStudy, lost: Int
        let cut: Double
        let model: String
        let expected, median, lower, upper: Double?
        let expectedDate, medianDate, lowerDate, upperDate: String?
        let reached, coverage: Double
        let seed: UInt64
        let curve: [Point]

        init(_ answer: ForecastAnswer) {
            let prediction = answer.prediction
            (events, onStudy, lost) = prediction.trial.counts
            target = prediction.target
            cut = prediction.trial.cut
            model = answer.model
            expected = prediction.expected
            median = prediction.median
            lower = prediction.limits.lower
            upper = prediction.limits.upper
            expectedDate = prediction.expected.flatMap(answer.date)
            medianDate = prediction.median.flatMap(answer.date)
            lowerDate = prediction.limits.lower.flatMap(answer.date)
            upperDate = prediction.limits.upper.flatMap(answer.date)
            reached = prediction.reached
            coverage = answer.coverage.coverage
            seed = answer.seed
            curve = prediction.curve.map {
                Point(time: $0.time, expected: $0.expected, lower: $0.lower, upper: $0.upper)
            }
        }
    }
}
