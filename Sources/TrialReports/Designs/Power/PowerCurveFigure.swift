import TrialFigures
import TrialStatistics

/// The power as a curve over the number of subjects, with the number that is planned marked.
struct PowerCurveFigure {
    let points: [CurveFigure.Point]
    let subjects: Double
    let title: String
    var caption = "The dotted line stands at the number planned, all else as assumed."

    /// The power from a quarter of the number to twice as many.
    static func points(around subjects: Double, power: (Double) -> Double) -> [CurveFigure.Point] {
        (0...60).map { step in
            let n = subjects * (0.25 + 1.75 * Double(step) / 60)
            return CurveFigure.Point(n, min(1, max(0, power(n))))
        }
    }

    var figure: DesignAnswer.Figure {
        let range = (0.25 * subjects)...(2 * subjects)
        var options = CurveFigure.Options()
        options.title = title
        options.valueTitle = "Power (%)"
        options.axisTitle = "Subjects"
        options.mark = subjects
        options.axisRange = range
        options.identifier = "power"
        let inside = points.filter { range.contains($0.place) }
        let svg = CurveFigure(series: [.init("", shape: .smooth, points: inside)], options: options).svg
        return DesignAnswer.Figure(name: "power.svg", svg: svg, title: title, caption: caption)
    }
}

/// Numbers as the answers about sample size print them.
enum SizeText {
    /// One decimal.
    static func one(_ value: Double) -> String { NumberText.fixed(value, decimals: 1) }
    /// One decimal, or a dash.
    static func one(_ value: Double?) -> String { value.map(one) ?? "–" }
    /// Four significant digits or so.
    static func ratio(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }
    /// A power in percent with a sign.
    static func percent(_ value: Double) -> String { NumberText.percent(value) + " %" }
    /// The level in words.
    static func level(_ level: TestLevel) -> String {
        "\(level.isTwoSided ? "two-sided" : "one-sided") level of \(NumberText.exact(level.alpha))"
    }
}
