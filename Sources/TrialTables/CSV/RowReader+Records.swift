extension RowReader {
    /// Reads the row with which the bytes begin, by the whole grammar; its length, or `nil` if it may go on beyond
    /// them.
    @inline(never)
    mutating func readRecord(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Int? {
        let length = scanner.scan(bytes, isWhole: isWhole)
        guard length ?? bytes.count <= longestRow else {
            stop(bytes)
            return nil
        }
        guard let length else { return nil }
        for index in 0..<names.count { columns[index].clear(row: row) }
        if scanner.isBlank {
            if names.count == 1 { blankLines += 1 } else { line += 1 }
            return length
        }
        addBlankRows()
        if !reportProblems() { readFields(bytes) }
        commit(lines: 1 + scanner.innerLines)
        return length
    }

    /// The line on which the bytes begin that were not read yet.
    var currentLine: Int { line + blankLines }

    private mutating func addBlankRows() {
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        while blankLines > 0 {
            blankLines -= 1
            columns[0].read(nothing, text: nothing, row: row)
            commit(lines: 1)
        }
    }

    private mutating func readFields(_ bytes: UnsafeBufferPointer<UInt8>) {
        for (index, field) in scanner.fields.enumerated() {
            let span = UnsafeBufferPointer(rebasing: bytes[field.range])
            guard field.hasEscapes else {
                columns[index].read(span.trimmed(separator), text: span, row: row)
                continue
            }
            let unescaped = span.unescaped(padding: ByteWindow.padding)
            unescaped.withUnsafeBufferPointer { padded in
                let text = UnsafeBufferPointer(rebasing: padded.dropLast(ByteWindow.padding))
                columns[index].read(text.trimmed(separator), text: text, row: row)
            }
        }
    }

    // Whether there is anything wrong with the row that was scanned.
    private mutating func reportProblems() -> Bool {
        for problem in scanner.problems { report(problem) }
        guard scanner.problems.isEmpty else { return true }
        let count = scanner.fields.count
        guard count != names.count else { return false }
        problems.appendRagged(row: rowCount + 1, count: count, names: names, line: line)
        return true
    }

    private mutating func report(_ problem: RecordScanner.Problem) {
        let name = problem.field < names.count ? names[problem.field] : nil
        problems.append(problem, line: line + problem.line, field: name)
    }

    // A quote that is open swallows all that follows; beyond a limit it is no use to go on.
    private mutating func stop(_ bytes: UnsafeBufferPointer<UInt8>) {
        isStopped = true
        let what = "row \(rowCount + blankLines + 1)"
        problems.appendLong(&scanner, bytes, limit: longestRow, what: what, line: currentLine, names: names)
    }
}

extension ProblemList {
    /// Adds a quote that is not where quotes may be.
    mutating func append(_ problem: RecordScanner.Problem, line: Int, field: String?) {
        switch problem.kind {
        case .strayQuote:
            append(
                "csv.stray-quote", "a quote stands inside a field", line: line, column: problem.field + 1, field: field,
                advice: "put quotes around the whole field and write those inside it twice")
        case .unclosedQuote:
            append(
                "csv.unclosed-quote", "the quote that opens here is never closed", line: line,
                column: problem.field + 1, field: field)
        }
    }

    /// Adds a row with more or fewer fields than the header.
    mutating func appendRagged(row: Int, count: Int, names: [String], line: Int) {
        let first = min(count, names.count)
        let fields = count == 1 ? "1 field" : "\(count) fields"
        append(
            "csv.ragged-row", "row \(row) has \(fields); the header has \(names.count)", line: line,
            column: first + 1, field: first < names.count ? names[first] : nil)
    }

    /// Adds a row that is too long, or the quote that makes it so.
    mutating func appendLong(
        _ scanner: inout RecordScanner, _ bytes: UnsafeBufferPointer<UInt8>, limit: Int, what: String, line: Int,
        names: [String]
    ) {
        _ = scanner.scan(UnsafeBufferPointer(rebasing: bytes.prefix(limit)), isWhole: false)
        guard let open = scanner.openQuoteLine else {
            return append("csv.long-row", "\(what) is longer than \(limit) bytes", line: line)
        }
        let field = scanner.fields.count
        let problem = RecordScanner.Problem(kind: .unclosedQuote, field: field, line: open)
        append(problem, line: line + open, field: field < names.count ? names[field] : nil)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The number of line ends: LF, CR LF or CR.
    var lineEndCount: Int {
        indices.reduce(0) { count, index in
            let isPair =
                self[index] == UInt8(ascii: "\r") && index + 1 < self.count && self[index + 1] == UInt8(ascii: "\n")
            let isEnd = self[index] == UInt8(ascii: "\n") || self[index] == UInt8(ascii: "\r")
            return isEnd && !isPair ? count + 1 : count
        }
    }

    /// The bytes with quotes that are written twice written once, followed by so many zeros.
    func unescaped(padding: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + padding)
        var index = 0
        while index < count {
            result.append(self[index])
            index += self[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        result.append(contentsOf: repeatElement(0, count: padding))
        return result
    }
}
