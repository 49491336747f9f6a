import TrialValues

/// The cells of a column of numbers, days or flags: one value a row, and which rows have none.
///
/// `values[row]` means nothing where `missing[row]` is true (it is zero, the first value of its kind, and never NaN);
/// the subscript looks at both.
///
/// ```swift
/// let weights = try Column("weight", numbers: [71.5, nil]).numbers
/// weights?[0]  // 71.5
/// weights?[1]  // nil
/// ```
@frozen
public struct Cells<Value: Sendable & Hashable>: Sendable, Hashable {
    /// One value a row, without meaning where the row is missing.
    public let values: [Value]
    /// The rows without a value.
    public let missing: MissingRows

    init(values: [Value], missing: MissingRows) {
        self.values = values
        self.missing = missing
    }

    init(_ cells: [Value?], absent: Value) {
        self.init(values: cells.map { $0 ?? absent }, missing: MissingRows(cells.map { $0 == nil }))
    }

    /// The value of a row, or `nil` where it is missing.
    @inlinable
    public subscript(row: Int) -> Value? { missing[row] ? nil : values[row] }

    /// The number of rows, missing ones included.
    public var count: Int { values.count }
}
