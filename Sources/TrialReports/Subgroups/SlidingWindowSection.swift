import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The effect over windows of a marker, and the test of it.
struct SlidingWindowSection {
    let words: SubgroupWords
    let figure: String

    private var results: SurvivalResults { words.results }

    var markup: Markup {
        let sentence = words.windowTest.map { [Markup("p", [:], .text(($0 + ".").heldTogether))] } ?? []
        let marker = words.plan.slidingWindows?.marker ?? ""
        return .section(
            "windows", "Sliding windows over \(marker)",
            [
                .figure(
                    figure, title: "sliding windows",
                    caption:
                        "The effect (\(words.windowMeasure)) in windows of \(marker), against the median of \(marker) in each. Neighbouring windows share subjects, so that their estimates are correlated."
                ), table.markup,
            ] + sentence)
    }

    private var table: PageTable {
        let groups = words.analysis.groups
        let windows = words.analysis.slidingWindows?.pattern.windows.windows ?? []
        func row(_ name: String, _ window: SlidingWindows.Window?) -> PageTable.Row {
            let place = words.windowPlace(window)
            let counts = groups.map { group in
                let place = ResultRow.Place(.slidingWindows, group: group, term: place.term)
                return "\(results.text(.events, place))/\(results.text(.count, place))"
            }
            return PageTable.Row(
                heading: name,
                cells: [window == nil ? "" : results.text(.markerMedian, place)] + counts + [words.windowEffect(window)]
            )
        }
        return PageTable(
            caption: "Effects in windows",
            columns: ["Window", "Median"] + groups.map { "\($0), events/n" }
                + [
                    "\(words.windowMeasure.prefix(1).uppercased() + words.windowMeasure.dropFirst()) (\(words.level)\u{A0}CI)"
                ],
            rows: windows.map { row(WindowResults.label(of: $0), $0) } + [row("All", nil)])
    }
}
