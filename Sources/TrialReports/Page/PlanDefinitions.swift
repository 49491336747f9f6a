import TrialAnalysis
import TrialFigures

/// The part that each column plays in an analysis, as names with what they stand for.
struct PlanDefinitions {
    let plan: SurvivalPlan
    let endpoint: EndpointName
    /// The names of the groups, the reference first.
    let groups: [String]

    var pairs: [(name: String, value: Markup)] {
        var pairs: [(name: String, value: Markup)] = [
            ("Time", code(plan.time) + unit),
            ("Event", event),
        ]
        if let entry = plan.entry { pairs.append(("Delayed entry", code(entry))) }
        if let start = plan.startTime { pairs.append(("Start time", .text(NumberText.exact(start)))) }
        if let group = plan.group { pairs.append(("Groups", code(group) + ": " + groupNames)) }
        if !plan.strata.isEmpty { pairs.append(("Strata", code(plan.strata))) }
        if !plan.covariates.isEmpty { pairs.append(("Covariates", code(plan.covariates))) }
        if let weights = plan.weights { pairs.append(("Case weights", code(weights))) }
        if let cluster = plan.cluster { pairs.append(("Clusters", code(cluster))) }
        return pairs
    }

    /// A unit in the header is read there.
    private var unit: String {
        if endpoint.unit == nil { return ", unit not stated" }
        return plan.unit.map { ", in " + $0 } ?? ""
    }

    private var groupNames: String {
        let isCompared = groups.count > 1
        return groups.enumerated().map { isCompared && $0 == 0 ? "\($1) (reference)" : $1 }.joined(separator: ", ")
    }

    private var event: Markup {
        switch plan.event {
        case .flag(let column): code(column) + " is 1 or true"
        case .value(let column, let value): code(column) + " is \(value)"
        case .censoring(let column, let value): code(column) + " is not \(value), which means censored"
        case .censoringFlag(let column): code(column) + " is 0; greater means censored"
        }
    }

    private func code(_ name: String) -> Markup { Markup("code", [:], .text(name)) }

    private func code(_ names: [String]) -> Markup {
        Markup("span", [:], names.enumerated().flatMap { $0 == 0 ? [code($1)] : [", ", code($1)] })
    }
}

extension Markup {
    fileprivate static func + (markup: Markup, text: String) -> Markup { Markup("span", [:], markup, .text(text)) }
}
