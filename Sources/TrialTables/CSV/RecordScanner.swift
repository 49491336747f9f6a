/// Divides one row of a CSV file into its fields, whatever quotes and line ends it has.
///
/// This is the whole grammar; `RowReader` has a quicker way for rows that need less of it. RFC 4180, section 2, with CR and LF as line
/// ends too and spaces allowed around quotes.
struct RecordScanner {
    /// A field, by its place in the record.
    struct Field {
        /// The bytes between the quotes, or without the spaces around.
        var range: Range<Int>
        var isQuoted = false
        /// Whether quotes inside are written twice.
        var hasEscapes = false
    }

    /// A quote that is not where quotes may be.
    struct Problem: Equatable {
        enum Kind { case strayQuote, unclosedQuote }
        let kind: Kind
        /// The field, from 0.
        let field: Int
        /// The lines of the record before it.
        let line: Int
    }

    let separator: UInt8
    private(set) var fields: [Field] = []
    private(set) var problems: [Problem] = []
    /// The line ends inside quotes.
    private(set) var innerLines = 0
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var isWhole = false
    private var quoteLine: Int?

    init(separator: UInt8) { self.separator = separator }

    /// The length of the record with which the bytes begin, its line end included; `nil` if it may go on beyond them.
    ///
    /// `isWhole` says that nothing follows the bytes.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Int? {
        fields.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        innerLines = 0
        quoteLine = nil
        self.bytes = bytes
        self.isWhole = isWhole
        var position = 0
        while let end = scanField(position) {
            if end == bytes.count { return isWhole ? end : nil }
            if bytes[end] == separator {
                position = end + 1
                continue
            }
            return lineEnd(end)
        }
        return nil
    }

    /// The line of the record, from 0, of a quote that is not closed in the bytes that were scanned.
    var openQuoteLine: Int? { quoteLine }

    /// Whether nothing but spaces stands on the line.
    var isBlank: Bool { fields.count == 1 && !fields[0].isQuoted && fields[0].range.isEmpty && problems.isEmpty }

    private func lineEnd(_ position: Int) -> Int? {
        guard bytes[position] == UInt8(ascii: "\r") else { return position + 1 }
        guard position + 1 < bytes.count else { return isWhole ? position + 1 : nil }
        return bytes[position + 1] == UInt8(ascii: "\n") ? position + 2 : position + 1
    }

    // The position of what ends the field; nil if the bytes do not tell.
    private mutating func scanField(_ start: Int) -> Int? {
        let content = skipSpaces(start)
        if content < bytes.count, bytes[content] == UInt8(ascii: "\"") { return scanQuoted(content + 1) }
        return scanPlain(content)
    }

    private mutating func scanPlain(_ start: Int) -> Int {
        var end = start
        var hasQuote = false
        while end < bytes.count, !isDelimiter(bytes[end]) {
            if bytes[end] == UInt8(ascii: "\"") { hasQuote = true }
            end += 1
        }
        if hasQuote { problems.append(Problem(kind: .strayQuote, field: fields.count, line: innerLines)) }
        var last = end
        while last > start, isSpace(bytes[last - 1]) { last -= 1 }
        fields.append(Field(range: start..<last))
        return end
    }

    private mutating func scanQuoted(_ start: Int) -> Int? {
        let openLine = innerLines
        var field = Field(range: start..<start, isQuoted: true)
        guard let close = closingQuote(start, &field) else {
            quoteLine = openLine
            guard isWhole else { return nil }
            problems.append(Problem(kind: .unclosedQuote, field: fields.count, line: openLine))
            fields.append(Field(range: start..<bytes.count, isQuoted: true))
            return bytes.count
        }
        field.range = start..<close
        var end = skipSpaces(close + 1)
        if end < bytes.count, !isDelimiter(bytes[end]) {
            problems.append(Problem(kind: .strayQuote, field: fields.count, line: innerLines))
            while end < bytes.count, !isDelimiter(bytes[end]) { end += 1 }
        }
        fields.append(field)
        return end
    }

    private mutating func closingQuote(_ start: Int, _ field: inout Field) -> Int? {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                guard position + 1 < bytes.count else { return isWhole ? position : nil }
                guard bytes[position + 1] == byte else { return position }
                field.hasEscapes = true
                position += 1
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                let isPair =
                    byte == UInt8(ascii: "\r") && position + 1 < bytes.count
                    && bytes[position + 1] == UInt8(ascii: "\n")
                if !isPair { innerLines += 1 }
            }
            position += 1
        }
        return nil
    }

    private func skipSpaces(_ start: Int) -> Int {
        var position = start
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        return position
    }

    private func isDelimiter(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && separator != UInt8(ascii: "\t"))
    }
}
