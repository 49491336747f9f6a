import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The tables of what was asked of the Cox model.
struct AnswerTables {
    let words: AnalysisWords
    let answers: CoxAnswers

    private var results: SurvivalResults { words.results }
    private var limits: String { "(\(words.level)\u{A0}CI)" }

    var all: [ReadingTable] {
        [sideBySide].compactMap(\.self) + answers.interactions.map(interaction)
            + [splines, contrasts, comparison, drops, predictions, adjusted, differences].compactMap(\.self)
    }

    private func ratio(_ place: ResultRow.Place) -> String {
        results.estimate(.hazardRatio, .hazardRatioLower, .hazardRatioUpper, place)
    }

    private var sideBySide: ReadingTable? {
        guard let first = answers.sideBySide.first else { return nil }
        let rows = answers.sideBySide.flatMap { model in
            model.ratios.map { one in
                let place = ResultRow.Place(.coxSideBySide, group: one.group, term: model.model.rawValue)
                return [
                    "\(words.spoken(one.group)) vs \(words.spoken(one.reference)), \(model.model.phrase)", ratio(place),
                    results.text(.p, place),
                ]
            }
        }
        return ReadingTable(
            title: "Hazard ratios side by side", columns: ["", "Hazard ratio \(limits)", "p"], rows: rows,
            remarks: [
                "All on the same \(AnalysisWords.count(first.count, "row")) with \(AnalysisWords.count(first.eventCount, "event")), those of the Cox model."
            ])
    }

    private func interaction(_ interaction: CoxAnswers.Interaction) -> ReadingTable {
        let rows = interaction.effects.map { effect in
            let place = CoxAnswerRows.place(of: effect, interaction)
            let what =
                effect.level.map { "\($0) vs \(effect.reference ?? "")" } ?? "\(interaction.column), per unit"
            return [
                "\(what) at \(interaction.modifier) = \(effect.modifierValue)", ratio(place), results.text(.p, place),
            ]
        }
        let test = sentence(.init(.coxInteraction, term: interaction.term))
        let quartiles = interaction.isAtQuartiles ? " The values of \(interaction.modifier) are its quartiles." : ""
        return ReadingTable(
            title: "Interaction of \(interaction.column) and \(interaction.modifier)",
            columns: ["", "Hazard ratio \(limits)", "p"], rows: rows,
            remarks: ["\(interaction.test.kind.phrase) of the interaction: \(test).\(quartiles)"])
    }

    private var splines: ReadingTable? {
        guard !answers.splines.isEmpty else { return nil }
        let rows = answers.splines.map { spline in
            let place = ResultRow.Place(.coxSpline, term: spline.column)
            return [
                spline.column, String(spline.spline.degreesOfFreedom),
                spline.spline.knots.map(NumberText.shown).joined(separator: ", "),
                spline.test == nil ? "in an interaction" : results.text(.p, place),
                results.text(.nonlinearityP, place),
            ]
        }
        return ReadingTable(
            title: "Splines", columns: ["", "df", "Inner knots", "p, no effect", "p, a line is enough"], rows: rows)
    }

    private var contrasts: ReadingTable? {
        guard let contrasts = answers.contrasts else { return nil }
        let isSeveral = contrasts.rows.count > 1
        let rows = contrasts.rows.map { row in
            let place = ResultRow.Place(.coxContrast, term: row.expression.text)
            return [row.expression.text, ratio(place), results.text(.p, place)]
                + (isSeveral ? [results.text(.adjustedP, place)] : [])
        }
        let place = ResultRow.Place(.coxContrast)
        return ReadingTable(
            title: "Contrasts",
            columns: ["", "exp(contrast) \(limits)", "p"] + (isSeveral ? ["p, Holm"] : []), rows: rows,
            remarks: isSeveral
                ? ["Wald’s test of all together: \(sentence(place, .waldChiSquare, .waldDegreesOfFreedom, .waldP))."]
                : [])
    }

    private var comparison: ReadingTable? {
        guard let comparison = answers.comparison else { return nil }
        let place = ResultRow.Place(.coxComparison, term: comparison.without.joined(separator: ", "))
        return ReadingTable(
            title: "Comparison with a smaller model on the same rows",
            columns: ["Without", "χ²", "df", "p"],
            rows: [
                [
                    comparison.without.joined(separator: ", "), results.text(.chiSquare, place),
                    results.text(.degreesOfFreedom, place), results.text(.p, place),
                ]
            ],
            remarks: [
                comparison.logLikelihoodReduced == nil
                    ? "\(comparison.kind.phrase)."
                    : "\(comparison.kind.phrase). Log partial likelihood \(results.text(.logLikelihoodReduced, place)) without, \(results.text(.logLikelihood, place)) with them."
            ])
    }

