/// Curves with limits: predicted survival in steps, or a hazard ratio that changes with a covariate.
///
/// ```swift
/// var options = CurveFigure.Options()
/// options.valueTitle = "Predicted survival"
/// options.axisTitle = "Time since randomisation"
/// let figure = CurveFigure(
///     series: [.init("arm=A, age=60", shape: .steps, points: points)], options: options)
/// figure.svg  // a whole SVG file
/// ```
///
/// ## Edge cases
/// A series without points has no line, only its name. Limits that are absent leave a gap in the band; what lies beyond the axis is drawn
/// at its edge. A point that is not finite, or no positive ratio on an axis of ratios, is left out.
public struct CurveFigure: Sendable {
    /// One place of a curve.
    public struct Point: Sendable, Hashable {
        /// The place on the axis: a time, or the value of a covariate.
        public let place: Double
        /// The value there.
        public let value: Double
        /// The limits, where they are known.
        public let lower: Double?, upper: Double?

        /// A value with its limits.
        public init(_ place: Double, _ value: Double, lower: Double? = nil, upper: Double? = nil) {
            self.place = place
            self.value = value
            self.lower = lower
            self.upper = upper
        }
    }

    /// How a curve gets from one point to the next.
    public enum Shape: Sendable, Hashable {
        /// Level, then a jump at the place of the next point.
        case steps
        /// By a straight line.
        case smooth
    }

    /// A curve and its name.
    public struct Series: Sendable {
        /// The name.
        public let label: String
        /// How it gets from one point to the next.
        public let shape: Shape
        /// Its points, in order of their places.
        public let points: [Point]
        /// Where a curve of steps ends; at its last point if nil.
        public let end: Double?

        /// A curve.
        public init(_ label: String, shape: Shape, points: [Point], end: Double? = nil) {
            self.label = label
            self.shape = shape
            self.points = points
            self.end = end
        }
    }

    /// The scale of the values.
    public enum ValueScale: Sendable, Hashable {
        /// From 0 to 100 %.
        case percent
        /// Ratios, on a logarithmic axis with a line at 1.
        case ratio
    }

    /// What is shown and how.
    public struct Options: Sendable {
        /// A title above the figure.
        public var title: String?
        /// What the curves show.
        public var valueTitle = "Survival"
        /// The scale of the values.
        public var valueScale = ValueScale.percent
        /// What stands below the axis.
        public var axisTitle = "Time"
        /// The unit of the axis, which decides on its ticks and is printed behind the title.
        public var axisUnit = TimeUnit.unstated
        /// The range of the axis; that of the points, with 0 for steps, if nil.
        public var axisRange: ClosedRange<Double>?
        /// A place marked on the axis, such as the value that others are compared with.
        public var mark: Double?
        /// Whether the limits are shaded.
        public var showsBands = true
        /// Lines written beneath the title.
        public var notes: [String] = []
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the curves if nil.
        public var summary: String?
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "curves"

        /// The defaults: percent, shaded limits, 170 mm.
        public init() {}
    }

    /// The curves, in the order of their colours.
    public let series: [Series]
    /// What is shown and how.
    public let options: Options

    /// A figure of curves.
    public init(series: [Series], options: Options = Options()) {
        self.series = series
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String {
        CurveDrawing(layout: CurveLayout(series: series, options: options)).document.text
    }
}
