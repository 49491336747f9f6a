/// How much comes in a unit of time, as a protocol prints it: `2 per month`, `5% per year`.
public struct Rate: Sendable, Hashable, CustomStringConvertible {
    /// How much.
    public let number: PrintedNumber
    /// In which time.
    public let unit: Period.Unit

    /// The rate that a text prints; `nil` for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "per", let number = PrintedNumber(String(words[0])), number.value >= 0,
            let unit = Period.Unit(words[2])
        else { return nil }
        self.number = number
        self.unit = unit
    }

    /// How much comes in a month of 30.4375 days.
    public var perMonth: Double { number.value / unit.months }

    /// The rate as it is printed.
    public var description: String { "\(number) per \(unit.rawValue.dropLast())" }
}
