import TrialAnalysis
import TrialFigures
import TrialStatistics

/// A subgroup analysis as a page of text for a terminal.
public struct SubgroupText: Sendable {
    private let words: SubgroupWords
    private let source: String

    private var analysis: SubgroupAnalysis { words.analysis }
    private var results: SurvivalResults { words.results }

    /// The text of an analysis of the file named `source`.
    public init(_ analysis: SubgroupAnalysis, source: String) {
        words = SubgroupWords(analysis)
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let sections = [title + [head], forest, tests, windows, notes].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    private var title: [String] {
        words.plan.survival.title?.terminalSafe.lines(within: AnalysisText.width) ?? []
    }

    private var head: String {
        let place = words.place(analysis.overall, in: nil)
        let rows = AnalysisWords.count(analysis.rowCount, "row")
        return
            "\(source): \(rows), \(results.text(.count, place)) analysed with \(results.text(.events, place).counting("event")): \(words.versus) against \(words.reference)"
            .terminalSafe
    }

    private var forest: [String] {
        let groups = analysis.groups
        var table = TextTable(
            [""] + groups.flatMap { ["\($0) events/n", "median\(words.inUnit)"] }
                + ["HR (\(words.level) CI)" + padding, "p interaction"])
        table.add(cells(analysis.overall, in: nil) + [""])
        for result in analysis.variables {
            table.add([result.variable.column] + Array(repeating: "", count: 5) + [words.interaction(result)])
            for row in result.rows { table.add(cells(row, in: result.variable) + [""]) }
        }
        // Spaces that do not break hold the indent of a level.
        return table.lines.map { $0.replacing("\u{A0}", with: " ").withoutSpacesAtEnd }
            + (words.firthNote?.lines(within: AnalysisText.width) ?? [])
    }

    private func cells(_ row: SubgroupRow, in variable: SubgroupVariable?) -> [String] {
        let groups = analysis.groups
        return [(variable == nil ? "" : "\u{A0}\u{A0}") + row.level]
            + groups.flatMap {
                [words.events(row, in: variable, group: $0), words.median(row, in: variable, group: $0)]
            } + [words.ratio(row, in: variable) + (row.effect.method == .firth ? "" : padding)]
    }

    /// What keeps hazard ratios in line with those that have a mark.
    private var padding: String {
        words.hasFirth ? String(repeating: "\u{A0}", count: SubgroupWords.firthMark.count) : ""
    }

    private var tests: [String] {
        guard !analysis.variables.isEmpty else { return [] }
        var table = TextTable([
            "Tests of interaction", "likelihood ratio", "Wald", "heterogeneity", "p Holm",
        ])
        for result in analysis.variables {
            let place = words.place(result)
            table.add([
                result.variable.column,
                test(place, .likelihoodRatioChiSquare, .likelihoodRatioDegreesOfFreedom, .likelihoodRatioP),
                test(place, .waldChiSquare, .waldDegreesOfFreedom, .waldP),
                test(place, .heterogeneity, .heterogeneityDegreesOfFreedom, .heterogeneityP),
                results.text(.adjustedP, place),
            ])
        }
        return table.lines
    }

    /// "0.18, 2 df, p = 0.912".
    private func test(
        _ place: ResultRow.Place, _ statistic: Statistic, _ degrees: Statistic, _ p: Statistic
    ) -> String {
        guard results[statistic, place]?.value != nil else { return NumberText.notEstimable }
        return
            "\(results.text(statistic, place)), \(results.text(degrees, place)) df, \(NumberText.equation("p", results.text(p, place)))"
    }

    private var windows: [String] {
        guard let sliding = analysis.slidingWindows else { return [] }
        let groups = analysis.groups
        var table = TextTable(
            [sliding.plan.marker, "median", "\(groups[0]) events/n", "\(groups[1]) events/n"]
                + ["\(words.windowMeasure) (\(words.level) CI)", "distance"])
        func row(_ name: String, _ window: SlidingWindows.Window?) {
            let place = words.windowPlace(window)
            let events = groups.map { group in
                let place = ResultRow.Place(.slidingWindows, group: group, term: place.term)
                return "\(results.text(.events, place))/\(results.text(.count, place))"
            }
            table.add(
                [name, window == nil ? "" : results.text(.markerMedian, place)] + events
                    + [
                        words.windowEffect(window),
                        window == nil || sliding.test == nil ? "" : results.text(.distance, place),
                    ])
        }
        for window in sliding.pattern.windows.windows { row(WindowResults.label(of: window), window) }
        row("All", nil)
        let size = "at least \(sliding.plan.size) subjects a window, at most \(sliding.plan.overlap) shared"
        return ["Sliding windows over \(sliding.plan.marker), \(size)"].map(\.terminalSafe) + table.lines
            + (words.windowTest.map { ($0 + ".").lines(within: AnalysisText.width) } ?? [])
    }

    private var notes: [String] {
        let notes = analysis.notes.flatMap { note in
            note.terminalSafe.lines(within: AnalysisText.width - 2).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
        }
        return notes.isEmpty ? [] : ["Notes"] + notes
    }
}
