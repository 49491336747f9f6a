import TrialStatistics

/// A pattern of effects over sliding windows of a marker: the effect in each window with its limits, against the median of
/// the marker in it, with the range of each window and the overall effect.
///
/// Points of neighbouring windows share subjects; a line joins them so that the course is seen, not because there is
/// anything between them. Limits that leave the axis end in an arrow, windows in which nothing can be said have a cross at
/// the foot.
///
/// ```swift
/// let figure = try SlidingWindowFigure(
///     points: [.init(range: 36...54, position: 50, estimate: 0.62, lower: 0.41, upper: 0.94)], scale: .ratio)
/// figure.svg  // a whole SVG file
/// ```
///
/// ## References
/// Bonetti & Gelber, *Biostatistics* 5 (2004) 465–481, figure 1.
public struct SlidingWindowFigure: Sendable {
    /// One window.
    public struct Window: Sendable, Hashable {
        /// The lowest and highest value of the marker.
        public let range: ClosedRange<Double>
        /// Where its point stands: the median of the marker.
        public let position: Double
        /// The effect; nil if nothing can be said.
        public let estimate: Double?
        /// The lower limit; nil if there is none.
        public let lower: Double?
        /// The upper limit; nil if there is none.
        public let upper: Double?
        /// Whether the point is open, because its estimate is of another kind.
        public let isOpen: Bool

        /// A window.
        public init(
            range: ClosedRange<Double>, position: Double, estimate: Double?, lower: Double? = nil,
            upper: Double? = nil, isOpen: Bool = false
        ) {
            self.range = range
            self.position = position
            self.estimate = estimate
            self.lower = lower
            self.upper = upper
            self.isOpen = isOpen
        }
    }

    /// What the effects are, and so the axis.
    public enum Scale: Sendable, Hashable {
        /// Ratios, on a logarithmic axis with no effect at 1.
        case ratio
        /// Differences, with no effect at 0.
        case difference
    }

    /// What the figure shows and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// The title of the marker's axis.
        public var markerTitle = "Marker"
        /// The title of the effect's axis.
        public var effectTitle = "Hazard ratio (log scale)"
        /// The overall effect, drawn as a line.
        public var overall: Double?
        /// What stands beside that line.
        public var overallText = "Overall"
        /// What lies below no effect.
        public var favoursLower: String?
        /// What lies above it.
        public var favoursUpper: String?
        /// Sentences beneath the figure, such as the test.
        public var notes: [String] = []
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the windows if nil.
        public var summary: String?
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "windows"

        /// The defaults.
        public init() {}
    }

    /// The windows by ascending position.
    public let windows: [Window]
    /// What the effects are.
    public let scale: Scale
    /// What is shown and how.
    public let options: Options

    /// A figure of windows.
    ///
    /// - Throws: an error that names the window whose numbers make no sense on the scale.
    public init(windows: [Window], scale: Scale, options: Options = Options()) throws(StatisticsError) {
        for (index, window) in windows.enumerated() { try window.check(index, scale) }
        self.windows = windows
        self.scale = scale
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { SlidingWindowDrawing(figure: self).document.text }
}

extension SlidingWindowFigure.Window {
    fileprivate func check(_ index: Int, _ scale: SlidingWindowFigure.Scale) throws(StatisticsError) {
        func error(_ text: String) -> StatisticsError {
            StatisticsError(.invalidValue, argument: "windows", index: index, "windows[\(index)].\(text)")
        }
        guard range.lowerBound.isFinite, range.upperBound.isFinite, range.contains(position) else {
            throw error("position is \(position); expected a number in the window's range \(range)")
        }
        for (name, value) in [("estimate", estimate), ("lower", lower), ("upper", upper)] {
            guard let value else { continue }
            guard value.isFinite, scale == .difference || value > 0 else {
                throw error(
                    "\(name) is \(value); expected \(scale == .ratio ? "a finite ratio > 0" : "a finite number")")
            }
        }
        if estimate == nil, lower != nil || upper != nil {
            throw error("estimate is nil; expected an estimate where there is a limit")
        }
        if let estimate, (lower ?? estimate) > estimate || (upper ?? estimate) < estimate {
            throw error("estimate is \(estimate); expected a number between its limits")
        }
    }
}
