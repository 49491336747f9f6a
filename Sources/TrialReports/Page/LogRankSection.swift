import TrialAnalysis
import TrialFigures

/// The log-rank test or one of its weighted family: events seen and expected, and the statistic.
struct LogRankSection {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }
    private var place: ResultRow.Place { .init(.logRank) }

    /// "Log-rank test".
    private var title: String { "\(words.plan.weighting.title) test" }

    /// "Log-rank test stratified by iss".
    var name: String {
        title + (words.plan.strata.isEmpty ? "" : " stratified by \(AnalysisWords.list(words.plan.strata))")
    }

    /// "χ² = 17.39 on 1 degree of freedom, p < 0.0001".
    var text: String {
        guard results[.chiSquare, place]?.value != nil else { return NumberText.notEstimable }
        let degrees = results.text(.degreesOfFreedom, place)
        let noun = degrees == "1" ? "degree" : "degrees"
        return "χ² = \(results.text(.chiSquare, place)) on \(degrees) \(noun) of freedom, \(words.logRankP)"
    }

    var markup: Markup? {
        guard let logRank = words.analysis.logRank else { return nil }
        let rows = logRank.groups.map { group in
            let place = ResultRow.Place(.logRank, group: group.name)
            return PageTable.Row(
                heading: group.name,
                cells: [results.text(.count, place), results.text(.observed, place), results.text(.expected, place)])
        }
        let table = PageTable(
            caption: "Observed and expected events" + (words.plan.weighting == .logRank ? "" : ", weighted"),
            columns: [words.plan.group ?? "Group", "n", "Observed", "Expected"], rows: rows)
        return .section(
            "log-rank", title, [table.markup, Markup("p", [:], .text("\(name): \(text).".heldTogether))])
    }
}
