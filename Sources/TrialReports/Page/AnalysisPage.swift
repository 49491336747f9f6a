import TrialAnalysis

/// A survival analysis as one self-contained web page: no network, no scripts, light and dark, for screen, print and ear.
///
/// The order is that of a reader who checks an analysis: what was analysed, the result, the curves, the tables, what to
/// beware of, how it was done, and where it came from. The page holds no value of a single row of the data.
struct AnalysisPage: Sendable {
    let words: AnalysisWords
    let figures: AnalysisFigures
    let provenance: Provenance

    var analysis: SurvivalAnalysis { words.analysis }
    var results: SurvivalResults { words.results }

    /// The text of the page.
    var text: String {
        let subject = analysis.plan.title == nil ? "" : "Survival analysis: \(words.subject), "
        return PageFrame(
            title: words.title, subtitle: subject + provenance.dataName, provenance: provenance, sections: sections
        ).text
    }

    private var tests: GroupTestsSection { GroupTestsSection(words: words) }

    private var sections: [Markup] {
        [
            DataSection(words: words, provenance: provenance).markup, MainResultSection(words: words).markup,
            CurvesSection(words: words, figures: figures).markup,
        ]
            + CurveAnswerSections(words: words).markup
            + [
                SingleArmSection(words: words).markup, tests.oneSample, LogRankSection(words: words).markup,
                tests.markup, CoxSection(words: words, figure: figures.forest).markup,
                CoxAnswersSection(words: words, figures: figures.coxAnswers).markup, tests.bootstrap,
            ]
            .compactMap(\.self) + CheckSection(words: words, figures: figures).markup
            + [
                NotesSection(words: words).markup, MethodsSection(words: words).markup,
                ProvenanceSection(provenance: provenance).markup,
            ].compactMap(\.self)
    }
}
