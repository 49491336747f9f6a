import TrialAnalysis
import TrialFigures
import TrialStatistics

/// The figures of a survival analysis: curves, and hazard ratios where there is more to them than the group.
public struct AnalysisFigures: Sendable {
    /// The Kaplan-Meier curves as an SVG file.
    public let kaplanMeier: String
    /// The hazard ratios as an SVG file; absent without covariates.
    public let forest: String?

    /// The Schoenfeld residuals as an SVG file, and log(−log S) of the groups; absent unless proportional hazards are tested.
    public let schoenfeld: String?, logLog: String?

    /// What was asked of the Cox model.
    let coxAnswers: [CoxAnswerFigures.Figure]
    /// Whether the limits of the curves are shaded.
    let showsBands: Bool

    /// The figures of an analysis, with the limits of the curves shaded where asked.
    public init(_ analysis: SurvivalAnalysis, showsBands: Bool = false) {
        self.init(analysis, SurvivalResults(analysis), showsBands: showsBands)
    }

    init(_ analysis: SurvivalAnalysis, _ results: SurvivalResults, showsBands: Bool) {
        let words = AnalysisWords(analysis, results)
        self.showsBands = showsBands
        kaplanMeier = Self.kaplanMeier(analysis, words, showsBands: showsBands)
        forest = Self.forest(analysis, words)
        let checks = CheckFigures(words: words)
        schoenfeld = checks.schoenfeld
        logLog = checks.logLog
        coxAnswers = CoxAnswerFigures(analysis, words).all
    }

    private static func kaplanMeier(
        _ analysis: SurvivalAnalysis, _ words: AnalysisWords, showsBands: Bool
    ) -> String {
        var options = KaplanMeierFigure.Options()
        options.title = analysis.plan.title
        options.showsBands = showsBands
        options.survivalTitle = "Event-free"
        options.timeTitle = words.results.endpoint.name
        options.timeUnit = TimeUnit(named: words.results.endpoint.unit)
        options.riskTable = words.hasSumsOfWeights ? .atRiskAndWeight : .atRiskAndCensored
        options.limits = .init(transform: analysis.plan.transform, level: analysis.plan.level)
        options.quantileRule = analysis.plan.quantileRule
        options.notes = words.figureLines
        options.summary = words.curvesInWords
        let isAlone = analysis.plan.group == nil
        let bands = analysis.curveAnswers?.groups.map(\.band)
        let groups = analysis.groups.enumerated().map { index, group in
            KaplanMeierFigure.Group(isAlone ? "" : group.name, curve: group.curve, band: bands?[index])
        }
        return KaplanMeierFigure(groups: groups, options: options).svg
    }

    private static func forest(_ analysis: SurvivalAnalysis, _ words: AnalysisWords) -> String? {
        guard let cox = analysis.cox, cox.terms.contains(where: { $0.column != analysis.plan.group && !$0.isOfSpline })
        else {
            return nil
        }
        var options = ForestFigure.Options()
        options.title = analysis.plan.title
        options.labelTitle = "Term"
        options.columns = [.init("p", alignment: .trailing)]
        options.effectTitle = "HR (\(words.level) CI)"
        options.markSize = .constant
        options.summary = words.forestInWords
        // The rows are made sound below, so that there is nothing the figure could refuse.
        return try? ForestFigure(rows: rows(cox, words), options: options).svg
    }

    /// The terms, those of a column with more than one under a heading.
    private static func rows(_ cox: CoxAnalysis, _ words: AnalysisWords) -> [ForestFigure.Row] {
        var rows: [ForestFigure.Row] = []
        var previous: String?
        for term in cox.terms where !term.isOfSpline {
            defer { previous = term.column }
            let isAlone = cox.terms.filter { $0.column == term.column }.count == 1
            if !isAlone, term.column != previous {
                let heading = term.column + (term.reference.map { ", vs \($0)" } ?? "")
                rows.append(ForestFigure.Row(heading, kind: .heading))
            }
            rows.append(row(term, isAlone ? nil : term.level ?? term.name, words))
        }
        return rows
    }

    private static func row(_ term: CoxAnalysis.Term, _ level: String?, _ words: AnalysisWords) -> ForestFigure.Row {
        let ratio = term.hazardRatio
        let place = words.place(of: term)
        // A limit that is 0 for a double, or beyond what an axis shows, is the end of no axis.
        func sound(_ value: Double?) -> Double? { value.map { min(max($0, 1e-9), 1e9) } }
        return ForestFigure.Row(
            level ?? words.label(of: term), indent: level == nil ? 0 : 1,
            cells: [words.results.text(.p, place)],
            estimate: sound(ratio?.estimate), lower: sound(term.limits.lower), upper: sound(term.limits.upper),
            text: words.results.estimate(.hazardRatio, .hazardRatioLower, .hazardRatioUpper, place))
    }
}

extension TimeUnit {
    /// The unit that a header names.
    init(named name: String?) {
        switch name {
        case "d", "day", "days": self = .days
        case "wk", "week", "weeks": self = .weeks
        case "mo", "month", "months": self = .months
        case "a", "y", "yr", "year", "years": self = .years
        case let name?: self = .other(name)
        case nil: self = .unstated
        }
    }
}
