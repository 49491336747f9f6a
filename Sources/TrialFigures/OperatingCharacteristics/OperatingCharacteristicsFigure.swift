import TrialStatistics

/// What a design does in the long run, against the truth: probabilities above, mean sizes and times below, each with the bar of
/// its Monte Carlo error.
///
/// ```swift
/// var options = OperatingCharacteristicsFigure.Options()
/// options.truthTitle = "True median (months)"
/// let figure = try OperatingCharacteristicsFigure(
///     panels: [.init("Probability", isProbability: true, series: [stop, power]), .init("Subjects", series: [size])],
///     options: options)
/// ```
///
/// ## Edge cases
/// A series of one truth is a point. Points without limits have no bar. Panels without a point are left out.
public struct OperatingCharacteristicsFigure: Sendable {
    /// The value under one truth.
    public struct Point: Sendable, Hashable {
        /// The place of the truth on the axis.
        public let truth: Double
        /// The value.
        public let value: Double
        /// The limits of its Monte Carlo error, where there are.
        public let lower: Double?, upper: Double?

        /// A value with its limits.
        public init(truth: Double, value: Double, lower: Double? = nil, upper: Double? = nil) {
            self.truth = truth
            self.value = value
            self.lower = lower
            self.upper = upper
        }
    }

    /// The values of one kind under all truths.
    public struct Series: Sendable, Hashable {
        /// Its name.
        public let label: String
        /// Its points, by ascending truth.
        public let points: [Point]

        /// A series.
        public init(_ label: String, points: [Point]) {
            self.label = label
            self.points = points
        }
    }

    /// A plot of series on one scale.
    public struct Panel: Sendable, Hashable {
        /// What its axis shows.
        public let title: String
        /// Whether the axis goes from 0 to 100 %; else from 0 to the largest value.
        public let isProbability: Bool
        /// The series, in the order of their colours.
        public let series: [Series]

        /// A panel.
        public init(_ title: String, isProbability: Bool = false, series: [Series]) {
            self.title = title
            self.isProbability = isProbability
            self.series = series
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// What stands below the axes.
        public var truthTitle = "Truth"
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the series if nil.
        public var summary: String?
        /// The prefix of the ids in the file; figures on one page need different ones.
        public var identifier = "characteristics"

        /// The defaults.
        public init() {}
    }

    /// The panels; the first has a row of its own.
    public let panels: [Panel]
    /// What is shown and how.
    public let options: Options

    /// A figure of panels.
    ///
    /// - Throws: an error that names the panel with a value, a limit or a truth that is not finite, or a probability out of range.
    public init(panels: [Panel], options: Options = Options()) throws(StatisticsError) {
        for (index, panel) in panels.enumerated() {
            for point in panel.series.flatMap(\.points) {
                let numbers = [point.truth] + [point.value, point.lower, point.upper].compactMap(\.self)
                let isRight =
                    numbers.allSatisfy(\.isFinite)
                    && (!panel.isProbability || numbers.dropFirst().allSatisfy { $0 >= 0 && $0 <= 1 })
                guard isRight else {
                    throw StatisticsError(
                        .invalidValue, argument: "panels", index: index,
                        "panels[\(index)] has the value \(point.value) at \(point.truth); expected finite numbers"
                            + (panel.isProbability ? " in 0...1" : ""))
                }
            }
        }
        self.panels = panels.filter { $0.series.contains { !$0.points.isEmpty } }
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { OperatingCharacteristicsDrawing(figure: self).document.text }
}
