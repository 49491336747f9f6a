import TrialValues

/// A named column of a table: all its cells are of one kind, or missing.
public struct Column: Sendable, Hashable {
    /// What the cells of a column are.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case number, text, date, logical
    }

    /// The cells, stored as their kind needs it.
    public enum Storage: Sendable, Hashable {
        case numbers(Cells<Double>)
        case texts(TextCells)
        case days(Cells<Day>)
        case flags(Cells<Bool>)
    }

    /// The name in the header.
    public let name: String
    /// The cells.
    public let storage: Storage

    init(_ name: String, _ storage: Storage) {
        self.name = name
        self.storage = storage
    }

    /// What the cells are.
    public var kind: Kind {
        switch storage {
        case .numbers: .number
        case .texts: .text
        case .days: .date
        case .flags: .logical
        }
    }

    /// The numbers, if it is a column of numbers.
    public var numbers: Cells<Double>? { if case .numbers(let cells) = storage { cells } else { nil } }
    /// The texts, if it is a column of text.
    public var texts: TextCells? { if case .texts(let cells) = storage { cells } else { nil } }
    /// The days, if it is a column of dates.
    public var days: Cells<Day>? { if case .days(let cells) = storage { cells } else { nil } }
    /// The flags, if it is a true/false column.
    public var flags: Cells<Bool>? { if case .flags(let cells) = storage { cells } else { nil } }
}

extension Column {
    /// The number of rows, missing ones included.
    public var count: Int {
        switch storage {
        case .numbers(let cells): cells.count
        case .texts(let cells): cells.count
        case .days(let cells): cells.count
        case .flags(let cells): cells.count
        }
    }

    /// The number of rows without a value.
    public var missingCount: Int {
        switch storage {
        case .numbers(let cells): cells.missing.count
        case .texts(let cells): cells.codes.reduce(0) { $1 < 0 ? $0 + 1 : $0 }
        case .days(let cells): cells.missing.count
        case .flags(let cells): cells.missing.count
        }
    }

    /// Whether the row, from 0, has no value.
    public func isMissing(_ row: Int) -> Bool {
        switch storage {
        case .numbers(let cells): cells.missing[row]
        case .texts(let cells): cells.codes[row] < 0
        case .days(let cells): cells.missing[row]
        case .flags(let cells): cells.missing[row]
        }
    }

    /// The cell of a row, from 0, as a message shows it; `nil` where it is missing.
    ///
    /// Text is as it stood in the file. A number is the shortest decimal that means it, a whole one without a point.
    public func text(_ row: Int) -> String? {
        switch storage {
        case .numbers(let cells): cells[row].map(Column.shortest)
        case .texts(let cells): cells[row]
        case .days(let cells): cells[row]?.description
        case .flags(let cells): cells[row].map { $0 ? "TRUE" : "FALSE" }
        }
    }

    private static func shortest(_ number: Double) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
