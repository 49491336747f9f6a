import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A comparison as one self-contained web page: the groups, the answer to the margin, tests, estimates, notes, where it came from.
struct ComparisonPage {
    let report: ComparisonReport

    private var comparison: GroupComparison { report.comparison }
    private var level: String { "\(NumberText.coverage(comparison.level.coverage))%\u{A0}CI" }

    /// The text of the page.
    var text: String {
        PageFrame(
            title: report.title, subtitle: "\(report.subject), \(report.provenance.dataName)",
            provenance: report.provenance,
            sections: [
                groups, margin, tests, estimates, Markup.notes(comparison.notes), methods,
                ProvenanceSection(provenance: report.provenance).markup,
            ].compactMap(\.self)
        ).text
    }

    private var groups: Markup {
        let drawn = report.figure.map { svg in
            let figure = ComparisonFigure(comparison, subject: report.subject, title: nil)
            return Markup.figure(
                svg, title: "the groups",
                caption: "\(figure.captionTitle) of each group with \(level) by \(figure.limitsTitle).")
        }
        let tables = [counts, samples].compactMap(\.self).map(\.markup)
        return .section(
            "groups", "The groups", (facts.isEmpty ? [] : [.definitions(facts)]) + (drawn.map { [$0] } ?? []) + tables)
    }

    private var facts: [(name: String, value: Markup)] {
        var facts: [(name: String, value: Markup)] = []
        if let rate = comparison.rate {
            facts.append(
                ("Rate", .text("\(rate.successes) of \(rate.count), \(NumberText.percent(rate.estimate))%")))
        }
        if comparison.dropped > 0 { facts.append(("Left out", .text("\(comparison.dropped) rows"))) }
        return facts
    }

    private var counts: PageTable? {
        comparison.table.map { table in
            let isPaired = comparison.kind == .pairedTable
            return PageTable(
                caption: isPaired ? "Pairs by first and second answer" : "Subjects by group and outcome",
                columns: [isPaired ? "First" : "Group"] + table.columnNames + ["All"],
                rows: table.rowNames.indices.map { row in
                    PageTable.Row(
                        heading: table.rowNames[row],
                        cells: table.columnNames.indices.map { cell(table, row, $0, isPaired) }
                            + [String(table.rowTotals[row])])
                })
        }
    }

    private func cell(_ table: ContingencyTable, _ row: Int, _ column: Int, _ isPaired: Bool) -> String {
        let (count, total) = (table[row, column], table.rowTotals[row])
        guard !isPaired, total > 0 else { return String(count) }
        return "\(count) (\(NumberText.percent(Double(count) / Double(total)))%)"
    }

    private var samples: PageTable? {
        guard !comparison.samples.isEmpty else { return nil }
        let isDescribed = comparison.samples.contains { $0.description != nil }
        return PageTable(
            caption: "The numbers of each group",
            columns: ["Group", "n", "Mean", "SD"] + (isDescribed ? ["Median", "Quartiles", "Range"] : []),
            rows: comparison.samples.map { sample in
                let words = ComparisonWords.description(of: sample)
                return PageTable.Row(
                    heading: sample.name,
                    cells: [words.count, words.mean, words.deviation] + (isDescribed ? words.order : []))
            })
    }

    private var margin: Markup? {
        comparison.margin.map { margin in
            let question = ComparisonWords.question(margin)
            let table = PageTable(
                caption: "To be shown, \(question)", columns: ["Effect", level, "p, one-sided", "Verdict"],
                rows: margin.results.map { result in
                    PageTable.Row(
                        heading: result.title,
                        cells: [
                            ComparisonWords.interval(result.test.effect, measure: margin.measure),
                            result.method == "newcombe" ? "" : NumberText.pValue(result.test.pValue),
                            ComparisonWords.shown(result.test.isShown),
                        ])
                }, wordColumns: [0, 3])
            return .section(
                "margin", "The margin",
                [Markup("p", ["class": "result"], .text(ComparisonWords.answer(margin))), table.markup])
        }
    }

    private var tests: Markup? {
        guard !comparison.tests.isEmpty else { return nil }
        let table = PageTable(
            caption: "Tests", columns: ["Test", "Statistic", "df", "p", "Assumes"],
            rows: comparison.tests.map { test in
                let words = ComparisonWords.test(test)
                return PageTable.Row(
                    heading: test.title,
                    cells: [words.statistic, words.degrees, words.p, test.reason ?? test.assumption])
            }, wordColumns: [0, 4])
        return .section("tests", "Tests", [table.markup])
    }

    private var estimates: Markup? {
        guard !comparison.estimates.isEmpty else { return nil }
        let table = PageTable(
            caption: "Estimates with limits", columns: ["Estimate", "Of", level],
            rows: comparison.estimates.map { estimate in
                PageTable.Row(
                    heading: estimate.title, cells: [estimate.groups, ComparisonWords.estimate(estimate)])
            }, wordColumns: [0, 1])
        return .section("estimates", "Estimates", [table.markup])
    }

    private var methods: Markup {
        var sentences = [
            "Every test that applies is shown; the one that the protocol names counts. All p-values are two-sided unless the title says otherwise, and none but those named so is adjusted for multiplicity."
        ]
        if comparison.samples.contains(where: { $0.description != nil }) {
            sentences.append("Quartiles are \(comparison.options.quartiles.phrase).")
        }
        if comparison.margin != nil {
            sentences.append(
                "The answer to the margin is that of the two-sided \(level) limits: shown where they lie beyond the margin."
            )
        }
        return .section("methods", "Methods", sentences.map { Markup("p", [:], .text($0)) })
    }
}

extension QuartileRule {
    /// The rule in words.
    fileprivate var phrase: String {
        switch self {
        case .linear: "between neighbours at 1 + (n − 1)p, as in R (type 7)"
        case .averaged: "at np, averaged where that is whole, as in SAS (PCTLDEF=5)"
        case .expected: "between neighbours at (n + 1)p, as in SPSS (type 6)"
        }
    }
}
