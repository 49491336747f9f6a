import TrialStatistics

/// A forest plot: one effect a line with its confidence interval on a logarithmic axis, between columns of text.
///
/// Headings, subgroups and overall effects (diamonds) stand in the order given. An interval that leaves the axis ends in
/// an arrow; where nothing can be said the row prints "NE" and has no mark.
///
/// ```swift
/// let figure = try ForestFigure(rows: [
///     .init("Age", kind: .heading),
///     .init("< 65 years", indent: 1, estimate: 0.62, lower: 0.45, upper: 0.86),
///     .init("≥ 65 years", indent: 1, estimate: 0.88, lower: 0.61, upper: 1.27),
///     .init("All patients", kind: .summary, estimate: 0.73, lower: 0.57, upper: 0.93, p: 0.011),
/// ])
/// figure.svg  // a whole SVG file
/// ```
///
/// ## References
/// Lewis S, Clarke M (2001), *BMJ* 322:1479–80. ICH E9, section 5.7, on subgroups.
public struct ForestFigure: Sendable {
    /// The lines of the plot, from the top down.
    public let rows: [Row]
    /// What is shown and how.
    public let options: Options

    /// A forest plot of the rows.
    ///
    /// - Throws: an error that names the row whose effect is not a positive finite ratio inside its limits, or that has
    ///   limits without an estimate, or more cells than there are columns.
    public init(rows: [Row], options: Options = Options()) throws(StatisticsError) {
        for (index, row) in rows.enumerated() {
            try row.check(index: index, columns: options.columns.count)
        }
        self.rows = rows
        self.options = options
    }

    /// The figure as the text of an SVG file.
    public var svg: String {
        ForestDrawing(layout: ForestLayout(rows: rows, options: options)).document.text
    }
}
