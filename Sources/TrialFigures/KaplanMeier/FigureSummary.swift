import TrialStatistics

/// The figure in words and numbers, for those who listen.
struct FigureSummary: Sendable {
    let groups: [KaplanMeierFigure.Group]
    let options: KaplanMeierFigure.Options

    var text: String {
        let count = groups.count == 1 ? "1 group" : "\(groups.count) groups"
        let head = "\(options.survivalTitle) by \(options.timeAxisTitle.lowercasedFirst), \(count)."
        return ([head] + groups.map(sentence) + options.annotation.map { $0 + "." }).joined(separator: " ")
    }

    private func sentence(_ group: KaplanMeierFigure.Group) -> String {
        let median = options.median(of: group)
        let unit = options.timeUnit.name.map { " " + $0 } ?? ""
        let interval = NumberText.interval(times.text(median.limits.lower), times.text(median.limits.upper))
        let limits = "(\(NumberText.coverage(options.limits.level.coverage))% CI \(interval))"
        let middle = median.estimate.map { "median \(times.text($0))\(unit) \(limits)" } ?? "median not reached"
        let name = group.label.isEmpty ? "" : group.label + ": "
        return "\(name)\(group.curve.count) observations, \(group.curve.eventCount) events, \(middle)."
    }

    private var times: DisplayPrecision {
        .column(groups.map(options.median).flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] })
    }
}

extension KaplanMeierFigure.Options {
    /// The median of a group with the limits asked for.
    func median(of group: KaplanMeierFigure.Group) -> SurvivalQuantile {
        group.curve.quantile(0.5, rule: quantileRule, transform: limits.transform, level: limits.level)
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
