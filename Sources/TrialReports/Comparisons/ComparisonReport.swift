import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The files that `equipoise compare … -o DIR` writes: the page, the numbers, and a figure of the groups where there is one to draw.
///
/// ```swift
/// let report = ComparisonReport(comparison, subject: "response by arm", provenance: provenance)
/// for file in try report.files { write(file.contents, to: file.name) }
/// ```
public struct ComparisonReport: Sendable {
    /// The figure of the groups; absent where there is none to draw.
    public let figure: String?
    /// The numbers.
    public let results: ComparisonResults
    let comparison: GroupComparison
    let subject: String
    let title: String
    let provenance: Provenance

    /// The report of a comparison of what `subject` names, such as "response by arm".
    public init(_ comparison: GroupComparison, subject: String, title: String? = nil, provenance: Provenance) {
        self.comparison = comparison
        self.subject = subject
        self.title = title ?? "Comparison: \(subject)"
        self.provenance = provenance
        results = ComparisonResults(comparison)
        figure = ComparisonFigure(comparison, subject: subject, title: title).svg
    }

    /// The page, with its figure in it.
    public var page: String { ComparisonPage(report: self).text }

    /// `report.html`, `results.json` and, where there is a figure, `comparison.svg`.
    public var files: [(name: String, contents: String)] {
        get throws {
            let file = ResultsFile(
                results.rows, endpoint: subject, conventions: ComparisonConventions(comparison),
                notes: comparison.notes, title: title, provenance: provenance)
            return [("report.html", page), ("results.json", try file.text())]
                + (figure.map { [("comparison.svg", $0)] } ?? [])
        }
    }
}

/// The groups with their limits, drawn: proportions of the event by Wilson, or means by Student's t.
struct ComparisonFigure {
    let comparison: GroupComparison
    let subject: String
    let title: String?

    init(_ comparison: GroupComparison, subject: String, title: String?) {
        self.comparison = comparison
        self.subject = subject
        self.title = title
    }

    /// What is drawn: "event" or "mean".
    var axisTitle: String {
        guard comparison.samples.isEmpty else { return "Mean" }
        return comparison.table?.columnNames.first ?? "Rate"
    }

    /// The same in a caption.
    var captionTitle: String { comparison.samples.isEmpty ? "Share with “\(axisTitle)”" : "Mean" }

    /// How the limits are made.
    var limitsTitle: String { comparison.samples.isEmpty ? "Wilson" : "Student's t" }

    /// The rows; none where there is nothing to draw.
    var rows: [IntervalFigure.Row] {
        guard comparison.samples.isEmpty else { return comparison.samples.map(mean) }
        return comparison.estimates.filter { $0.measure == "proportion" && $0.method == "wilson" }.map { estimate in
            IntervalFigure.Row(
                estimate.groups, estimate: estimate.value.estimate, lower: estimate.value.limits.lower,
                upper: estimate.value.limits.upper, text: ComparisonWords.estimate(estimate))
        }
    }

    private func mean(_ sample: GroupComparison.Sample) -> IntervalFigure.Row {
        let value = TTest(mean: sample.summary, level: comparison.level).difference
        return IntervalFigure.Row(
            sample.name, estimate: value.estimate, lower: value.limits.lower, upper: value.limits.upper,
            text: ComparisonWords.interval(value, measure: "meanDifference"))
    }

    /// The figure as an SVG file.
    var svg: String? {
        guard !rows.isEmpty else { return nil }
        var options = IntervalFigure.Options()
        options.title = title
        options.axisTitle = axisTitle
        options.isShare = comparison.samples.isEmpty
        options.effectTitle = "\(NumberText.coverage(comparison.level.coverage))% CI"
        options.identifier = "comparison"
        options.summary =
            "\(axisTitle), \(subject). "
            + rows.map { "\($0.label.isEmpty ? "All" : $0.label): \($0.text)" }.joined(separator: "; ")
            + "."
        return IntervalFigure(rows: rows, options: options).svg
    }
}
