import TrialModel
import TrialTables
import TrialValues

extension TreatmentRecord {
    /// The record of a table: a row an event, its columns named as the keys of an event.
    ///
    /// ```
    /// date,event,drug,amount,reason
    /// 2024-03-11,missed,ixazomib,,forgotten
    /// ```
    ///
    /// Empty cells count as not written; columns that no row uses are ignored.
    ///
    /// - Throws: all problems of the rows at once, with line and column.
    public init(_ table: Table, facts: FactDictionary = .shipped) throws(Diagnostics) {
        let rows = (0..<table.rowCount).map { row in
            table.columns.compactMap { column in
                column.text(row).map { (column: column.name, text: $0, place: table.place(row: row, column: column)) }
            }
        }
        try self.init(rows: rows, facts: facts)
    }
}

extension TreatmentRecord {
    /// The records of a table of several subjects: the events file in columns, with the columns `subject`, and perhaps `number`, `arm` and `start`, which need stand in one row of a subject only.
    ///
    /// Subjects come in the order of their first rows.
    ///
    /// - Throws: all problems of the rows at once, with line and column.
    public static func subjects(_ table: Table, facts: FactDictionary = .shipped) throws(Diagnostics)
        -> [TreatmentRecord]
    {
        guard let names = table.columns.first(where: { $0.name == "subject" }) else {
            throw Diagnostics([
                Diagnostic(
                    .error, "events.no-subject", "the table has no column 'subject'", at: .init(file: table.source),
                    advice: "add it, or name a folder with an events file a subject")
            ])
        }
        var order: [String] = []
        var rows: [String: [Int]] = [:]
        var problems: [Diagnostic] = []
        for row in 0..<table.rowCount {
            guard let name = names.text(row) else {
                problems.append(
                    Diagnostic(
                        .error, "events.no-subject", "the row has no `subject`",
                        at: table.place(row: row, column: names)))
                continue
            }
            if rows[name] == nil { order.append(name) }
            rows[name, default: []].append(row)
        }
        var records: [TreatmentRecord] = []
        for name in order {
            do throws(Diagnostics) {
                records.append(try SubjectRows(name, rows[name] ?? [], table).record(facts))
            } catch { problems += error.all }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        return records
    }
}

/// The rows of one subject in a table of several.
private struct SubjectRows {
    let name: String
    let rows: [Int]
    let table: Table

    init(_ name: String, _ rows: [Int], _ table: Table) {
        (self.name, self.rows, self.table) = (name, rows, table)
    }

    private static let heads = ["subject", "number", "arm", "start"]

    func record(_ facts: FactDictionary) throws(Diagnostics) -> TreatmentRecord {
        var problems: [Diagnostic] = []
        let number = head("number", &problems) { Int($0).flatMap { $0 > 0 ? $0 : nil } }
        let start = head("start", &problems) { Day($0) }
        let arm = head("arm", &problems) { $0 }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        let cells = rows.map { row in
            table.columns.filter { !Self.heads.contains($0.name) }.compactMap { column in
                column.text(row).map { (column: column.name, text: $0, place: table.place(row: row, column: column)) }
            }
        }
        let record = try TreatmentRecord(rows: cells.filter { !$0.isEmpty }, facts: facts)
        var found = TreatmentRecord(
            subject: name, number: number, arm: arm, start: start, events: record.events, facts: record.facts)
        found.places = places
        return found
    }

    /// Where the subject and its values stand.
    private var places: TreatmentRecord.Places {
        var values: [String: Diagnostic.Place] = [:]
        for column in table.columns where Self.heads.contains(column.name) {
            values[column.name] = rows.first { column.text($0) != nil }.map { table.place(row: $0, column: column) }
        }
        // What no column tells is told of the row.
        var row = values["subject"] ?? .init(file: table.source)
        row.field = nil
        return TreatmentRecord.Places(row, values: values)
    }

    /// The one value that the rows of the subject have in a column.
    private func head<Value: Equatable>(
        _ column: String, _ problems: inout [Diagnostic], _ read: (String) -> Value?
    ) -> Value? {
        guard let column = table.columns.first(where: { $0.name == column }) else { return nil }
        var found: Value?
        for row in rows {
            guard let text = column.text(row) else { continue }
            let place = table.place(row: row, column: column)
            guard let value = read(text) else {
                problems.append(Diagnostic(.error, "events.type", "`\(column.name)` is \(text)", at: place))
                continue
            }
            if let found, found != value {
                problems.append(
                    Diagnostic(
                        .error, "events.conflict", "`\(column.name)` of subject \(name) is \(text), and another before",
                        at: place))
            }
            found = value
        }
        return found
    }
}
