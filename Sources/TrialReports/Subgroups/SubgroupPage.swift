import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A subgroup analysis as one self-contained web page: what was analysed, the forest, the tests, the windows, notes, methods.
struct SubgroupPage: Sendable {
    let words: SubgroupWords
    let figures: SubgroupFigures
    let provenance: Provenance

    /// The text of the page.
    var text: String {
        let subject = words.plan.survival.title == nil ? "" : "Subgroup analysis: \(words.subject), "
        return PageFrame(
            title: words.title, subtitle: subject + provenance.dataName, provenance: provenance, sections: sections
        ).text
    }

    private var sections: [Markup] {
        [
            data, figures.forest.map { ForestSection(words: words, figure: $0).markup },
            figures.slidingWindows.map { SlidingWindowSection(words: words, figure: $0).markup },
            .notes(words.analysis.notes),
            SubgroupMethodsSection(words: words).markup, ProvenanceSection(provenance: provenance).markup,
        ].compactMap(\.self)
    }

    private var data: Markup {
        let place = words.place(words.analysis.overall, in: nil)
        let left = words.analysis.dropped
        let rest = left > 0 ? "; \(words.results.text(.rowsLeftOut, .init(.file))) rows left out" : ""
        let definitions = PlanDefinitions(
            plan: words.plan.survival, endpoint: words.results.endpoint, groups: words.analysis.groups)
        let head: [(name: String, value: Markup)] = [
            ("File", .text("\(provenance.dataName), \(AnalysisWords.count(words.analysis.rowCount, "row"))")),
            (
                "Analysed",
                .text(
                    "\(words.results.text(.count, place).counting("subject")) with \(words.results.text(.events, place).counting("event"))\(rest)"
                )
            ),
        ]
        let subgroups = words.plan.variables.isEmpty ? [] : [(name: "Subgroups", value: Markup.text(words.variables))]
        return .section("data", "What was analysed", [.definitions(head + definitions.pairs + subgroups)])
    }
}
