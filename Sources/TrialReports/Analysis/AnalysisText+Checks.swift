import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The checks of a Cox model, as tables for a terminal.
struct CheckText {
    let words: AnalysisWords

    private var results: SurvivalResults { words.results }

    var lines: [String] {
        Array([proportionalHazards, concordances].filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var proportionalHazards: [String] {
        guard let test = words.analysis.checks?.proportionalHazards else { return [] }
        var table = TextTable(["", "χ²", "df", "p"])
        for (name, place) in words.proportionalHazardsPlaces {
            table.add([name] + [Statistic.chiSquare, .degreesOfFreedom, .p].map { results.text($0, place) })
        }
        let variance = test.isRobust ? ", robust variance" : ""
        return "Test of proportional hazards against \(test.transform.phrase)\(variance)"
            .lines(within: AnalysisText.width) + table.lines
    }

    private var concordances: [String] {
        guard let weighting = words.plan.concordance, let scores = words.analysis.checks?.concordances, !scores.isEmpty
        else { return [] }
        let hasDifference = scores.contains { $0.difference != nil }
        let more = hasDifference ? ["model less marker (\(words.level) CI)", "p"] : []
        var table = TextTable(["", "n", "C (\(words.level) CI)"] + more)
        for score in scores {
            let place = ResultRow.Place(.concordance, term: score.marker)
            let difference =
                score.difference == nil
                ? ["", ""]
                : [
                    results.estimate(
                        .concordanceDifference, .concordanceDifferenceLower, .concordanceDifferenceUpper, place),
                    results.text(.concordanceDifferenceP, place),
                ]
            table.add(
                [score.marker ?? "Cox model", results.text(.count, place)]
                    + [results.estimate(.concordance, .concordanceLower, .concordanceUpper, place)]
                    + (hasDifference ? difference : []))
        }
        return "\(weighting.title)\(words.upToEnd)".lines(within: AnalysisText.width) + table.lines
    }
}

extension AnalysisWords {
    /// For each term, and all together, its name and the place of the numbers of its test.
    var proportionalHazardsPlaces: [(name: String, place: ResultRow.Place)] {
        let terms = analysis.checks?.proportionalHazards?.terms ?? []
        return terms.map { ($0.name, .init(.proportionalHazards, term: $0.name)) }
            + [("all terms", .init(.proportionalHazards))]
    }

    /// ", events up to 36 months", where there is a last time.
    var upToEnd: String {
        plan.concordanceEnd.map { ", events up to \(NumberText.exact($0))\(unit)" } ?? ""
    }
}

extension TimeTransform {
    /// What it is, after "against".
    var phrase: String {
        switch self {
        case .kaplanMeier: "1 − S(t), by Kaplan-Meier"
        case .rank: "the rank of time"
        case .identity: "time"
        case .log: "the logarithm of time"
        }
    }
}

extension Concordance.TimeWeight {
    /// Its name at the head of a table.
    var title: String {
        switch self {
        case .harrell: "Concordance (Harrell's C)"
        case .uno: "Concordance (Uno's C)"
        case .peto: "Concordance with the weights S(t)/n(t)"
        case .schemper: "Concordance with Schemper's weights"
        case .logRank: "Concordance with the weights 1/n(t)"
        }
    }
}
