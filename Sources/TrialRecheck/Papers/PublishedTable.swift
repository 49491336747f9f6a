import TrialTables
import TrialValues

/// The reading of a table of published numbers, one row a number.
struct PublishedTable {
    private let table: Table
    private(set) var problems: [Diagnostic] = []
    /// What was not read.
    private(set) var notes: [String] = []

    /// The columns, and what stands in them.
    static let columns: [(name: String, meaning: String)] = [
        ("study", "the study; a name that begins with `external` marks a quotation, which is not checked"),
        ("doc", "the document, which is not read"), ("location", "where the number stands"),
        ("quantity", "what it is"), ("group", "of whom"), ("value", "the number as printed"),
        ("unit", "its unit"), ("ci_low", "the lower confidence limit"), ("ci_high", "the upper confidence limit"),
        ("ci_level", "their level in percent"), ("p_value", "the p-value beside it"),
        ("n", "the count, where there is a denominator; else the number of subjects"),
        ("denominator", "how many subjects it is a part of"), ("note", "a remark"),
    ]

    init(_ table: Table) {
        self.table = table
        let names = Self.columns.map(\.name)
        for name in ["quantity", "value"] where table[name] == nil {
            problems.append(
                Diagnostic(
                    .error, "published.column", "the table has no column `\(name)`",
                    at: Diagnostic.Place(file: table.source, line: 1),
                    advice: "its columns are " + names.joined(separator: ", ")))
        }
        for (index, column) in table.columns.enumerated() where !names.contains(column.name) {
            if let nearest = NearestName(to: column.name, among: names)?.name, table[nearest] == nil {
                problems.append(
                    Diagnostic(
                        .error, "published.column", "the column `\(column.name)` is not known",
                        at: Diagnostic.Place(file: table.source, line: 1, column: index + 1),
                        advice: "did you mean `\(nearest)`?"))
            } else {
                notes.append("the column `\(column.name)` is not read")
            }
        }
    }

    /// The numbers of the rows.
    mutating func numbers() -> [PublishedNumber] {
        guard problems.isEmpty else { return [] }
        return (0..<table.rowCount).compactMap { number($0) }
    }

    private mutating func number(_ row: Int) -> PublishedNumber? {
        guard let quantity = cell("quantity", row) else {
            refuse(row, "quantity", "the row has no quantity", nil)
            return nil
        }
        let unit = cell("unit", row) ?? ""
        let text = cell("value", row) ?? ""
        let compound = CompoundPrint(text, unit: unit)
        let printed = compound?.value.0 ?? PrintedValue(text, isDate: unit == "date")
        let p = value("p_value", row, PrintedKind.pValue)
        if cell("value", row) == nil, p == nil {
            refuse(row, "value", "the row has neither value nor p-value", "leave the row out, or print the number")
        } else if cell("value", row) != nil, let fault = PrintedKind.fault(printed, unit: unit) {
            refuse(row, "value", fault, nil)
        }
        let count = value("n", row, .count), denominator = value("denominator", row, .count)
        let isShare = denominator != nil || compound?.denominator != nil
        if let fault = compound?.fault(count: isShare ? count : nil, denominator: denominator) {
            refuse(row, "value", fault, nil)
        }
        let level = PrintedKind.coverage(value("ci_level", row, .number))
        if !(level > 0 && level < 1) {
            refuse(row, "ci_level", "\(cell("ci_level", row) ?? "") is no level in percent", "write 95")
        }
        let limits = ["ci_low", "ci_high"].map { column -> PrintedValue? in
            let limit = value(column, row, .limit)
            if let limit, let fault = PrintedKind.commaFault(limit, unit: unit) { refuse(row, column, fault, nil) }
            return limit
        }
        return PublishedNumber(
            study: cell("study", row) ?? "paper", place: cell("location", row) ?? "", quantity: quantity,
            group: cell("group", row) ?? "", value: printed, unit: compound?.value.unit ?? unit,
            lower: limits[0], upper: limits[1], level: level, p: p,
            count: isShare ? count ?? compound?.countBeside : compound?.countBeside,
            denominator: denominator ?? compound?.denominator.map { PrintedValue($0) }, size: isShare ? nil : count,
            note: cell("note", row), origin: Diagnostic.Place(file: table.source, line: table.line(ofRow: row)))
    }

    private func cell(_ column: String, _ row: Int) -> String? { table[column]?.text(row) }

    private mutating func value(_ column: String, _ row: Int, _ kind: PrintedKind) -> PrintedValue? {
        guard let text = cell(column, row) else { return nil }
        let value = PrintedValue(text)
        if let fault = kind.fault(value) { refuse(row, column, fault, nil) }
        return value
    }

    private mutating func refuse(_ row: Int, _ column: String, _ message: String, _ advice: String?) {
        let place = table[column].map { table.place(row: row, column: $0) }
        problems.append(
            Diagnostic(
                .error, "published.value", message,
                at: place ?? Diagnostic.Place(file: table.source, line: table.line(ofRow: row)), advice: advice))
    }
}
