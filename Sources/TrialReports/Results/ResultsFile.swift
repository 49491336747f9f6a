/// The long form that every `results.json` has, whatever was analysed: provenance, conventions, notes, one row a number.
///
/// `Documentation/Guides/results-json.md` describes the schema.
struct ResultsFile<Conventions: Encodable & Sendable>: Encodable, Sendable {
    private let schema = ResultsDocument.schema
    private let program: Program
    private let command: String
    private let date: Nullable<String>
    private let data: DataFile
    private let study = Nullable<String>(nil)
    private let title: Nullable<String>
    private let conventions: Conventions
    private let notes: [String]
    private let results: [Row]

    /// The numbers of an endpoint with where they come from.
    init(
        _ rows: [ResultRow], endpoint: String, conventions: Conventions, notes: [String], title: String?,
        provenance: Provenance
    ) {
        program = Program(version: provenance.programVersion, sha256: Nullable(provenance.programHash))
        command = provenance.command
        date = Nullable(provenance.date?.description)
        data = DataFile(name: provenance.dataName, sha256: provenance.dataHash)
        self.title = Nullable(title)
        self.conventions = conventions
        self.notes = notes
        results = rows.map { Row($0, endpoint: endpoint) }
    }

    /// The text of the file: indented, keys sorted, numbers with the fewest digits that read back as the same double.
    func text() throws -> String {
        try JSONText.of(self) + "\n"
    }
}

private struct Program: Encodable, Sendable {
    let name = "equipoise"
    let version: String
    let sha256: Nullable<String>
}

private struct DataFile: Encodable, Sendable {
    let name: String
    let sha256: String
}

/// A row with every key, the place spread out.
private struct Row: Encodable, Sendable {
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
