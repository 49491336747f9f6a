import TrialValues

/// A stretch of a quantity, as a protocol prints it: `< 60 years`, `60..<75 years`, `60...74 years`, `>= 75 years`.
///
/// `a...b` holds both ends, `a..<b` its lower end only.
public struct QuantityBand: Sendable, Hashable, CustomStringConvertible {
    /// An end, and whether the band holds it.
    public struct End: Sendable, Hashable {
        /// The number.
        public let number: ExactDecimal
        /// Whether it belongs to the band.
        public let isWithin: Bool
    }

    /// The lower end; `nil` where there is none.
    public let lower: End?
    /// The upper end; `nil` where there is none.
    public let upper: End?
    /// The unit as it is printed; empty where there is none.
    public let unit: String
    /// The band as it is printed.
    public let description: String

    /// The band that a text prints; `nil` for anything else and for a band that holds nothing.
    public init?(_ text: String) {
        description = String(text.trimmingSpaces)
        let pattern = #/\s*(?:(<=|>=|<|>|≤|≥)\s*([0-9.]+)|([0-9.]+?)\s*(\.\.\.|\.\.<|…)\s*([0-9.]+))\s*(.*)/#
        guard let match = description.wholeMatch(of: pattern) else { return nil }
        unit = String(match.6.trimmingSpaces)
        if let sign = match.1, let number = match.2.flatMap({ ExactDecimal($0) }) {
            let end = End(number: number, isWithin: ["<=", ">=", "≤", "≥"].contains(sign))
            let isUpper = ["<", "<=", "≤"].contains(sign)
            (lower, upper) = isUpper ? (nil, end) : (end, nil)
        } else if let low = match.3.flatMap({ ExactDecimal($0) }), let high = match.5.flatMap({ ExactDecimal($0) }) {
            let isClosed = match.4 != "..<"
            guard low < high || (isClosed && low == high) else { return nil }
            lower = End(number: low, isWithin: true)
            upper = End(number: high, isWithin: isClosed)
        } else {
            return nil
        }
    }

    /// Whether a number lies within both.
    public func overlaps(_ other: QuantityBand) -> Bool { !isBelow(other) && !other.isBelow(self) }

    /// Whether all of it lies below all of another.
    func isBelow(_ other: QuantityBand) -> Bool {
        guard let upper, let lower = other.lower else { return false }
        return upper.number < lower.number || (upper.number == lower.number && !(upper.isWithin && lower.isWithin))
    }

    /// Whether nothing lies between it and one above it. Between `60...74` and `75...` lies nothing where values are
    /// whole, as completed years are.
    func touches(_ above: QuantityBand) -> Bool {
        guard let upper, let lower = above.lower else { return false }
        if upper.number == lower.number { return upper.isWithin || lower.isWithin }
        return upper.isWithin && lower.isWithin && upper.number.isNextWhole(before: lower.number)
    }
}

extension ExactDecimal {
    /// Whether both are whole and the other is the next.
    fileprivate func isNextWhole(before other: ExactDecimal) -> Bool {
        guard exponent >= 0, other.exponent >= 0 else { return false }
        return other.double - double == 1
    }
}

extension Expectation where Value == QuantityBand {
    /// A band of a quantity.
    static let band = Expectation(
        "a band such as < 60 years, 60..<75 years or >= 75 years",
        shape: .text(pattern: #"^ *((<=|>=|<|>|≤|≥) *[0-9.]+|[0-9.]+ *(\.\.\.|\.\.<|…) *[0-9.]+)"#)
    ) { text throws(StudyFault) in
        guard let band = QuantityBand(text) else { throw .type }
        return band
    }
}
