import TrialAnalysis
import TrialFigures

/// What was asked of the Cox model beyond its terms: tables and figures.
struct CoxAnswersSection {
    let words: AnalysisWords
    let figures: [CoxAnswerFigures.Figure]

    var markup: Markup? {
        guard let answers = words.analysis.coxAnswers else { return nil }
        let tables = AnswerTables(words: words, answers: answers).all.flatMap(\.markup)
        let shown = figures.map { Markup.figure($0.svg, title: $0.title, caption: $0.caption) }
        guard !tables.isEmpty || !shown.isEmpty else { return nil }
        return .section("cox-answers", "Asked of the Cox model", tables + shown)
    }
}
