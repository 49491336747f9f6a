import TrialValues

/// The reading of one CSV file, from its first byte to the table.
struct CSVReading: ~Copyable {
    /// How it is read; what comes of it depends on the separator alone.
    struct Options {
        var separator: CSVSeparator?
        /// Whether every column is text, as it stands in the file.
        var isText = false
        var blockSize = 1 << 18
        var longestRow = 1 << 24
        var onBlock: ((UnsafeRawBufferPointer) -> Void)?
        var progress: ((Double) -> Void)?
    }

    var window: ByteWindow
    var problems: ProblemList
    let options: Options

    init(_ source: CSVSource, _ options: Options) throws(Diagnostics) {
        window = ByteWindow(
            try ByteSource(source), blockSize: options.blockSize, onBlock: options.onBlock, progress: options.progress)
        problems = ProblemList(file: source.name)
        self.options = options
    }

    /// Reads the file to its end.
    mutating func table() throws(Diagnostics) -> Table {
        try skipMark()
        let header = try readHeader()
        var rows = try readRows(header)
        let overruled = rows.overruledColumns
        var storage: [Column.Storage] = []
        if overruled.contains(true) {
            var texts = try readAgain(header, overruled, rowCount: rows.rowCount)
            for index in header.names.indices {
                storage.append(overruled[index] ? texts.takeStorage(index) : rows.takeStorage(index))
            }
        } else {
            storage = header.names.indices.map { rows.takeStorage($0) }
        }
        let columns = zip(header.names, storage).map { Column($0, $1) }
        let remarks = Remarks(file: problems.file, separator: header.separator)
        return Table(
            unchecked: columns, rowCount: rows.rowCount, source: problems.file,
            notes: remarks.mixedColumns(rows) + remarks.decimalCommas(columns), lines: rows.lines)
    }

    // The byte order mark, after a look at whether this is CSV at all.
    mutating func skipMark() throws(Diagnostics) {
        try window.fill()
        if let format = FileFormat(prefix: window.prefix) {
            let message = "the file is \(format.name), not CSV"
            throw failure("csv.not-text", message, at: .init(file: problems.file), advice: format.advice)
        }
        if window.prefix.starts(with: [0xEF, 0xBB, 0xBF]), window.bytes.count >= 3 { window.consume(3) }
    }

    mutating func readHeader() throws(Diagnostics) -> Header {
        var line = 1
        while true {
            if let (separator, scanner, length) = try scanHeader(line: line) {
                defer { window.consume(length) }
                guard !scanner.isBlank else {
                    line += 1
                    continue
                }
                return Header(
                    scanner, window.bytes, separator: separator, line: line, bodyOffset: window.offset + length,
                    problems: &problems)
            }
            switch window.end {
            case .open: try window.fill()
            case .file: throw failure("csv.empty", "the file is empty", at: .init(file: problems.file))
            case .notText(let offset, let byte):
                addNotText(offset, byte, place: "the header", line: line)
                throw problems.error ?? Diagnostics([])
            }
        }
    }

    // The next line, if it is whole in the window.
    private mutating func scanHeader(line: Int) throws(Diagnostics) -> (CSVSeparator, RecordScanner, length: Int)? {
        let isWhole = window.end == .file
        let bytes = window.bytes
        guard !bytes.isEmpty else { return nil }
        let separator = options.separator ?? CSVSeparator(ofHeader: bytes, isWhole: isWhole)
        var scanner = RecordScanner(separator: (separator ?? .comma).byte)
        let length = separator == nil ? nil : scanner.scan(bytes, isWhole: isWhole)
        guard length ?? bytes.count <= options.longestRow else {
            problems.appendLong(
                &scanner, bytes, limit: options.longestRow, what: "the header", line: line, names: [])
            throw problems.error ?? Diagnostics([])
        }
        guard let separator, let length else { return nil }
        return (separator, scanner, length)
    }

    // The rows, once. The first window is read twice if it already shows that a column is text.
    mutating func readRows(_ header: Header) throws(Diagnostics) -> RowReader {
        let isWhole = window.end == .file
        var rows =
            options.isText
            ? RowReader(
                header, modes: header.names.map { _ in .text }, problems: problems, longestRow: options.longestRow)
            : RowReader(header, problems: problems, longestRow: options.longestRow)
        var length = rows.read(window.bytes, isWhole: isWhole)
        if rows.overruledColumns.contains(true) {
            var again = RowReader(header, problems: problems, longestRow: options.longestRow, correcting: rows)
            length = again.read(window.bytes, isWhole: isWhole)
            rows = again
        }
        window.consume(length)
        try readOn(&rows, header)
        if case .notText(let offset, let byte) = window.end, !rows.isStopped {
            problems = rows.problems
            addNotText(offset, byte, place: "row \(rows.rowCount + 1)", line: rows.currentLine)
        } else {
            problems = rows.problems
        }
        if rows.rowCount == 0, problems.count == 0 {
            problems.append("csv.no-rows", "the file has a header and no rows", line: header.body.line - 1)
        }
        if let error = problems.error { throw error }
        return rows
    }

    private mutating func readOn(_ rows: inout RowReader, _ header: Header) throws(Diagnostics) {
        while window.end == .open, !rows.isStopped {
            rows.estimate(bytesRead: window.offset - header.body.offset, fileSize: window.fileSize)
            try window.fill()
            window.consume(rows.read(window.bytes, isWhole: window.end == .file))
        }
        rows.finish()
    }

    // The columns that turned out to be text, from the beginning; the others are passed over.
    private mutating func readAgain(
        _ header: Header, _ overruled: [Bool], rowCount: Int
    ) throws(Diagnostics) -> RowReader {
        try window.restart(at: header.body.offset)
        var texts = RowReader(
            header, modes: overruled.map { $0 ? .text : .skipped }, problems: problems, longestRow: options.longestRow)
        try readOn(&texts, header)
        guard texts.rowCount == rowCount, texts.problems.count == 0, window.end == .file else {
            throw failure("csv.changed", "the file changed while it was read", at: .init(file: problems.file))
        }
        return texts
    }

    mutating func addNotText(_ offset: Int, _ byte: UInt8, place: String, line: Int) {
        let hex = String(byte, radix: 16, uppercase: true)
        let what = byte == 0 ? "a NUL byte" : "the byte 0x\(hex), which is not UTF-8"
        problems.append(
            "csv.not-text", "at byte offset \(offset), in \(place), stands \(what)",
            line: line + window.bytes.lineEndCount, advice: byte == 0 ? nil : "save the file as UTF-8")
    }

    private func failure(
        _ rule: String, _ message: String, at place: Diagnostic.Place, advice: String? = nil
    ) -> Diagnostics { Diagnostics([Diagnostic(.error, rule, message, at: place, advice: advice)]) }
}
