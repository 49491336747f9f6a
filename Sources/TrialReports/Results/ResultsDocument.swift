import Foundation
import TrialAnalysis

/// The results of an analysis as `results.json`: every number in one long form, with the hashes that say what it came from.
///
/// `Documentation/Guides/results-json.md` describes the schema.
public struct ResultsDocument: Sendable {
    /// The name and version of the schema.
    public static let schema = "equipoise-results/1"

    /// The numbers.
    public let results: SurvivalResults
    /// Where they come from.
    public let provenance: Provenance
    private let conventions: AnalysisConventions
    private let notes: [String]
    private let title: String?

    /// The results of an analysis and where they come from.
    public init(_ analysis: SurvivalAnalysis, provenance: Provenance) {
        self.init(analysis, SurvivalResults(analysis), provenance)
    }

    init(_ analysis: SurvivalAnalysis, _ results: SurvivalResults, _ provenance: Provenance) {
        self.results = results
        self.provenance = provenance
        conventions = AnalysisConventions(analysis)
        notes = analysis.notes
        title = analysis.plan.title
    }

    /// The text of the file: indented, keys sorted, numbers with the fewest digits that read back as the same double.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Contents(self)), as: UTF8.self) + "\n"
    }
}

extension ResultsDocument {
    private struct Contents: Encodable {
        let schema = ResultsDocument.schema
        let program: Program
        let command: String
        let date: Nullable<String>
        let data: DataFile
        let study = Nullable<String>(nil)
        let title: Nullable<String>
        let conventions: AnalysisConventions
        let notes: [String]
        let results: [Row]

        init(_ document: ResultsDocument) {
            program = Program(
                version: document.provenance.programVersion, sha256: Nullable(document.provenance.programHash))
            command = document.provenance.command
            date = Nullable(document.provenance.date?.description)
            data = DataFile(name: document.provenance.dataName, sha256: document.provenance.dataHash)
            title = Nullable(document.title)
            conventions = document.conventions
            notes = document.notes
            results = document.results.rows.map { Row($0, endpoint: document.results.endpoint.name) }
        }
    }

    private struct Program: Encodable {
        let name = "equipoise"
        let version: String
        let sha256: Nullable<String>
    }

    private struct DataFile: Encodable {
        let name: String
        let sha256: String
    }

    /// A row with every key, the place spread out.
    private struct Row: Encodable {
        let analysis: AnalysisPart
        let set: String
        let endpoint: String
        let group: Nullable<String>
        let reference: Nullable<String>
        let term: Nullable<String>
        let time: Nullable<Double>
        let statistic: Statistic
        let value: Nullable<Double>
        let unit: Nullable<String>
        let text: String
        let notes: [String]

        init(_ row: ResultRow, endpoint: String) {
            analysis = row.place.analysis
            set = row.place.analysis.setName
            self.endpoint = endpoint
            group = Nullable(row.place.group)
            reference = Nullable(row.reference)
            term = Nullable(row.place.term)
            time = Nullable(row.place.time)
            statistic = row.statistic
            value = Nullable(row.value)
            unit = Nullable(row.unit)
            text = row.text
            notes = row.notes
        }
    }
}

extension AnalysisPart {
    /// The set of rows that an analysis uses.
    var setName: String {
        switch self {
        case .file: "all-rows"
        case .curves, .singleArms: "complete-follow-up"
        case .logRank: "complete-strata"
        case .cox, .proportionalHazards: "complete-covariates"
        case .concordance: "complete-score"
        }
    }
}
