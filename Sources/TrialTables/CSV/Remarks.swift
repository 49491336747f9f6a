import TrialValues

/// What the reader noticed and did not mind.
struct Remarks {
    let file: String?
    let separator: CSVSeparator

    /// The columns that are text because of one cell.
    func mixedColumns(_ rows: borrowing RowReader) -> [Diagnostic] {
        var remarks: [Diagnostic] = []
        for (index, name) in rows.names.enumerated() {
            guard let cell = rows.contradiction(index) else { continue }
            let place = Diagnostic.Place(
                file: file, line: rows.lines.line(ofRow: cell.row), column: index + 1, field: name)
            let cells = cell.earlier == .number ? "numbers" : cell.earlier == .date ? "dates" : "true or false"
            remarks.append(
                Diagnostic(
                    .remark, "csv.mixed-column",
                    "row \(cell.row + 1) is '\(cell.text.prefix(40))'; the cells above it are \(cells), all are kept as text",
                    at: place))
        }
        return remarks
    }

    /// The columns of text that hold numbers with a decimal comma, as files separated by semicolons often have them.
    func decimalCommas(_ columns: [Column]) -> [Diagnostic] {
        guard separator == .semicolon else { return [] }
        return columns.enumerated().compactMap { index, column in
            guard let levels = column.texts?.levels, levels.contains(where: { $0.utf8.contains(UInt8(ascii: ",")) }),
                levels.allSatisfy(Remarks.isNumberWithComma)
            else { return nil }
            return Diagnostic(
                .warning, "csv.decimal-comma", "the numbers have decimal commas and are kept as text",
                at: .init(file: file, column: index + 1, field: column.name), advice: "write them with points")
        }
    }

    private static func isNumberWithComma(_ text: String) -> Bool {
        var bytes = Array(text.utf8)
        if let comma = bytes.firstIndex(of: UInt8(ascii: ",")) { bytes[comma] = UInt8(ascii: ".") }
        return bytes.withUnsafeBufferPointer { DecimalNumber($0) != nil }
    }
}
