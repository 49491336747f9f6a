extension Column {
    /// The first row, from 0, of a column of text whose cell could not stand in a column of the given kind.
    ///
    /// It is what to show to somebody who expects numbers in a column that is text.
    ///
    /// ```swift
    /// let age = Column("age", texts: ["63", "abc", "71"])
    /// age.firstRow(unfitFor: .number)  // 1
    /// ```
    ///
    /// `nil` if there is no such cell, or if it is not a column of text.
    public func firstRow(unfitFor kind: Kind) -> Int? {
        guard let texts else { return nil }
        let isUnfit = texts.levels.map { level in !Column.fits(level, kind) }
        return texts.codes.firstIndex { $0 >= 0 && isUnfit[Int($0)] }
    }

    private static func fits(_ text: String, _ kind: Kind) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            let cell = CellText(bytes: bytes.trimmed(UInt8(ascii: ",")))
            return kind == .text || cell.kind == kind
        }
    }
}
