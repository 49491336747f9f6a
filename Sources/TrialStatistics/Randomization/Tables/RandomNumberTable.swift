import TrialNumerics

/// A table of random digits, given or made from a seed: what trials before computers were randomised from, and some still are.
///
/// ```swift
/// let table = try RandomNumberTable(seed: 2014, rows: 20)
/// table.text(row: 0)   // ten groups of five digits
/// ```
///
/// A digit made from a seed is ⌊10·u⌋ of the stream ("random number table", subject = row), fifty in a row.
public struct RandomNumberTable: Sendable, Hashable {
    /// The digits, row by row.
    public let digits: [UInt8]
    /// The number of digits in a row.
    public let columns: Int
    /// The seed; absent where the digits were given.
    public let seed: UInt64?

    /// The number of rows; the last may be shorter.
    public var rows: Int { (digits.count + columns - 1) / columns }

    /// The number of rows without the last where that is shorter; columns go down these.
    var wholeRows: Int { digits.count / columns }

    /// The table of the given rows of digits; spaces within a row are left out.
    ///
    /// - Throws: ``StatisticsError`` naming the row that holds something else than digits, or is of another length than the first, where it is
    ///   not the last.
    public init(_ rows: [String]) throws(StatisticsError) {
        var digits: [UInt8] = []
        var columns = 0
        let rows = rows.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        for (index, row) in rows.enumerated() {
            let values = row.utf8.map { $0 &- 48 }
            guard values.allSatisfy({ $0 < 10 }) else {
                throw StatisticsError(
                    .invalidValue, argument: "digits", index: index,
                    "digits[\(index)] is '\(row)'; expected digits 0 to 9 and spaces")
            }
            if index == 0 { columns = values.count }
            guard values.count == columns || index == rows.count - 1 && values.count < columns else {
                throw StatisticsError(
                    .lengthMismatch, argument: "digits", index: index,
                    "digits[\(index)] has \(values.count) digits; expected \(columns), as in the first row")
            }
            digits += values
        }
        guard !digits.isEmpty else {
            throw StatisticsError(.empty, argument: "digits", "digits is empty; expected rows of digits")
        }
        (self.digits, self.columns, seed) = (digits, columns, nil)
    }

    /// A table of fifty digits a row made from a seed.
    ///
    /// - Throws: ``StatisticsError`` naming `rows` outside 1 to 10,000.
    public init(seed: UInt64, rows: Int) throws(StatisticsError) {
        guard (1...10_000).contains(rows) else {
            throw StatisticsError(.invalidValue, argument: "rows", "rows is \(rows); expected 1 to 10000")
        }
        digits = (0..<rows).flatMap { row in
            var stream = RandomStream(seed: seed, purpose: "random number table", subject: UInt64(row))
            return (0..<50).map { _ in UInt8(stream.uniform() * 10) }
        }
        columns = 50
        self.seed = seed
    }

    /// A row, in groups of five digits.
    public func text(row: Int) -> String {
        let range = row * columns..<min(digits.count, (row + 1) * columns)
        var text = ""
        for (place, index) in range.enumerated() {
            if place > 0, place % 5 == 0 { text += " " }
            text += String(digits[index])
        }
        return text
    }
}
