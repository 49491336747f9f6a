import TrialAnalysis
import TrialFigures

/// What was analysed: the file, its rows, the part of each column, the conventions.
struct DataSection {
    let words: AnalysisWords
    let provenance: Provenance

    private var plan: SurvivalPlan { words.plan }
    private var results: SurvivalResults { words.results }

    var markup: Markup {
        .section("data", "What was analysed", [.definitions(rows + definitions.pairs + conventions)])
    }

    private var definitions: PlanDefinitions {
        PlanDefinitions(plan: plan, endpoint: results.endpoint, groups: words.analysis.groups.map(\.name))
    }

    private var rows: [(name: String, value: Markup)] {
        let curves = ResultRow.Place(.curves)
        return [
            ("File", .text("\(provenance.dataName), \(AnalysisWords.count(words.analysis.rowCount, "row"))")),
            (
                "Analysed",
                .text(
                    "\(results.text(.count, curves).counting("row")) with \(results.text(.events, curves).counting("event"))\(words.leftOut)"
                )
            ),
        ]
    }

    private var conventions: [(name: String, value: Markup)] {
        let ties = words.analysis.cox.map { ", ties by \($0.model.ties.name)" } ?? ""
        return [("Conventions", .text("\(words.level) limits on the \(plan.transform.rawValue) scale\(ties)"))]
    }
}
