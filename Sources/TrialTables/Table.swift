import TrialValues

/// A table of typed columns of equal length, each with a name of its own.
///
/// ```swift
/// let table = try Table(csv: .file("trial.csv"))
/// table.rowCount            // 234
/// table["arm"]?.texts       // codes and levels
/// ```
public struct Table: Sendable {
    /// The columns in the order of the header.
    public let columns: [Column]
    /// The number of rows, the header not counted.
    public let rowCount: Int
    /// The name of the file it was read from, for messages.
    public let source: String?
    /// Remarks of the reader; there are no errors among them.
    public let notes: [Diagnostic]
    let lines: RowLines?

    init(unchecked columns: [Column], rowCount: Int, source: String?, notes: [Diagnostic], lines: RowLines?) {
        self.columns = columns
        self.rowCount = rowCount
        self.source = source
        self.notes = notes
        self.lines = lines
    }

    /// The column of that name, if there is one.
    public subscript(name: String) -> Column? { columns.first { $0.name == name } }

    /// The line of the file on which a row, from 0, begins; `nil` for a table that was not read from a file.
    public func line(ofRow row: Int) -> Int? { lines?.line(ofRow: row) }

    /// The place of a cell, for a diagnostic about it.
    public func place(row: Int, column: Column) -> Diagnostic.Place {
        let index = columns.firstIndex { $0.name == column.name }
        return .init(file: source, line: line(ofRow: row), column: index.map { $0 + 1 }, field: column.name)
    }
}

extension Table: Equatable {
    /// Whether the columns are equal in name, order and cells, wherever the tables came from.
    public static func == (a: Table, b: Table) -> Bool { a.columns == b.columns && a.rowCount == b.rowCount }
}
