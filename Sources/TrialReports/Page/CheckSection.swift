import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The checks of the Cox model: proportional hazards with their figures, and concordance.
struct CheckSection {
    let words: AnalysisWords
    let figures: AnalysisFigures

    private var results: SurvivalResults { words.results }

    var markup: [Markup] { [proportionalHazards, concordance].compactMap(\.self) }

    private var proportionalHazards: Markup? {
        guard let test = words.analysis.checks?.proportionalHazards else { return nil }
        let table = PageTable(
            caption: "Score test of proportional hazards", columns: ["Term", "χ²", "Degrees of freedom", "p"],
            rows: words.proportionalHazardsPlaces.map { name, place in
                PageTable.Row(
                    heading: name,
                    cells: [Statistic.chiSquare, .degreesOfFreedom, .p].map { results.text($0, place) })
            })
        let variance = test.isRobust ? ", with the robust variance of the model" : ""
        let sentence =
            "Does a coefficient change with \(test.transform.phrase)\(variance)? A small p-value says that the hazard ratio is an average over time; a large one that no trend of this form was seen."
        return .section(
            "proportional-hazards", "Proportional hazards",
            [table.markup, Markup("p", [:], .text(sentence))] + schoenfeld(test) + logLog)
    }

    private func schoenfeld(_ test: ProportionalHazardsTest) -> [Markup] {
        guard let svg = figures.schoenfeld else { return [] }
        let caption =
            "Scaled Schoenfeld residuals, one point an event, against time on the scale of \(test.transform.phrase), with a natural spline and its \(words.level) limits. The dashed line is the coefficient of the model; where hazards are proportional the spline stays near it."
        return [.figure(svg, title: "how the coefficients run with time", caption: caption)]
    }

    private var logLog: [Markup] {
        guard let svg = figures.logLog else { return [] }
        let caption =
            "log(−log S) of the Kaplan-Meier curves against time on a logarithmic scale. Under proportional hazards the curves stand the same distance apart at all times."
        return [.figure(svg, title: "log-log survival", caption: caption)]
    }

    private var concordance: Markup? {
        guard let weighting = words.plan.concordance, let scores = words.analysis.checks?.concordances, !scores.isEmpty
        else { return nil }
        let hasDifference = scores.contains { $0.difference != nil }
        let table = PageTable(
            caption: weighting.title + words.upToEnd,
            columns: ["Score", "n", "C (\(words.level)\u{A0}CI)", "Concordant", "Discordant", "Tied"]
                + (hasDifference ? ["Model less marker (\(words.level)\u{A0}CI)", "p"] : []),
            rows: scores.map { score in
                PageTable.Row(heading: score.marker ?? "Cox model", cells: cells(score, hasDifference))
            })
        let sentence =
            "Of two rows that can be compared, C is the probability that the one with the higher score has the event first; ties count one half, and 0.5 is no better than a coin. On the data that the model was fitted to, C is too favourable."
        return .section("concordance", "Concordance", [table.markup, Markup("p", [:], .text(sentence))])
    }

    private func cells(_ score: ScoreConcordance, _ hasDifference: Bool) -> [String] {
        let place = ResultRow.Place(.concordance, term: score.marker)
        let own =
            [results.text(.count, place), results.estimate(.concordance, .concordanceLower, .concordanceUpper, place)]
            + [Statistic.concordantPairs, .discordantPairs, .tiedPairs].map { results.text($0, place) }
        guard hasDifference else { return own }
        guard score.difference != nil else { return own + ["–", "–"] }
        return own + [
            results.estimate(.concordanceDifference, .concordanceDifferenceLower, .concordanceDifferenceUpper, place),
            results.text(.concordanceDifferenceP, place),
        ]
    }
}
