/// Events by calendar time: those that were seen, those that are predicted with a band, and the number that is waited for.
///
/// ```swift
/// ForecastFigure(seen: dates, points: points, target: 300, cut: 18).svg
/// ```
///
/// ## Edge cases
/// Without points beyond the cut only what was seen is drawn.
public struct ForecastFigure: Sendable {
    /// A time with the number of events expected by then and the limits of the number.
    public struct Point: Sendable, Hashable {
        /// The time of the calendar.
        public let time: Double
        /// The numbers.
        public let expected: Double, lower: Double, upper: Double

        /// A predicted number.
        public init(time: Double, expected: Double, lower: Double, upper: Double) {
            self.time = time
            self.expected = expected
            self.lower = lower
            self.upper = upper
        }
    }

    /// The times of the events that were seen, in order.
    public let seen: [Double]
    /// The prediction, from the cut on.
    public let points: [Point]
    /// The number that is waited for.
    public let target: Int
    /// Until when data were taken.
    public let cut: Double
    /// A title above the figure.
    public let title: String?
    /// What stands below the axis.
    public let axisTitle: String

    /// A figure of a prediction.
    public init(
        seen: [Double], points: [Point], target: Int, cut: Double, title: String? = nil, axisTitle: String = "Time"
    ) {
        self.seen = seen
        self.points = points
        self.target = target
        self.cut = cut
        self.title = title
        self.axisTitle = axisTitle
    }

    /// The figure as the text of an SVG file.
    public var svg: String { ForecastDrawing(figure: self).document.text }
}
