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
        let sections = [[title], counts, expected, samples, tests, estimates, notes].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    private var level: String { NumberText.coverage(comparison.level.coverage) + "% CI" }

    private var title: String {
        switch comparison.kind {
        case .table: "\(source): \(comparison.table?.total ?? 0) subjects by group and outcome"
        case .pairedTable: "\(source): \(comparison.table?.total ?? 0) pairs by first and second outcome"
        case .means: "\(source): \(comparison.samples.reduce(0) { $0 + $1.summary.count }) numbers by group"
        case .pairedMeans: "\(source): \(comparison.samples.first?.summary.count ?? 0) pairs of numbers"
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
                let share = total > 0 ? NumberText.percent(Double(count) / Double(total)) : NumberText.notEstimable
                return isPaired ? String(count) : "\(count) (\(share)%)"
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
        var text = TextTable(["", "n", "mean", "SD", "median"])
        for sample in comparison.samples {
            text.add([
                sample.name, String(sample.summary.count), NumberText.fixed(sample.summary.mean, decimals: 2),
                NumberText.fixed(sample.summary.standardDeviation, decimals: 2),
                sample.median.map { NumberText.fixed($0, decimals: 2) } ?? "",
            ])
        }
        return text.lines
    }

    private var tests: [String] {
        var text = TextTable(["test", "statistic", "df", "p", "assumes"], wordColumns: [4])
        for test in comparison.tests {
            let statistic = test.statistic.map { value in
                "\(test.symbol ?? "") = "
                    + (test.symbol == "W" ? NumberText.exact(value) : NumberText.fixed(value, decimals: 3))
            }
            let degrees = test.degreesOfFreedom.map {
                $0 == $0.rounded() ? NumberText.exact($0) : NumberText.fixed($0, decimals: 2)
            }
            text.add([
                test.title, statistic ?? "", degrees.joined(separator: ", "), NumberText.pValue(test.pValue),
                test.reason ?? test.assumption,
            ])
        }
        return text.lines
    }

    private var estimates: [String] {
        guard !comparison.estimates.isEmpty else { return [] }
        var text = TextTable(["estimate", "", level], wordColumns: [1])
        for estimate in comparison.estimates {
            let (value, limits) = (estimate.value, estimate.value.limits)
            let numbers = [value.estimate, limits.lower, limits.upper].map { Self.text($0, of: estimate) }
            text.add([
                estimate.title, estimate.groups, "\(numbers[0]) (\(NumberText.interval(numbers[1], numbers[2])))",
            ])
        }
        return text.lines
    }

    /// A number of an estimate as it is written.
    private static func text(_ value: Double?, of estimate: GroupComparison.Estimate) -> String {
        guard let value else { return NumberText.notEstimable }
        if estimate.isShare { return NumberText.percent(value) + "%" }
        return estimate.measure == "meanDifference" ? NumberText.fixed(value, decimals: 2) : NumberText.ratio(value)
    }

    private var notes: [String] {
        comparison.notes.isEmpty ? [] : ["Notes"] + comparison.notes.map { "- " + $0 }
    }
}
