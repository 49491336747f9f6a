import TrialValues

/// The rows of a CSV file, a batch at a time, in memory that does not grow with the file.
///
/// ```swift
/// var rows = try CSVRows(.file("subjects.csv"))
/// var batch = CSVRowBatch(columnCount: rows.names.count)
/// while try rows.read(into: &batch) { … batch.cell(0, 2) … }
/// ```
///
/// What a file must be is what `Table(csv:)` asks of it, with the same problems at the same places; only the kinds of the
/// columns are left to the caller. Blank lines are no rows.
package struct CSVRows: ~Copyable {
    /// How many bytes can be loaded from the start of a cell, whatever its length.
    package static let padding = ByteWindow.padding

    /// The names in the header.
    package let names: [String]
    /// The line on which the header stands.
    package let headerLine: Int
    /// How many rows there were so far, with those that have problems.
    package private(set) var rowCount = 0
    private var reading: CSVReading
    private var scanner: RecordScanner
    private let separator: UInt8
    private var line: Int
    /// How many bytes at the front of the window the last batch was made of.
    private var used = 0
    private var isStopped = false

    /// Opens a file and reads its header.
    package init(
        _ source: CSVSource, separator: CSVSeparator? = nil, progress: ((Double) -> Void)? = nil
    ) throws(Diagnostics) {
        var options = CSVReading.Options(separator: separator)
        options.progress = progress
        try self.init(source, options)
    }

    init(_ source: CSVSource, _ options: CSVReading.Options) throws(Diagnostics) {
        var reading = try CSVReading(source, options)
        try reading.skipMark()
        let header = try reading.readHeader()
        // With the problems of the header come those of the rows.
        if reading.problems.count > 0 { _ = try reading.readRows(header) }
        names = header.names
        headerLine = header.body.line - 1
        line = header.body.line
        self.separator = header.separator.byte
        scanner = RecordScanner(separator: header.separator.byte)
        self.reading = reading
    }

    /// Reads the next rows; `false` where there are none.
    ///
    /// - Throws: after the last row, all that is wrong with the file.
    package mutating func read(into batch: inout CSVRowBatch) throws(Diagnostics) -> Bool {
        batch.clear(firstRow: rowCount)
        reading.window.consume(used)
        used = 0
        while !isStopped {
            scanRows(into: &batch)
            if batch.count > 0 { return true }
            reading.window.consume(used)
            used = 0
            guard reading.window.end == .open else { break }
            try reading.window.fill()
        }
        try finish()
        return false
    }

    private mutating func finish() throws(Diagnostics) {
        if case .notText(let offset, let byte) = reading.window.end, !isStopped {
            reading.addNotText(offset, byte, place: "row \(rowCount + 1)", line: line)
        }
        isStopped = true
        if rowCount == 0, reading.problems.count == 0 {
            reading.problems.append("csv.no-rows", "the file has a header and no rows", line: headerLine)
        }
        if let error = reading.problems.error { throw error }
    }

    private mutating func scanRows(into batch: inout CSVRowBatch) {
        let bytes = reading.window.bytes
        let isWhole = reading.window.end == .file
        guard let base = bytes.baseAddress else { return }
        let plainEnd = RowReader.lastLineEnd(bytes)
        while batch.count < batch.capacity, used < bytes.count {
            if used < plainEnd { scanPlainRows(base, plainEnd, into: &batch) }
            guard batch.count < batch.capacity, used < bytes.count else { return }
            let rest = UnsafeBufferPointer(rebasing: bytes[used...])
            guard let length = readRecord(rest, isWhole: isWhole, into: &batch) else { return }
            used += length
        }
    }

    /// Reads rows without quotes, up to one that has some, or has another number of cells.
    private mutating func scanPlainRows(_ base: UnsafePointer<UInt8>, _ limit: Int, into batch: inout CSVRowBatch) {
        let columnCount = names.count
        let stop = base + limit
        let (separators, feeds) = (ByteWord(repeating: separator), ByteWord(repeating: UInt8(ascii: "\n")))
        let (returns, quotes) = (
            ByteWord(repeating: UInt8(ascii: "\r")), ByteWord(repeating: UInt8(ascii: "\""))
        )
        var rowStart = base + used
        var cellStart = rowStart
        var position = rowStart
        var column = 0
        var row = batch.count
        var cells = batch.cells + row * columnCount
        var passed: UnsafePointer<UInt8>?
        defer {
            batch.count = row
            used = rowStart - base
        }
        while rowStart < stop, row < batch.capacity {
            let word = ByteWord(at: position)
            var hits =
                word.allBytes(equalTo: separators) | word.allBytes(equalTo: feeds) | word.allBytes(equalTo: returns)
                | word.allBytes(equalTo: quotes)
            while hits != 0 {
                let end = position + hits.trailingZeroBitCount / 8
                hits &= hits &- 1
                if end == passed { continue }
                let byte = end.pointee
                if byte == UInt8(ascii: "\"") { return }
                if column < columnCount {
                    var cell = CSVRowBatch.Cell(start: cellStart, count: end - cellStart)
                    if end > cellStart, cellStart.pointee <= UInt8(ascii: " ") || end[-1] <= UInt8(ascii: " ") {
                        cell = cell.trimmed
                    }
                    (cells + column).initialize(to: cell)
                }
                column &+= 1
                cellStart = end + 1
                if byte == separator { continue }
                guard column == columnCount, columnCount > 1 || rowStart.pointee > UInt8(ascii: " ") else { return }
                if byte == UInt8(ascii: "\r"), cellStart.pointee == UInt8(ascii: "\n") {
                    passed = cellStart
                    cellStart += 1
                }
                batch.lines[row] = line
                line &+= 1
                row &+= 1
                rowCount &+= 1
                cells += columnCount
                column = 0
                rowStart = cellStart
                if rowStart >= stop || row == batch.capacity { return }
            }
            position += 8
        }
    }

    /// Reads the row with which the bytes begin, by the whole grammar; its length, or `nil` if it may go on beyond them.
    private mutating func readRecord(
        _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, into batch: inout CSVRowBatch
    ) -> Int? {
        let length = scanner.scan(bytes, isWhole: isWhole)
        guard length ?? bytes.count <= reading.options.longestRow else {
            isStopped = true
            reading.problems.appendLong(
                &scanner, bytes, limit: reading.options.longestRow, what: "row \(rowCount + 1)",
                line: line, names: names)
            return nil
        }
        guard let length else { return nil }
        defer { line += 1 + scanner.innerLines }
        if scanner.isBlank { return length }
        rowCount += 1
        for problem in scanner.problems {
            let name = problem.field < names.count ? names[problem.field] : nil
            reading.problems.append(problem, line: line + problem.line, field: name)
        }
        guard scanner.problems.isEmpty else { return length }
        guard scanner.fields.count == names.count else {
            reading.problems.appendRagged(
                row: rowCount, count: scanner.fields.count, names: names, line: line)
            return length
        }
        batch.append(scanner, bytes, line: line)
        return length
    }
}
