import TrialStatistics

/// Estimates of groups with their confidence intervals on a linear axis: proportions or means, a line each.
///
/// ```swift
/// var options = IntervalFigure.Options()
/// options.axisTitle = "Complete remission"
/// options.isShare = true
/// IntervalFigure(rows: [
///     .init("Ixazomib", estimate: 0.325, lower: 0.201, upper: 0.480, text: "32.5% (20.1–48.0%)"),
///     .init("Placebo", estimate: 0.125, lower: 0.055, upper: 0.261, text: "12.5% (5.5–26.1%)"),
/// ], options: options).svg
/// ```
///
/// A row without an estimate has its text and no mark. What is not finite is taken as absent.
public struct IntervalFigure: Sendable {
    /// One group.
    public struct Row: Sendable, Hashable {
        /// Its name.
        public let label: String
        /// Its estimate.
        public let estimate: Double?
        /// The lower limit.
        public let lower: Double?
        /// The upper limit.
        public let upper: Double?
        /// Both as they are printed.
        public let text: String

        /// A group with its estimate.
        public init(_ label: String, estimate: Double?, lower: Double?, upper: Double?, text: String) {
            func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
            self.label = label
            self.estimate = finite(estimate)
            self.lower = finite(lower)
            self.upper = finite(upper)
            self.text = text
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// The heading of the labels.
        public var labelTitle = ""
        /// The heading of the texts, such as "95% CI".
        public var effectTitle = ""
        /// The title of the axis.
        public var axisTitle = ""
        /// Whether the numbers are shares: the axis then runs in percent, from 0 where that is near.
        public var isShare = false
        /// Lines of text below, such as the test of the groups.
        public var notes: [String] = []
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the rows if nil.
        public var summary: String?
        /// The prefix of the ids in the file.
        public var identifier = "intervals"

        /// The defaults.
        public init() {}
    }

    /// The groups, from the top down.
    public let rows: [Row]
    /// What is shown and how.
    public let options: Options

    /// A figure of the rows.
    public init(rows: [Row], options: Options = Options()) {
        self.rows = rows
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { IntervalDrawing(rows: rows, options: options).document.text }
}
