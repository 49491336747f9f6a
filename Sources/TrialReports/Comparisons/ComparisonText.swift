import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A comparison of groups as a page of text for a terminal.
public struct ComparisonText: Sendable {
    private let comparison: GroupComparison
    private let source: String

    /// The text of a comparison of what `source` names.
    public init(_ comparison: GroupComparison, source: String) {
        self.comparison = comparison
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let sections = [[title], counts, expected, samples, rate, tests, estimates, margin, notes].filter {
            !$0.isEmpty
        }
        return Array(sections.joined(separator: [""]))
    }

    private var level: String { NumberText.coverage(comparison.level.coverage) + "% CI" }

    private var title: String {
        switch comparison.kind {
        case .table: "\(source): \(comparison.table?.total ?? 0) subjects by group and outcome"
        case .pairedTable: "\(source): \(comparison.table?.total ?? 0) pairs by first and second outcome"
        case .means: "\(source): \(comparison.samples.reduce(0) { $0 + $1.summary.count }) numbers by group"
        case .pairedMeans: "\(source): \(comparison.samples.first?.summary.count ?? 0) pairs of numbers"
        case .rate: "\(source): one rate"
        }
    }

    private var counts: [String] {
        guard let table = comparison.table else { return [] }
        let isPaired = comparison.kind == .pairedTable
        var text = TextTable([""] + table.columnNames + ["all"])
        for row in table.rowNames.indices {
            let total = table.rowTotals[row]
            let cells = table.columnNames.indices.map { column in
                let count = table[row, column]
                guard !isPaired, total > 0 else { return String(count) }
                return "\(count) (\(NumberText.percent(Double(count) / Double(total)))%)"
            }
            text.add([table.rowNames[row]] + cells + [String(total)])
        }
        return text.lines
    }

    private var expected: [String] {
        guard let table = comparison.table, comparison.smallestExpected != nil else { return [] }
        var text = TextTable(["expected"] + table.columnNames)
        for row in table.rowNames.indices {
            text.add(
                [table.rowNames[row]]
                    + table.columnNames.indices.map { NumberText.fixed(table.expected(row, $0), decimals: 1) })
        }
        return text.lines
    }

    private var samples: [String] {
        guard !comparison.samples.isEmpty else { return [] }
        let isDescribed = comparison.samples.contains { $0.description != nil }
        var text = TextTable(
            ["", "n", "mean", "SD"] + (isDescribed ? ["median", "quartiles", "range"] : []))
        for sample in comparison.samples {
            let words = ComparisonWords.description(of: sample)
            text.add([sample.name, words.count, words.mean, words.deviation] + (isDescribed ? words.order : []))
        }
        return text.lines
    }

    private var rate: [String] {
        guard let rate = comparison.rate else { return [] }
        return ["\(rate.successes) of \(rate.count), \(NumberText.percent(rate.estimate))%"]
    }

    private var tests: [String] {
        guard !comparison.tests.isEmpty else { return [] }
        var text = TextTable(["test", "statistic", "df", "p", "assumes"], wordColumns: [4])
        for test in comparison.tests {
            let words = ComparisonWords.test(test)
            text.add([test.title, words.statistic, words.degrees, words.p, test.reason ?? test.assumption])
        }
        return text.lines
    }

    private var estimates: [String] {
        guard !comparison.estimates.isEmpty else { return [] }
        var text = TextTable(["estimate", "", level], wordColumns: [1])
        for estimate in comparison.estimates {
            text.add([estimate.title, estimate.groups, ComparisonWords.estimate(estimate)])
        }
        return text.lines
    }

    /// The question of the margin, each method's answer, and the one that counts.
    private var margin: [String] {
        guard let margin = comparison.margin else { return [] }
        var text = TextTable([ComparisonWords.question(margin), level, "p, one-sided", ""], wordColumns: [3])
        for result in margin.results {
            text.add([
                result.title, ComparisonWords.interval(result.test.effect, measure: margin.measure),
                result.test.pValue == nil && result.method == "newcombe" ? "" : NumberText.pValue(result.test.pValue),
                ComparisonWords.shown(result.test.isShown),
            ])
        }
        return text.lines + ["", ComparisonWords.answer(margin)]
    }

    private var notes: [String] {
        comparison.notes.isEmpty ? [] : ["Notes"] + comparison.notes.map { "- " + $0 }
    }
}
