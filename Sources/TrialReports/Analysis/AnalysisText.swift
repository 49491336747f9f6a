import TrialAnalysis
import TrialFigures

/// A survival analysis as a page of text for a terminal.
///
/// Every number in it is the text of a result, so that it reads as on the page.
public struct AnalysisText: Sendable {
    /// The cells of a terminal that notes and tables keep to.
    static let width = 100

    private let words: AnalysisWords
    private let source: String

    private var analysis: SurvivalAnalysis { words.analysis }
    private var results: SurvivalResults { words.results }

    /// The text of an analysis of the file named `source`.
    public init(_ analysis: SurvivalAnalysis, source: String) {
        words = AnalysisWords(analysis, SurvivalResults(analysis))
        self.source = source
    }

    /// The lines of the text.
    public var lines: [String] {
        let sections = [
            title + [head], groupTable, landmarkTable,
            CurveReadingTables(words: words).all.flatMap { [""] + $0.lines }.dropFirst().map(\.self),
            MilestoneTables(words: words).table?.lines ?? [],
            RestrictedMeanTables(words: words).all.flatMap { [""] + $0.lines }.dropFirst().map(\.self),
            SingleArmText(words: words).lines, tests.oneSample, logRankLine, tests.pairwise, coxTable, coxAnswers,
            tests.bootstrap, CheckText(words: words).lines, notes,
        ].filter { !$0.isEmpty }
        return Array(sections.joined(separator: [""]))
    }

    private var tests: GroupTestsText { GroupTestsText(words: words) }

    private var title: [String] { words.plan.title?.terminalSafe.lines(within: Self.width) ?? [] }

    private var head: String {
        let curves = ResultRow.Place(.curves)
        let rows = AnalysisWords.count(analysis.rowCount, "row")
        return
            "\(source.terminalSafe): \(rows), \(results.text(.count, curves)) analysed with \(results.text(.events, curves).counting("event"))\(words.leftOut)"
    }

    private var groupTable: [String] {
        let sum = words.hasSumsOfWeights ? ["sum of weights"] : []
        var table = TextTable(
            [words.plan.group ?? "", "n"] + sum + [
                "events", "median\(words.inUnit) (\(words.level) CI)",
                "median follow-up\(words.inUnit) (\(words.level) CI)",
            ])
        for group in analysis.groups {
            let place = words.place(of: group)
            table.add(
                [words.name(of: group), results.text(.count, place)]
                    + (words.hasSumsOfWeights ? [results.text(.sumOfWeights, place)] : []) + [
                        results.text(.events, place), results.estimate(.median, .medianLower, .medianUpper, place),
                        results.estimate(.followUpMedian, .followUpMedianLower, .followUpMedianUpper, place),
                    ])
        }
        return table.lines
    }

    private var landmarkTable: [String] {
        guard !words.plan.landmarks.isEmpty else { return [] }
        var table = TextTable(
            [
                words.plan.group ?? "", "time\(words.inUnit)", "at risk",
            ] + (words.hasSumsOfWeights ? ["weight at risk"] : []) + ["event-free (\(words.level) CI)"])
        for group in analysis.groups {
            for (time, place) in words.landmarks(of: group) {
                table.add(
                    [
                        words.name(of: group), NumberText.exact(time), results.text(.atRisk, place),
                    ] + (words.hasSumsOfWeights ? [results.text(.weightedAtRisk, place)] : []) + [
                        results.estimate(.survival, .survivalLower, .survivalUpper, place)
                    ])
            }
        }
        return table.lines
    }

    private var logRankLine: [String] {
        guard analysis.logRank != nil else { return [] }
        guard analysis.testAnswers?.maxCombo == nil else { return tests.maxCombo + tests.ofTest }
        let test = test(.init(.logRank), .chiSquare, .degreesOfFreedom, .p)
        return "\(words.plan.weighting.title) test\(strata): \(test)".lines(within: Self.width) + tests.ofTest
    }

    private var coxTable: [String] {
        guard let cox = analysis.cox else { return [] }
        let place = ResultRow.Place(.cox)
        var table = TextTable(["", "hazard ratio (\(words.level) CI)", "p"])
        for term in cox.terms {
            let place = words.place(of: term)
            table.add([
                term.name + (term.reference.map { " against \($0)" } ?? ""),
                term.isOfSpline
                    ? "see its curve" : results.estimate(.hazardRatio, .hazardRatioLower, .hazardRatioUpper, place),
                results.text(.p, place),
            ])
        }
        let variance = (cox.model.robustCovariance == nil ? "" : ", robust standard errors") + cox.model.fittingPhrase
        let head =
            "Cox model, ties \(cox.model.ties.name)\(strata)\(variance): \(results.text(.count, place).counting("row")), \(results.text(.events, place).counting("event"))"
        let test = test(place, .likelihoodRatioChiSquare, .likelihoodRatioDegreesOfFreedom, .likelihoodRatioP)
        return head.lines(within: Self.width) + table.lines + ["Likelihood-ratio test: \(test)"]
    }

    private var coxAnswers: [String] {
        guard let answers = analysis.coxAnswers else { return [] }
        return Array(AnswerTables(words: words, answers: answers).all.map(\.lines).joined(separator: [""]))
    }

    private var notes: [String] {
        let notes = analysis.notes.flatMap { note in
            note.terminalSafe.lines(within: Self.width - 2).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
        }
        return notes.isEmpty ? [] : ["Notes"] + notes
    }

    private var strata: String {
        let names = words.plan.strata.joined(separator: ", ").terminalSafe
        return names.isEmpty ? "" : ", stratified by \(names)"
    }

    /// "χ² = 17.39 on 1 df, p < 0.0001".
    private func test(
        _ place: ResultRow.Place, _ statistic: Statistic, _ degreesOfFreedom: Statistic, _ p: Statistic
    ) -> String {
        guard results[statistic, place]?.value != nil else { return NumberText.notEstimable }
        return
            "χ² = \(results.text(statistic, place)) on \(results.text(degreesOfFreedom, place)) df, \(NumberText.equation("p", results.text(p, place)))"
    }
}
