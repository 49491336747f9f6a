import TrialAnalysis

/// The files that `equipoise subgroups … -o DIR` writes.
public struct SubgroupReport: Sendable {
    /// The figures.
    public let figures: SubgroupFigures
    /// The numbers.
    public let document: ResultsDocument
    private let words: SubgroupWords

    /// The report of an analysis.
    public init(_ analysis: SubgroupAnalysis, provenance: Provenance) {
        words = SubgroupWords(analysis)
        figures = SubgroupFigures(words)
        document = ResultsDocument(
            words.results, provenance, conventions: SubgroupConventions(analysis), notes: analysis.notes,
            title: analysis.plan.survival.title)
    }

    /// The page, with its figures in it.
    public var page: String {
        SubgroupPage(words: words, figures: figures, provenance: document.provenance).text
    }

    /// `report.html`, `results.json`, `forest.svg` and, with windows, `stepp.svg`.
    public var files: [(name: String, contents: String)] {
        get throws {
            [("report.html", page), ("results.json", try document.text())]
                + (figures.forest.map { [("forest.svg", $0)] } ?? [])
                + (figures.slidingWindows.map { [("stepp.svg", $0)] } ?? [])
        }
    }
}
