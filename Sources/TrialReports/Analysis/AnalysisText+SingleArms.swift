import TrialAnalysis
import TrialFigures

/// Each group by itself, as tables for a terminal.
struct SingleArmText {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }
    private var groups: [SingleArmAnalysis.Group] { words.analysis.singleArms?.groups ?? [] }

    var lines: [String] { [historical, eventTimes].filter { !$0.isEmpty }.joined(separator: [""]).map { $0 } }

    private var historical: [String] {
        guard !words.plan.historicalMedians.isEmpty else { return [] }
        var table = TextTable([
            words.plan.group ?? "", "historical median\(words.inUnit)", "exponential median (\(words.level) CI)",
            "P(longer)", "by Kaplan-Meier",
        ])
        for (group, place) in words.historicalPlaces {
            table.add([
                group, NumberText.exact(place.time ?? 0),
                results.estimate(.exponentialMedian, .exponentialMedianLower, .exponentialMedianUpper, place),
                results.text(.exponentialProbability, place), results.text(.kaplanMeierProbability, place),
            ])
        }
        return table.lines
    }

    private var eventTimes: [String] {
        guard words.plan.describesEventTimes else { return [] }
        var table = TextTable([words.plan.group ?? "", "with the event", "their time\(words.inUnit): median (range)"])
        for group in groups {
            let place = ResultRow.Place(.singleArms, group: group.name)
            table.add([
                words.name(ofArm: group.name), results.text(.events, place),
                results.estimate(.eventTimeMedian, .eventTimeLeast, .eventTimeGreatest, place),
            ])
        }
        return table.lines
    }
}

extension AnalysisWords {
    /// The name of a group, "all rows" where there is only one.
    func name(ofArm name: String) -> String { plan.group == nil ? "all rows" : name }

    /// For each group and historical median the name of the group and the place of the numbers.
    var historicalPlaces: [(group: String, place: ResultRow.Place)] {
        (analysis.singleArms?.groups ?? []).flatMap { group in
            group.comparisons.map {
                (name(ofArm: group.name), .init(.singleArms, group: group.name, time: $0.historicalMedian))
            }
        }
    }
}
