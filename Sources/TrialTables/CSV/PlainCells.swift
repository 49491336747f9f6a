import TrialValues

// Cells as nearly all of them are: no quotes, no spaces around, and followed by a separator or a line end. Each function reads one such cell
// from where it begins and gives the place of what ends it, or nil if it is not of this sort; nothing is lost, another way is tried then.
// There is a line end somewhere behind every cell, and after it room to load beyond.

extension ColumnBuilder {
    /// Reads the cell that begins at `cell`; the end of it, or `nil` if it takes `RecordScanner` to understand it.
    @inline(__always)
    mutating func readPlain(
        _ cell: UnsafePointer<UInt8>, row: Int, separator: UInt8
    ) -> UnsafePointer<UInt8>? {
        switch mode {
        case .number: if let end = readPlainNumber(cell, row, separator) { return end }
        case .text: if let end = readPlainText(cell, row, separator) { return end }
        case .date:
            if isDelimiter(cell[10], separator), let day = Day(tenBytes: cell) {
                store(day, row: row)
                return cell + 10
            }
        case .skipped:
            let end = endOfPlain(cell, separator)
            if end.pointee != UInt8(ascii: "\"") { return end }
        default: break
        }
        return readSpan(cell, row, separator)
    }

    @inline(__always)
    private func readPlainNumber(
        _ cell: UnsafePointer<UInt8>, _ row: Int, _ separator: UInt8
    ) -> UnsafePointer<UInt8>? {
        var position = cell
        if position.pointee == UInt8(ascii: "-") { position += 1 }
        let digits = position
        var significand: UInt64 = 0
        var fraction = 0
        readDigits(&position, &significand)
        var count = position - digits
        if position.pointee == UInt8(ascii: ".") {
            position += 1
            let start = position
            readDigits(&position, &significand)
            fraction = position - start
            count &+= fraction
        }
        guard count > 0, count <= 18, significand <= DecimalNumber.largestWhole else { return nil }
        guard isDelimiter(position.pointee, separator) else { return nil }
        var value = Double(Int64(truncatingIfNeeded: significand))
        if fraction > 0 { value /= DecimalNumber.powersOfTen[fraction] }
        store(cell.pointee == UInt8(ascii: "-") ? -value : value, row: row)
        return position
    }

    @inline(__always)
    private func readDigits(_ position: inout UnsafePointer<UInt8>, _ significand: inout UInt64) {
        while true {
            let digit = position.pointee &- UInt8(ascii: "0")
            if digit > 9 { return }
            significand = significand &* 10 &+ UInt64(digit)
            position += 1
        }
    }

    @inline(__always)
    private mutating func readPlainText(
        _ cell: UnsafePointer<UInt8>, _ row: Int, _ separator: UInt8
    ) -> UnsafePointer<UInt8>? {
        let end = endOfPlain(cell, separator)
        let length = end - cell
        guard length > 0, end.pointee != UInt8(ascii: "\"") else { return nil }
        guard cell.pointee > UInt8(ascii: " "), end[-1] > UInt8(ascii: " ") else { return nil }
        if length <= 2, CellText(bytes: UnsafeBufferPointer(start: cell, count: length)).isMissing { return nil }
        store(levels.code(cell, length: length), row: row)
        return end
    }

    /// The first separator, line end or quote.
    @inline(__always)
    private func endOfPlain(_ cell: UnsafePointer<UInt8>, _ separator: UInt8) -> UnsafePointer<UInt8> {
        var position = cell
        while true {
            let bytes = UnsafeRawPointer(position).loadUnaligned(as: SIMD16<UInt8>.self)
            let hits =
                (bytes .== SIMD16(repeating: separator)) .| (bytes .== SIMD16(repeating: UInt8(ascii: "\n")))
                .| (bytes .== SIMD16(repeating: UInt8(ascii: "\r")))
                .| (bytes .== SIMD16(repeating: UInt8(ascii: "\"")))
            let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
            if words.x != 0 { return position + words.x.trailingZeroBitCount / 8 }
            if words.y != 0 { return position + (8 &+ words.y.trailingZeroBitCount / 8) }
            position += 16
        }
    }

    @inline(__always)
    private func isDelimiter(_ byte: UInt8, _ separator: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func skipSpaces(_ start: UnsafePointer<UInt8>, _ separator: UInt8) -> UnsafePointer<UInt8> {
        var position = start
        while position.pointee == UInt8(ascii: " ")
            || (position.pointee == UInt8(ascii: "\t") && separator != position.pointee)
        {
            position += 1
        }
        return position
    }

    // A cell of any kind on one line, quoted or not, without quotes inside.
    @inline(never)
    private mutating func readSpan(
        _ cell: UnsafePointer<UInt8>, _ row: Int, _ separator: UInt8
    ) -> UnsafePointer<UInt8>? {
        let start = skipSpaces(cell, separator)
        guard start.pointee == UInt8(ascii: "\"") else {
            let end = endOfPlain(start, separator)
            guard end.pointee != UInt8(ascii: "\"") else { return nil }
            let span = UnsafeBufferPointer(start: start, count: end - start).trimmed(separator)
            read(span, text: span, row: row)
            return end
        }
        var close = start + 1
        while close.pointee != UInt8(ascii: "\""), close.pointee != UInt8(ascii: "\n"),
            close.pointee != UInt8(ascii: "\r")
        {
            close += 1
        }
        let end = close.pointee == UInt8(ascii: "\"") ? skipSpaces(close + 1, separator) : close
        guard end > close, isDelimiter(end.pointee, separator) else { return nil }
        let span = UnsafeBufferPointer(start: start + 1, count: close - start - 1)
        read(span.trimmed(separator), text: span, row: row)
        return end
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes without the spaces at both ends, and without the tabs unless they separate fields.
    func trimmed(_ separator: UInt8) -> UnsafeBufferPointer<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && separator != UInt8(ascii: "\t"))
        }
        var (low, high) = (0, count)
        while low < high, isSpace(self[low]) { low += 1 }
        while low < high, isSpace(self[high - 1]) { high -= 1 }
        return UnsafeBufferPointer(rebasing: self[low..<high])
    }
}
