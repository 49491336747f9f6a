/// The cells of a column of text, each distinct text kept once.
///
/// ```swift
/// let arms = TextCells(["placebo", "ixazomib", nil, "placebo"])
/// arms.levels  // ["placebo", "ixazomib"]
/// arms.codes   // [0, 1, -1, 0]
/// ```
@frozen
public struct TextCells: Sendable, Hashable {
    /// One code a row: the index of its text in `levels`, or −1 where the cell is missing.
    public let codes: [Int32]
    /// The distinct texts in the order in which they first appear.
    public let levels: [String]

    init(codes: [Int32], levels: [String]) {
        self.codes = codes
        self.levels = levels
    }

    /// The given texts, `nil` where one is missing.
    public init(_ texts: [String?]) {
        var known: [String: Int32] = [:]
        var levels: [String] = []
        codes = texts.map { text in
            guard let text else { return -1 }
            if let code = known[text] { return code }
            let code = Int32(levels.count)
            known[text] = code
            levels.append(text)
            return code
        }
        self.levels = levels
    }

    /// The text of a row, or `nil` where it is missing.
    @inlinable
    public subscript(row: Int) -> String? {
        let code = Int(codes[row])
        return code < 0 ? nil : levels[code]
    }

    /// The number of rows, missing ones included.
    public var count: Int { codes.count }
}