    private var drops: ReadingTable? {
        guard let kind = answers.drops.first?.kind else { return nil }
        return ReadingTable(
            title: "Each term left out by itself", columns: ["", "χ²", "df", "p"],
            rows: answers.drops.map { drop in
                let place = ResultRow.Place(.coxDrop, term: drop.term)
                return [
                    drop.term, results.text(.chiSquare, place), results.text(.degreesOfFreedom, place),
                    results.text(.p, place),
                ]
            }, remarks: ["\(kind.phrase) of each term, given all others."])
    }

    private var times: [Double] {
        words.plan.landmarks.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func curve(_ name: String, _ place: ResultRow.Place) -> [String] {
        [name, results.estimate(.median, .medianLower, .medianUpper, place)]
            + times.map { time in
                let place = ResultRow.Place(place.analysis, group: place.group, term: place.term, time: time)
                return results.estimate(.survival, .survivalLower, .survivalUpper, place)
            }
    }

    private var curveColumns: [String] {
        ["", "Median\(words.inUnit) \(limits)"] + times.map { "Event-free at \(NumberText.exact($0))" }
    }

    private var predictions: ReadingTable? {
        guard !answers.predictions.isEmpty else { return nil }
        return ReadingTable(
            title: "Predicted curves", columns: curveColumns,
            rows: answers.predictions.map { curve($0.label, .init(.coxPrediction, term: $0.label)) })
    }

    private var adjusted: ReadingTable? {
        guard let adjusted = answers.adjusted else { return nil }
        return ReadingTable(
            title: "Curves standardised to the sample", columns: curveColumns,
            rows: adjusted.groups.map { curve($0.name, .init(.coxAdjusted, group: $0.name)) },
            remarks: [
                "What the \(adjusted.count) rows of the Cox model would have had in each group, averaged; limits by the delta method, with the covariates of the rows as given."
            ])
    }

    private var differences: ReadingTable? {
        guard let adjusted = answers.adjusted, !times.isEmpty, adjusted.groups.count > 1 else { return nil }
        let rows = adjusted.groups.dropFirst().flatMap { group in
            times.map { time in
                let place = ResultRow.Place(.coxAdjusted, group: group.name, time: time)
                return [
                    "\(words.spoken(group.name)) − \(words.spoken(adjusted.groups[0].name)) at \(NumberText.exact(time))",
                    results.estimate(
                        .adjustedDifference, .adjustedDifferenceLower, .adjustedDifferenceUpper, place),
                    results.text(.p, place),
                ]
            }
        }
        return ReadingTable(
            title: "Differences of the standardised curves", columns: ["", "Difference \(limits)", "p"], rows: rows)
    }

    /// "χ² = 3.10 on 1 df, p = 0.078".
    private func sentence(
        _ place: ResultRow.Place, _ statistic: Statistic = .chiSquare,
        _ degrees: Statistic = .degreesOfFreedom, _ p: Statistic = .p
    ) -> String {
        guard results[statistic, place]?.value != nil else { return NumberText.notEstimable }
        return
            "χ² = \(results.text(statistic, place)) on \(results.text(degrees, place)) df, \(NumberText.equation("p", results.text(p, place)))"
    }
}

extension CoxAnswers.GroupRatios.Model {
    /// The model in words.
    fileprivate var phrase: String {
        switch self {
        case .unadjusted: "unadjusted"
        case .stratified: "stratified"
        case .adjusted: "adjusted"
        case .adjustedStratified: "adjusted and stratified"
        }
    }
}

extension CoxAnswers.TestKind {
    /// The test in words.
    fileprivate var phrase: String {
        switch self {
        case .likelihoodRatio: "Likelihood-ratio test"
        case .wald: "Wald’s test"
        }
    }
}

extension NumberText {
    /// A value of a covariate, four digits at most.
    static func shown(_ value: Double) -> String {
        let decimals = abs(value) >= 1000 ? 0 : abs(value) >= 100 ? 1 : abs(value) >= 10 ? 2 : 3
        let text = fixed(value, decimals: decimals)
        guard text.contains(".") else { return text }
        var trimmed = Substring(text)
        while trimmed.last == "0" { trimmed = trimmed.dropLast() }
        return String(trimmed.last == "." ? trimmed.dropLast() : trimmed)
    }
}
