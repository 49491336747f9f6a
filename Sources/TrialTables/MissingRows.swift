/// The rows of a column in which there is no value: one bit a row, and none at all where nothing is missing.
@frozen
public struct MissingRows: Sendable, Hashable {
    /// Bit `row % 64` of word `row / 64` is 1 where the row is missing; there are no words beyond the last missing row.
    public let words: [UInt64]
    /// The number of missing rows.
    public let count: Int

    /// No missing rows.
    public static let none = MissingRows(words: [])

    init(words: [UInt64]) {
        let last = words.lastIndex { $0 != 0 }
        self.words = last == words.indices.last ? words : Array(words.prefix((last ?? -1) + 1))
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The rows for which `flags` is true.
    public init(_ flags: [Bool]) {
        var words = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        for (row, isMissing) in flags.enumerated() where isMissing { words[row / 64] |= 1 << UInt64(row % 64) }
        self.init(words: words)
    }

    /// Whether the row is missing.
    @inlinable
    public subscript(row: Int) -> Bool {
        let word = row >> 6
        return word < words.count && words[word] >> UInt64(truncatingIfNeeded: row & 63) & 1 == 1
    }
}
