import TrialAnalysis
import TrialFigures

/// Each group by itself: its median beside historical ones, and the times of its events.
struct SingleArmSection {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }

    var markup: Markup? {
        guard let arms = words.analysis.singleArms else { return nil }
        let tables = [
            words.plan.historicalMedians.isEmpty ? nil : historical,
            words.plan.describesEventTimes ? eventTimes(arms.groups) : nil,
        ]
        return .section("single-arms", "Each group by itself", tables.compactMap { $0?.markup } + explanation)
    }

    private var historical: PageTable {
        PageTable(
            caption: "Medians against historical ones",
            columns: [
                words.plan.group ?? "Group", "Historical median\(words.inUnit)",
                "Median if the hazard is constant (\(words.level)\u{A0}CI)", "Probability that it is longer, so",
                "The same by the Kaplan-Meier curve",
            ],
            rows: words.historicalPlaces.map { group, place in
                PageTable.Row(
                    heading: group,
                    cells: [
                        NumberText.exact(place.time ?? 0),
                        results.estimate(.exponentialMedian, .exponentialMedianLower, .exponentialMedianUpper, place),
                        results.text(.exponentialProbability, place), results.text(.kaplanMeierProbability, place),
                    ])
            })
    }

    private func eventTimes(_ groups: [SingleArmAnalysis.Group]) -> PageTable {
        PageTable(
            caption: "Times of those who had the event",
            columns: [words.plan.group ?? "Group", "With the event", "Median\(words.inUnit) (range)"],
            rows: groups.map { group in
                let place = ResultRow.Place(.singleArms, group: group.name)
                return PageTable.Row(
                    heading: words.name(ofArm: group.name),
                    cells: [
                        results.text(.events, place),
                        results.estimate(.eventTimeMedian, .eventTimeLeast, .eventTimeGreatest, place),
                    ])
            })
    }

    private var explanation: [Markup] {
        guard !words.plan.historicalMedians.isEmpty else { return [] }
        return [
            Markup(
                "p", [:],
                "The first probability takes the hazard for constant: twice the hazard times the total time at risk has a χ² distribution with two degrees of freedom an event. The second is the confidence at which the limit of the curve at the historical median is one half."
            )
        ]
    }
}
