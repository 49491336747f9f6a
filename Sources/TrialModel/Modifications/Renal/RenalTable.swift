import TrialValues

/// The first dose of a drug by creatinine clearance, as a label or a protocol prints it, with its version and source.
///
/// ```yaml
/// renal:
///   - table: lenalidomide maintenance, US        # one that ships
///   - jurisdiction: site
///     rows:
///       - {clearance: from 60, dose: as planned}
///       - {clearance: below 60, dose: 5 mg d1-21}
/// ```
///
/// Clearances are in mL/min. The rows of subjects without dialysis cover every clearance from 0 on, each once; a table with a gap or an overlap is refused.
public struct RenalTable: Sendable, Hashable {
    /// What is given.
    public enum Start: Sendable, Hashable, CustomStringConvertible {
        /// The dose that is planned.
        case planned
        /// Another dose.
        case level(DoseLevel)
        /// None: the drug is not begun.
        case none

        /// The start as a table prints it.
        public var description: String {
            switch self {
            case .planned: "as planned"
            case .level(let level): level.description
            case .none: "not started"
            }
        }
    }

    /// A row of a table.
    public struct Row: Sendable, Hashable {
        /// The clearances in mL/min; all where it is `nil`.
        public let clearance: NumberBand?
        /// Whether the row is for subjects on dialysis.
        public let isDialysis: Bool
        /// What is given.
        public let start: Start
        /// What else the row says, such as "after dialysis on its days".
        public let note: String?
    }

    /// Its name.
    public let name: String
    /// Where it holds, such as `US` or `EU`.
    public let jurisdiction: String?
    /// Its version.
    public let version: String?
    /// Where it is printed.
    public let source: String?
    /// Its rows.
    public let rows: [Row]

    init?(_ keys: inout MappingReader, shipped: Bool = false) {
        let table = shipped ? nil : keys.optional("table", .shippedRenalTable, "the name of a table that ships")
        let name = keys.optional("name", .words, "what reports call it")
        let jurisdiction = keys.optional("jurisdiction", .words, "where it holds, such as US or EU")
        version = keys.optional("version", .words, "its version") ?? table?.version
        source = keys.optional("source", .words, "where it is printed") ?? table?.source
        let rows = keys.optional("rows", .list(of: .renalRow), "its rows")
        if !shipped { keys.expectOne(of: ["table", "rows"]) }
        guard let rows = rows ?? table?.rows else { return nil }
        self.rows = rows
        self.jurisdiction = jurisdiction ?? table?.jurisdiction
        self.name = name ?? table?.name ?? "table of the study file"
        for fault in Self.faults(of: rows) { keys.refuse(fault.rule, "\(keys.owner): \(fault.words)", at: "rows") }
        if rows.count(where: \.isDialysis) > 1 {
            keys.refuse("study.overlap", "\(keys.owner) has two rows for dialysis", at: "rows")
        }
    }

    private static func faults(of rows: [Row]) -> [BandFault] {
        guard let whole = NumberBand("from 0") else { return [] }
        let bands = rows.filter { !$0.isDialysis }.map { $0.clearance ?? whole }
        return bands.isEmpty ? [.gap("from 0 on")] : BandFault.all(bands, over: whole)
    }
}

extension Expectation where Value == [RenalTable] {
    /// One table by its name, or a list of tables.
    static let renalTables = Expectation(
        "the name of a table that ships, or a list such as [{table: lenalidomide maintenance US}]",
        shape: .any([.text(pattern: nil), .list(.group(MappingReader.keys { _ = RenalTable(&$0) }))])
    ) { node, name, problems in
        guard node.text == nil else {
            return Expectation<RenalTable>.shippedRenalTable.read(node, name, &problems).map { [$0] }
        }
        return list(of: .renalTable).read(node, name, &problems)
    }
}

extension Expectation where Value == RenalTable {
    /// A table: one that ships, or rows.
    fileprivate static let renalTable = Expectation.group(
        "keys such as {table: lenalidomide maintenance US}", of: "the renal table"
    ) { RenalTable(&$0) }

    /// A table that ships, by its name.
    static let shippedRenalTable = Expectation("the name of a table that ships", shape: .text(pattern: nil)) {
        text throws(StudyFault) in
        let names = ShippedTables.renal.map(\.name)
        guard let table = ShippedTables.renal.first(where: { $0.name == text }) else {
            let nearest = NearestName(to: text, among: names).map { "did you mean `\($0.name)`?" }
            throw .other(
                rule: "study.unknown-name",
                "no renal table is called `\(text)`; \(nearest ?? "the tables are " + names.joined(separator: ", "))")
        }
        return table
    }
}

extension Expectation where Value == RenalTable.Row {
    fileprivate static let renalRow = Expectation.group(
        "keys such as {clearance: 30 to 60, dose: 5 mg}", of: "a row"
    ) { keys in
        let clearance = keys.optional("clearance", .numberBand, "the creatinine clearance in mL/min")
        let dialysis = keys.optional("dialysis", .yesOrNo, "whether the row is for subjects on dialysis; no by default")
        let start = keys.required("dose", .renalStart, "what is given: a dose, `as planned` or `not started`")
        let note = keys.optional("note", .words, "what else the row says")
        if dialysis == true, keys.has("clearance") {
            keys.refuse(
                "study.conflict", "a row for dialysis has a `clearance`", at: "clearance", advice: "take it out")
        }
        guard let start else { return nil }
        return RenalTable.Row(clearance: clearance, isDialysis: dialysis ?? false, start: start, note: note)
    }
}

extension Expectation where Value == RenalTable.Start {
    fileprivate static let renalStart = Expectation(
        "a dose such as 10 mg or 5 mg d1-28, `as planned` or `not started`", shape: .text(pattern: nil)
    ) { text throws(StudyFault) in
        switch text {
        case "as planned": return .planned
        case "not started": return .none
        default:
            guard let level = DoseLevel(text) else { throw DoseLevel.fault(text) }
            return .level(level)
        }
    }
}
