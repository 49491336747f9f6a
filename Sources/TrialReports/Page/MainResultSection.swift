import TrialAnalysis

/// The main result in a sentence of numbers, without a judgement on them.
struct MainResultSection {
    let words: AnalysisWords

    private var analysis: SurvivalAnalysis { words.analysis }
    private var results: SurvivalResults { words.results }

    var markup: Markup {
        var content: [Markup] = []
        if !NotesSection(words: words).failures.isEmpty {
            content.append(
                Markup(
                    "p", ["class": "warning"], Markup("strong", [:], "Not everything could be estimated."), " See the ",
                    Markup("a", ["href": "#notes"], "notes"), "."))
        }
        content += sentences.map { Markup("p", ["class": "result"], .text($0)) }
        if results.rows.contains(where: { $0.value == nil }) {
            content.append(
                Markup(
                    "p", [:],
                    "NE: not estimable from these data. For a median or one of its limits this means that the curve, or the limit of the curve, does not reach one half."
                ))
        }
        return .section("result", "Main result", content)
    }

    private var sentences: [String] { [medians, comparison, hazardRatios].filter { !$0.isEmpty } }

    private var medians: String {
        let name = results.endpoint.name
        guard words.plan.group != nil else {
            return analysis.groups.map { "Median \(name): \(words.median(of: $0))." }.joined()
        }
        let groups = analysis.groups.map { group in
            let place = words.place(of: group)
            return
                "\(group.name) \(words.median(of: group)), \(results.text(.events, place)) events in \(results.text(.count, place)) rows"
        }
        return "Median \(name): \(groups.joined(separator: "; "))."
    }

    private var comparison: String {
        guard analysis.logRank != nil else { return "" }
        return "\(LogRankSection(words: words).name): \(LogRankSection(words: words).text)."
    }

    private var hazardRatios: String {
        guard let cox = analysis.cox, let reference = words.groupTerms.first?.reference else { return "" }
        let ratios = words.groupTerms.map { "\($0.level ?? "") \(words.hazardRatio(of: $0))" }
        let adjusted = words.adjustments.isEmpty ? "" : ", adjusted for \(AnalysisWords.list(words.adjustments))"
        let stratified = words.plan.strata.isEmpty ? "" : ", stratified by \(AnalysisWords.list(words.plan.strata))"
        let rows =
            cox.dropped == 0 ? "" : ", in the \(results.text(.count, .init(.cox))) rows that have all of these"
        return "Hazard ratio against \(reference)\(adjusted)\(stratified)\(rows): \(ratios.joined(separator: "; "))."
    }
}
