import TrialAnalysis

/// The files that `equipoise analyze … -o DIR` writes.
///
/// ```swift
/// let report = AnalysisReport(analysis, provenance: provenance)
/// for file in try report.files { write(file.contents, to: file.name) }
/// ```
public struct AnalysisReport: Sendable {
    /// The figures.
    public let figures: AnalysisFigures
    /// The numbers.
    public let document: ResultsDocument
    private let analysis: SurvivalAnalysis

    /// The report of an analysis, with the limits of the curves shaded in the figure where asked.
    public init(_ analysis: SurvivalAnalysis, provenance: Provenance, showsBands: Bool = false) {
        let results = SurvivalResults(analysis)
        self.analysis = analysis
        figures = AnalysisFigures(analysis, results, showsBands: showsBands)
        document = ResultsDocument(analysis, results, provenance)
    }

    /// The page, with its figures in it.
    public var page: String {
        AnalysisPage(
            words: AnalysisWords(analysis, document.results), figures: figures, provenance: document.provenance
        ).text
    }

    /// `report.html`, `results.json`, `km.svg`; with covariates `forest.svg`, with a test of proportional hazards
    /// `schoenfeld.svg` and `log-log.svg`, with residuals `residuals.csv`; and what was asked of the Cox model.
    public var files: [(name: String, contents: String)] {
        get throws {
            [("report.html", page), ("results.json", try document.text()), ("km.svg", figures.kaplanMeier)]
                + [
                    ("forest.svg", figures.forest), ("schoenfeld.svg", figures.schoenfeld),
                    ("log-log.svg", figures.logLog),
                    ("residuals.csv", analysis.checks?.residuals.map { ResidualsCSV($0).text }),
                ].compactMap { name, contents in contents.map { (name, $0) } }
                + figures.coxAnswers.map { ($0.file, $0.svg) } + (CoxAnswerFiles(analysis)?.all ?? [])
        }
    }
}
