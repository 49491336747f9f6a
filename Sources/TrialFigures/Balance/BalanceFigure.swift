/// How far groups differ in each covariate, before weighting and after it: a Love plot of absolute standardised differences.
///
/// ```swift
/// var options = BalanceFigure.Options()
/// options.afterTitle = "overlap weights"
/// BalanceFigure(rows: [
///     .init("age", before: 0.42, beforeText: "0.42", after: 0, afterText: "0.00"),
///     .init("sex", before: 0.08, beforeText: "0.08", after: 0, afterText: "0.00"),
/// ], options: options).svg
/// ```
///
/// A row without a difference has its texts and no mark. What is not finite is taken as absent.
public struct BalanceFigure: Sendable {
    /// One covariate.
    public struct Row: Sendable, Hashable {
        /// Its name.
        public let label: String
        /// The absolute difference before weighting.
        public let before: Double?
        /// The same as it is printed.
        public let beforeText: String
        /// The absolute difference after weighting.
        public let after: Double?
        /// The same as it is printed.
        public let afterText: String

        /// A covariate with its differences, whose signs do not count.
        public init(
            _ label: String, before: Double?, beforeText: String, after: Double? = nil, afterText: String = ""
        ) {
            func sound(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? abs($0) : nil } }
            self.label = label
            self.before = sound(before)
            self.beforeText = beforeText
            self.after = sound(after)
            self.afterText = afterText
        }
    }

    /// What is shown and how.
    public struct Options: Sendable, Hashable {
        /// A title above the figure.
        public var title: String?
        /// The heading of the differences before weighting.
        public var beforeTitle = "Unweighted"
        /// The heading of the differences after weighting; without one there are none.
        public var afterTitle: String?
        /// The title of the axis.
        public var axisTitle = "Absolute standardised difference"
        /// Where a line marks what counts as imbalanced.
        public var threshold: Double? = 0.1
        /// Lines of text below.
        public var notes: [String] = []
        /// The printed width.
        public var width = FigureWidth.doubleColumn
        /// What the figure shows, in words, for those who listen; made from the rows if nil.
        public var summary: String?
        /// The prefix of the ids in the file.
        public var identifier = "balance"

        /// The defaults.
        public init() {}
    }

    /// The covariates, from the top down.
    public let rows: [Row]
    /// What is shown and how.
    public let options: Options

    /// A figure of the rows.
    public init(rows: [Row], options: Options = Options()) {
        self.rows = rows
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String { BalanceDrawing(rows: rows, options: options).document.text }
}
