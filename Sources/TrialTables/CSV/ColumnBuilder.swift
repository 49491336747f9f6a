import TrialValues

/// A column that grows while the file is read.
///
/// Rows go into a scratch of fixed size, which stays in the processor's cache, and from there in bulk into the column's arrays. A row of the
/// scratch may be written more than once; the last time counts.
struct ColumnBuilder: ~Copyable {
    /// What is made of the cells.
    enum Mode: UInt8 {
        /// All were missing so far.
        case undecided
        case number, date, logical, text
        /// They are passed over: the column is complete, or must be read again as text.
        case skipped
    }

    /// The cell that made a column text whose cells until then were of another kind.
    struct Contradiction {
        let row: Int
        let text: String
        let earlier: Column.Kind
    }

    var mode: Mode
    var contradiction: Contradiction?
    let scratch: UnsafeMutableRawPointer
    let capacity: Int
    var levels = LevelTable()
    /// The rows that are in the arrays; a multiple of 64 until the last ones are there.
    private(set) var base = 0
    private let missingScratch: UnsafeMutablePointer<UInt64>
    private var numbers: [Double] = []
    private var days: [Day] = []
    private var flags: [Bool] = []
    private var codes: [Int32] = []
    private var missingWords: [UInt64] = []

    /// A builder with a scratch of so many rows, a multiple of 64.
    init(_ mode: Mode, capacity: Int) {
        self.mode = mode
        self.capacity = capacity
        scratch = .allocate(byteCount: capacity * MemoryLayout<Double>.stride, alignment: 64)
        missingScratch = .allocate(capacity: capacity / 64)
        missingScratch.initialize(repeating: 0, count: capacity / 64)
    }

    deinit {
        scratch.deallocate()
        missingScratch.deallocate()
    }

    @inline(__always)
    func store<Value: BitwiseCopyable>(_ value: Value, row: Int) {
        scratch.storeBytes(of: value, toByteOffset: row &* MemoryLayout<Value>.stride, as: Value.self)
    }

    func setMissing(_ row: Int) { missingScratch[row >> 6] |= 1 << UInt64(truncatingIfNeeded: row & 63) }

    /// Forgets what was said of a row of the scratch.
    func clear(row: Int) { missingScratch[row >> 6] &= ~(1 << UInt64(truncatingIfNeeded: row & 63)) }

    /// Moves the first rows of the scratch into the arrays, which will have about the expected number in the end.
    mutating func flush(rows: Int, expecting expected: Int) {
        switch mode {
        case .number: ColumnBuilder.append(scratch, rows, to: &numbers, expected)
        case .date: ColumnBuilder.append(scratch, rows, to: &days, expected)
        case .logical: ColumnBuilder.append(scratch, rows, to: &flags, expected)
        case .text: ColumnBuilder.append(scratch, rows, to: &codes, expected)
        case .undecided, .skipped: break
        }
        if mode != .text { flushMissing(rows) }
        base += rows
    }

    private static func append<Value>(
        _ scratch: UnsafeMutableRawPointer, _ rows: Int, to values: inout [Value], _ expected: Int
    ) {
        let needed = values.count + rows
        if needed > values.capacity {
            values.reserveCapacity(max(needed, expected, values.capacity + values.capacity / 4))
        }
        let typed = scratch.assumingMemoryBound(to: Value.self)
        values.append(contentsOf: UnsafeBufferPointer(start: typed, count: rows))
    }

    private mutating func flushMissing(_ rows: Int) {
        let words = UnsafeMutableBufferPointer(start: missingScratch, count: (rows + 63) / 64)
        guard words.contains(where: { $0 != 0 }) else { return }
        while missingWords.count < base / 64 { missingWords.append(0) }
        missingWords.append(contentsOf: words)
        words.update(repeating: 0)
    }

    /// Settles what an undecided column is, at the first row of the scratch that has a value.
    mutating func decide(_ kind: Column.Kind, row: Int) {
        switch kind {
        case .number:
            mode = .number
            numbers = begin(0, row)
        case .date:
            mode = .date
            days = begin(Day.absent, row)
        case .logical:
            mode = .logical
            flags = begin(false, row)
        case .text:
            mode = .text
            codes = begin(-1, row)
        }
    }

    // The array of a column in which everything was missing up to here; the scratch is filled likewise.
    private func begin<Value: BitwiseCopyable>(_ absent: Value, _ row: Int) -> [Value] {
        for earlier in 0..<row { store(absent, row: earlier) }
        return Array(repeating: absent, count: base)
    }

    /// Gives up the column: it has to be read again as text.
    mutating func contradict(_ contradiction: Contradiction) {
        if self.contradiction == nil { self.contradiction = contradiction }
        mode = .skipped
        (numbers, days, flags, codes, missingWords) = ([], [], [], [], [])
    }

    /// The finished cells, which leave the builder.
    mutating func takeStorage() -> Column.Storage {
        let missing = MissingRows(words: missingWords)
        missingWords = []
        switch mode {
        case .number: return .numbers(Cells(values: ColumnBuilder.take(&numbers), missing: missing))
        case .date: return .days(Cells(values: ColumnBuilder.take(&days), missing: missing))
        case .logical: return .flags(Cells(values: ColumnBuilder.take(&flags), missing: missing))
        case .text: return .texts(TextCells(merging: ColumnBuilder.take(&codes), levels: levels.levels()))
        case .undecided, .skipped: return .numbers(Cells(values: Array(repeating: 0, count: base), missing: missing))
        }
    }

    private static func take<Value>(_ values: inout [Value]) -> [Value] {
        defer { values = [] }
        return values
    }
}
