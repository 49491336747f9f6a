extension Quantity: CustomStringConvertible {
    /// The quantity that a text prints, such as `1000 /mm3`, `2.5 mg/dL`, `5%` or `1.0 x10^9/L`; a number alone has no
    /// unit. Thousands may be set apart: `100,000 /mm3`. `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let plain = UnitSpelling.plain(String(text))
        guard let (number, rest) = Quantity.leadingNumber(plain) else { return nil }
        guard let unit = rest.isEmpty ? .one : MeasurementUnit(rest) else { return nil }
        self.init(number: number, unit: unit, text: String(text))
    }

    /// The quantity as it was printed.
    public var description: String { text }

    /// The number that a text starts with, and what follows it; `nil` if it starts with none.
    ///
    /// `1,5` is no number: a comma sets thousands apart, in groups of three. A power of ten in `1.0x10^9/L` belongs to
    /// the unit.
    public static func leadingNumber(_ text: some StringProtocol) -> (number: ExactDecimal, rest: Substring)? {
        let text = Substring(text)
        var end = text.startIndex
        if let sign = text.first, sign == "-" || sign == "+" { end = text.index(after: end) }
        let digitsStart = end
        end = text[end...].firstIndex { !isDigit($0) } ?? text.endIndex
        var digits = String(text[..<end])
        if let grouped = thousands(text, digitsStart, end) {
            digits = text[..<grouped].filter { $0 != "," }
            end = grouped
        }
        if end < text.endIndex, text[end] == "." {
            let fraction = text[text.index(after: end)...].prefix(while: isDigit)
            digits += "." + fraction
            end = fraction.endIndex
        }
        if let power = exponent(text[end...]) {
            digits += power
            end = power.endIndex
        }
        guard let number = ExactDecimal(digits), end == text.endIndex || text[end] != "," else { return nil }
        return (number, text[end...].drop { $0 == " " })
    }

    /// A text that begins with a number such as `1,5`, whose comma is meant as a decimal point, with the point; `nil` for
    /// any other.
    package static func withoutDecimalComma(_ text: some StringProtocol) -> String? {
        guard let match = String(text).prefixMatch(of: #/([+-]?[0-9]+),([0-9]+)(?![0-9,])/#) else { return nil }
        return "\(match.1).\(match.2)" + text.dropFirst(match.0.count)
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// The end of groups of three digits behind commas, if there are any.
    private static func thousands(_ text: Substring, _ start: Substring.Index, _ end: Substring.Index)
        -> Substring.Index?
    {
        guard (1...3).contains(text.distance(from: start, to: end)), text[start] != "0" else { return nil }
        var last = end
        while last < text.endIndex, text[last] == "," {
            let group = text[text.index(after: last)...].prefix(while: isDigit)
            guard group.count == 3 else { return nil }
            last = group.endIndex
        }
        return last == end ? nil : last
    }

    /// `e3` at the start of a text, where digits follow the letter.
    private static func exponent(_ text: Substring) -> Substring? {
        guard text.first == "e" || text.first == "E" else { return nil }
        let sign = text.dropFirst().prefix { $0 == "-" || $0 == "+" }
        let digits = text[sign.endIndex...].prefix(while: isDigit)
        return sign.count <= 1 && !digits.isEmpty ? text[..<digits.endIndex] : nil
    }
}
