/// The character between two fields of a row.
public enum CSVSeparator: String, Sendable, Hashable, CaseIterable {
    case comma = ","
    case tab = "\t"
    case semicolon = ";"
    case bar = "|"

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .tab: UInt8(ascii: "\t")
        case .semicolon: UInt8(ascii: ";")
        case .bar: UInt8(ascii: "|")
        }
    }
}

extension CSVSeparator {
    /// The separator of a header line: the one that stands most often outside its quotes, the comma on a tie.
    ///
    /// `nil` if the line does not end in these bytes and `isWhole` does not say that there are no more.
    init?(ofHeader bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
        var counts = (comma: 0, tab: 0, semicolon: 0)
        var isQuoted = false
        var isEnded = isWhole
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                isEnded = true
                break
            }
            if byte == UInt8(ascii: ",") { counts.comma += 1 }
            if byte == UInt8(ascii: "\t") { counts.tab += 1 }
            if byte == UInt8(ascii: ";") { counts.semicolon += 1 }
        }
        guard isEnded else { return nil }
        let most = max(counts.comma, counts.tab, counts.semicolon)
        self = counts.comma == most ? .comma : counts.tab == most ? .tab : .semicolon
    }
}
