import TrialAnalysis

/// The files that `equipoise subgroups … -o DIR` writes.
public struct SubgroupReport: Sendable {
    /// The figures.
    public let figures: SubgroupFigures
    /// The numbers.
    public var results: SurvivalResults { words.results }
    private let words: SubgroupWords
    private let provenance: Provenance

    /// The report of an analysis.
    public init(_ analysis: SubgroupAnalysis, provenance: Provenance) {
        words = SubgroupWords(analysis)
        figures = SubgroupFigures(words)
        self.provenance = provenance
    }

    /// The page, with its figures in it.
    public var page: String {
        SubgroupPage(words: words, figures: figures, provenance: provenance).text
    }

    /// `report.html`, `results.json`, `forest.svg` and, with windows, `stepp.svg`.
    public var files: [(name: String, contents: String)] {
        get throws {
            let file = ResultsFile(
                results.rows, endpoint: results.endpoint.name, conventions: SubgroupConventions(words.analysis),
                notes: words.analysis.notes, title: words.plan.survival.title, provenance: provenance)
            return [("report.html", page), ("results.json", try file.text())]
                + (figures.forest.map { [("forest.svg", $0)] } ?? [])
                + (figures.slidingWindows.map { [("stepp.svg", $0)] } ?? [])
        }
    }
}
