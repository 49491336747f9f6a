import Foundation
import TrialFigures

/// Figures of predicted events.
enum ForecastSamples {
    static func all() -> [(name: String, figure: ForecastFigure)] {
        [("forecast", ordinary()), ("forecast-nothing", ForecastFigure(seen: [], points: [], target: 10, cut: 0))]
    }

    static func ordinary() -> ForecastFigure {
        let points = (0...40).map { step in
            let time = 18 + 0.5 * Double(step)
            let expected = 120 + 140 * (1 - exp(-0.06 * (time - 18)))
            let spread = 6 * (time - 18).squareRoot()
            return ForecastFigure.Point(
                time: time, expected: expected, lower: expected - spread, upper: expected + spread)
        }
        return ForecastFigure(
            seen: (1...120).map { 18 * (Double($0) / 120).squareRoot() }, points: points, target: 200, cut: 18,
            title: "Events seen and predicted", axisTitle: "Time since the first entry (months)")
    }
}
