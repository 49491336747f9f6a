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

    private var sentences: [String] {
        [medians, comparison, hazardRatios].filter { !$0.isEmpty }.map { text in
            text.heldTogether.replacing("\(words.unit) (", with: "\u{A0}\(words.unit.dropFirst()) (")
        }
    }

    /// Whether there are so many groups that tables say it better than sentences.
    private var hasManyGroups: Bool { analysis.groups.count > 3 }

    private var medians: String {
        let name = results.endpoint.name
        guard !hasManyGroups else {
            let place = ResultRow.Place(.curves)
            return
                "\(results.text(.events, place).counting("event")) in \(results.text(.count, place).counting("row")); the medians are in the table of groups."
        }
        let groups = analysis.groups.map { group in
            let place = words.place(of: group)
            let whom = words.plan.group == nil ? "" : " for \(words.spoken(group.name))"
            return
                "\(words.median(of: group))\(whom), \(results.text(.events, place).counting("event")) in \(results.text(.count, place).counting("row"))"
        }
        return "Median \(name): \(groups.joined(separator: "; "))."
    }

    private var comparison: String {
        guard analysis.logRank != nil else { return "" }
        if let maxCombo = words.maxComboSentence { return maxCombo + "." }
        return "\(LogRankSection(words: words).name): \(LogRankSection(words: words).text)."
    }

    private var hazardRatios: String {
        guard let first = words.groupTerms.first, let reference = first.reference else { return "" }
        let against = "against \(words.spoken(reference))\(model)"
        if hasManyGroups {
            return "The hazard ratios \(against)\(model.isEmpty ? "" : ",") are in the table of the Cox model."
        }
        if words.groupTerms.count == 1, let level = first.level {
            return "Hazard ratio of \(words.spoken(level)) \(against): \(words.hazardRatio(of: first))."
        }
        let ratios = words.groupTerms.map { "\(words.hazardRatio(of: $0)) for \(words.spoken($0.level ?? $0.name))" }
        return "Hazard ratios \(against): \(ratios.joined(separator: "; "))."
    }

    /// What the model holds beside the group, and in which rows where they are fewer.
    private var model: String {
        let adjusted = words.adjustments.isEmpty ? "" : ", adjusted for \(AnalysisWords.list(words.adjustments))"
        let stratified = words.plan.strata.isEmpty ? "" : ", stratified by \(AnalysisWords.list(words.plan.strata))"
        let isWhole = analysis.cox.map { $0.dropped == 0 } ?? true
        let rows = isWhole ? "" : ", in the \(results.text(.count, .init(.cox))) rows that have all of these"
        let condition = words.conditions.isEmpty ? "" : ", where \(AnalysisWords.list(words.conditions))"
        return adjusted + stratified + condition + rows
    }
}

extension String {
    /// The text with spaces that do not break inside "95% CI", "p = 0.01" and the like.
    var heldTogether: String {
        [("% CI ", "%\u{A0}CI\u{A0}"), (" = ", "\u{A0}=\u{A0}"), (" < ", "\u{A0}<\u{A0}"), (" > ", "\u{A0}>\u{A0}")]
            .reduce(self) { $0.replacing($1.0, with: $1.1) }
    }
}
