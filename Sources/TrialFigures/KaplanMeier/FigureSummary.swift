import TrialStatistics

/// The figure in words and numbers, for those who listen.
struct FigureSummary: Sendable {
    let groups: [KaplanMeierFigure.Group]
    let options: KaplanMeierFigure.Options

    var text: String {
        let count = groups.count == 1 ? "1 group" : "\(groups.count) groups"
        let head = "\(options.survivalTitle) by \(options.timeAxisTitle.lowercasedFirst) in \(count)."
        return ([head] + groups.map(sentence) + options.annotation.map { $0 + "." }).joined(separator: " ")
    }

    private func sentence(_ group: KaplanMeierFigure.Group) -> String {
        let curve = group.curve
        let median = curve.median
        let unit = options.timeUnit.name.map { " " + $0 } ?? ""
        let limits = "(95% CI \(NumberText.interval(times.text(median.limits.lower), times.text(median.limits.upper))))"
        let middle = median.estimate.map { "median \(times.text($0))\(unit) \(limits)" } ?? "median not reached"
        let name = group.label.isEmpty ? "" : group.label + ": "
        return "\(name)\(curve.count) observations, \(curve.eventCount) events, \(middle)."
    }

    private var times: DisplayPrecision {
        .column(groups.map(\.curve.median).flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] })
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
