import TrialAnalysis
import TrialFigures
import TrialStatistics

/// What pages and figures say of an analysis in words; every number in it is the text of a result.
struct AnalysisWords: Sendable {
    let analysis: SurvivalAnalysis
    let results: SurvivalResults

    init(_ analysis: SurvivalAnalysis, _ results: SurvivalResults) {
        self.analysis = analysis
        self.results = results
    }

    var plan: SurvivalPlan { analysis.plan }

    /// "95%".
    var level: String { NumberText.coverage(plan.level.coverage) + "%" }

    /// " months", where the unit is known.
    var unit: String { results.endpoint.unit.map { " " + $0 } ?? "" }

    /// ", months", where the unit is known.
    var inUnit: String { results.endpoint.unit.map { ", " + $0 } ?? "" }

    /// "; 40 left out of a part of the analysis", where there are any.
    var leftOut: String {
        let place = ResultRow.Place(.file)
        let isNone = results[.rowsLeftOut, place]?.value == 0
        return isNone ? "" : "; \(results.text(.rowsLeftOut, place)) left out of a part of the analysis"
    }

    /// What the report is called: as asked for, or "Survival analysis: pfs by arm".
    var title: String { plan.title ?? "Survival analysis: \(subject)" }

    /// "pfs by arm".
    var subject: String { results.endpoint.name + (plan.group.map { " by " + $0 } ?? "") }

    /// "iss and sex".
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "1 row", "12 rows".
    static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }

    // MARK: Groups

    func place(of group: GroupSurvival) -> ResultRow.Place { .init(.curves, group: group.name) }

    /// The name of a group, "all rows" where there is only one.
    func name(of group: GroupSurvival) -> String { plan.group == nil ? "all rows" : group.name }

    /// The times at which the curve of a group is read, each once, with the place of its numbers.
    func landmarks(of group: GroupSurvival) -> [(time: Double, place: ResultRow.Place)] {
        var times: [Double] = []
        for (time, _) in group.landmarks where !times.contains(time) { times.append(time) }
        return times.map { ($0, .init(.curves, group: group.name, time: $0)) }
    }

    /// Whether the sums of weights are among the results.
    var hasSumsOfWeights: Bool { results.rows.contains { $0.statistic == .sumOfWeights } }

    /// A level as it can stand in a sentence: "placebo", but "sex 1" where it is a bare number.
    func spoken(_ level: String) -> String {
        guard let group = plan.group, Double(level) != nil else { return level }
        return "\(group) \(level)"
    }

    /// "16.59 months (95% CI 12.75–23.62)"; "NE" where there is not even a limit.
    func median(of group: GroupSurvival) -> String {
        let place = place(of: group)
        let known = [Statistic.median, .medianLower, .medianUpper].filter { results[$0, place]?.value != nil }
        guard !known.isEmpty else { return NumberText.notEstimable }
        let limits = results.interval(.medianLower, .medianUpper, place)
        return results.text(.median, place) + (known.contains(.median) ? unit : "") + " (\(level) CI \(limits))"
    }

    // MARK: Comparison

    func place(of term: CoxAnalysis.Term) -> ResultRow.Place {
        .init(.cox, group: term.column == plan.group ? term.level : nil, term: term.name)
    }

    /// "arm: maintenance vs placebo", "age, per unit".
    func label(of term: CoxAnalysis.Term) -> String {
        switch term.part {
        case .unit: "\(term.column), per unit"
        case .level(let level, let reference): "\(term.column): \(level) vs \(reference)"
        case .spline, .product: term.name
        }
    }

    /// The terms of the Cox model that compare groups.
    var groupTerms: [CoxAnalysis.Term] { analysis.cox?.terms.filter { $0.column == plan.group } ?? [] }

    /// What the model adjusts for: its terms' columns other than the group, once each.
    var adjustments: [String] {
        (analysis.cox?.modelTerms ?? []).filter { $0.columns.count == 1 }.map(\.name).filter { $0 != plan.group }
    }

    /// "sex is M", where the effect of the group depends on other columns.
    var conditions: [String] {
        (analysis.cox?.modelTerms ?? []).compactMap { term in
            guard case .interaction(let first, let second) = term, let group = plan.group else { return nil }
            if first.name == group { return "\(second.name) is \(second.origin)" }
            return second.name == group ? "\(first.name) is \(first.origin)" : nil
        }
    }

    /// "0.61 (95% CI 0.48–0.77)".
    func hazardRatio(of term: CoxAnalysis.Term) -> String {
        let place = place(of: term)
        guard results[.hazardRatio, place]?.value != nil else { return NumberText.notEstimable }
        let limits = results.interval(.hazardRatioLower, .hazardRatioUpper, place)
        return "\(results.text(.hazardRatio, place)) (\(level) CI \(limits))"
    }

    /// "p < 0.0001".
    var logRankP: String {
        let p = results.text(.p, .init(.logRank))
        return p == NumberText.notEstimable ? "p not estimable" : NumberText.equation("p", p)
    }
}
