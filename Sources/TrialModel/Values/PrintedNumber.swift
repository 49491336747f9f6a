/// A number as a protocol prints it, with its exact text, and as arithmetic takes it.
///
/// ```swift
/// PrintedNumber("0.30")?.text    // "0.30"
/// PrintedNumber("3.5%")?.value   // 0.035
/// ```
public struct PrintedNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number as it is printed.
    public let text: String
    /// Its value; that of a percentage is divided by 100.
    public let value: Double

    /// The number that a text prints: digits with or without a decimal point, sign or exponent, and a percent sign
    /// where it is a percentage. `nil` for anything else, such as `1,000` or `1/3`.
    public init?(_ text: String) {
        let isPercentage = text.hasSuffix("%")
        var digits = Substring(text)
        if isPercentage {
            digits = digits.dropLast()
            while digits.last == " " { digits = digits.dropLast() }
        }
        guard digits.wholeMatch(of: #/[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/#) != nil,
            let number = Double(digits), number.isFinite
        else { return nil }
        self.text = text
        // The text of a percentage is read with its exponent moved, so that 3.5% is the number next to 0.035.
        let moved = digits.contains { $0 == "e" || $0 == "E" } ? nil : Double(digits + "e-2")
        value = isPercentage ? moved ?? number / 100 : number
    }

    /// Whether it is printed as a percentage.
    public var isPercentage: Bool { text.hasSuffix("%") }

    /// The number as it is printed.
    public var description: String { text }
}
