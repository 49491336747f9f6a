/// A measured value: an exact number, its unit, and the text that it was read from.
///
/// ```swift
/// let count = Quantity("1000 /mm3"), limit = Quantity("1.0 10^9/L")
/// count?.compared(to: limit!)       // .same
/// Quantity("100,000/mm3")?.number   // 100000
/// ```
///
/// Two quantities are equal if number and unit are the same ones; whether they are as much as each other is what
/// `compared(to:of:)` tells, exactly.
public struct Quantity: Sendable, Hashable {
    /// The number, exactly.
    public let number: ExactDecimal
    /// The unit.
    public let unit: MeasurementUnit
    /// The quantity as it was printed.
    public let text: String

    /// A quantity with the text that it was read from; without one, the number and the unit's printed form.
    public init(number: ExactDecimal, unit: MeasurementUnit, text: String? = nil) {
        self.number = number
        self.unit = unit
        self.text = text ?? Quantity.text(number, unit)
    }

    /// Whether number and unit are the same ones.
    public static func == (a: Quantity, b: Quantity) -> Bool { a.number == b.number && a.unit == b.unit }

    /// Feeds number and unit to the hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(number)
        hasher.combine(unit)
    }

    private static func text(_ number: ExactDecimal, _ unit: MeasurementUnit) -> String {
        let words = ["days", "weeks", "months", "years"]
        let printed =
            number == .one && words.contains(unit.printed) ? String(unit.printed.dropLast()) : unit.printed
        return unit == .one ? "\(number)" : unit.code == "%" ? "\(number)%" : "\(number) \(printed)"
    }
}
