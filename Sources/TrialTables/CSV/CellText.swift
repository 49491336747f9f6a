import TrialValues

/// What the bytes of one cell, without the spaces around them, can be read as.
struct CellText {
    let bytes: UnsafeBufferPointer<UInt8>

    /// Whether they say that there is no value: nothing, `NA` or `.`.
    var isMissing: Bool {
        switch bytes.count {
        case 0: true
        case 1: bytes[0] == UInt8(ascii: ".")
        case 2: bytes[0] == UInt8(ascii: "N") && bytes[1] == UInt8(ascii: "A")
        default: false
        }
    }

    /// The number they write.
    var number: Double? { DecimalNumber(bytes)?.value }

    /// The day they write.
    var day: Day? { bytes.count == 10 ? bytes.baseAddress.flatMap { Day(tenBytes: $0) } : nil }

    /// True or false, if they say so.
    var flag: Bool? {
        switch bytes.count {
        case 1: bytes[0] == UInt8(ascii: "T") ? true : bytes[0] == UInt8(ascii: "F") ? false : nil
        case 4: says("TRUE") || says("true") ? true : nil
        case 5: says("FALSE") || says("false") ? false : nil
        default: nil
        }
    }

    /// The first kind, in the order logical, date, number, text, that the cell alone can be of.
    var kind: Column.Kind {
        if number != nil { return .number }
        if day != nil { return .date }
        return flag != nil ? .logical : .text
    }

    private func says(_ word: StaticString) -> Bool {
        bytes.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
