import TrialValues

/// Reads the rows beneath the header, as many as are whole in what it is given at a time.
struct RowReader: ~Copyable {
    /// The names in the header.
    let names: [String]
    let columns: UnsafeMutablePointer<ColumnBuilder>
    /// The line on which the next row begins.
    var line: Int
    var problems: ProblemList
    private(set) var lines = RowLines()
    /// Whether a row was so long that there was no point in going on.
    var isStopped = false
    /// Blank lines that are rows if another row follows: those of a file of one column.
    var blankLines = 0
    var scanner: RecordScanner
    let separator: UInt8
    let longestRow: Int
    private let capacity: Int
    private var base = 0
    /// The place in the scratch of the next row.
    private(set) var row = 0
    private var shift = Int.min
    private var expectedRows = 0

    /// A reader for columns in the given modes; the first row begins on the given line.
    init(_ header: Header, modes: [ColumnBuilder.Mode], problems: ProblemList, longestRow: Int) {
        names = header.names
        line = header.body.line
        separator = header.separator.byte
        scanner = RecordScanner(separator: header.separator.byte)
        self.problems = problems
        self.longestRow = longestRow
        let capacity = max(64, min(4096, (1 << 19) / names.count / 64 * 64))
        self.capacity = capacity
        columns = .allocate(capacity: names.count)
        for (index, mode) in modes.enumerated() {
            (columns + index).initialize(to: ColumnBuilder(mode, capacity: capacity))
        }
    }

    deinit {
        columns.deinitialize(count: names.count)
        columns.deallocate()
    }

    /// The number of rows that were read.
    var rowCount: Int { base + row }

    /// Reads the whole rows with which the bytes begin and says how many bytes they took.
    ///
    /// `isWhole` says that the file ends with the bytes.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Int {
        var position = 0
        if let start = bytes.baseAddress {
            let plainEnd = RowReader.lastLineEnd(bytes)
            while position < plainEnd {
                if let end = readPlainRow(start + position), end - start - position <= longestRow {
                    position = end - start
                    commit(lines: 1)
                } else if let length = readRecord(UnsafeBufferPointer(rebasing: bytes[position...]), isWhole: isWhole) {
                    position += length
                } else {
                    return position
                }
            }
        }
        while position < bytes.count {
            let rest = UnsafeBufferPointer(rebasing: bytes[position...])
            guard let length = readRecord(rest, isWhole: isWhole) else { break }
            position += length
        }
        return position
    }

    /// Learns how much of the file the rows so far took, so that memory is asked for once.
    mutating func estimate(bytesRead: Int, fileSize: Int?) {
        guard let fileSize, bytesRead > 0 else { return }
        expectedRows = Int(Double(fileSize) / Double(bytesRead) * Double(rowCount) * 1.02)
    }

    /// Moves the last rows into the columns.
    mutating func finish() { flush() }

    static func lastLineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = bytes.count
        while end > 0, bytes[end - 1] != UInt8(ascii: "\n") { end -= 1 }
        return end
    }

    // A row of plain cells. A line end lies behind it, so it cannot leave the bytes.
    @inline(__always)
    private mutating func readPlainRow(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        var cell = start
        let last = names.count &- 1
        if last == 0, start.pointee <= UInt8(ascii: " ") || blankLines > 0 { return nil }
        for index in 0..<last {
            guard let end = columns[index].readPlain(cell, row: row, separator: separator) else { return nil }
            guard end.pointee == separator else { return nil }
            cell = end + 1
        }
        guard let end = columns[last].readPlain(cell, row: row, separator: separator) else { return nil }
        if end.pointee == UInt8(ascii: "\n") { return end + 1 }
        return end.pointee == UInt8(ascii: "\r") && end[1] == UInt8(ascii: "\n") ? end + 2 : nil
    }

    /// Counts the row that was just read, which took so many lines.
    @inline(__always)
    mutating func commit(lines count: Int) {
        if line &- (base &+ row) != shift { noteShift() }
        row &+= 1
        line &+= count
        if row == capacity { flush() }
    }

    private mutating func noteShift() {
        shift = line - rowCount
        lines.append(row: rowCount, line: line)
    }

    private mutating func flush() {
        for index in 0..<names.count { columns[index].flush(rows: row, expecting: expectedRows) }
        base += row
        row = 0
    }
}
