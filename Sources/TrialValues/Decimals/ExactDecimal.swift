/// A decimal number with all of its digits: a whole significand times a power of ten.
///
/// ```swift
/// let limit = ExactDecimal("1.0"), value = ExactDecimal("1.00")
/// limit == value                       // true: the number is one, however it is printed
/// ExactDecimal("0.1")?.description     // "0.1", where a binary number would be a little more
/// ```
///
/// A measured value decides whether a patient is treated, so it is never rounded: 1.0 is not below 1.0. `double` is the
/// way to statistics, where rounding begins.
///
/// ## Edge cases
/// At most 18 digits from the first that is not zero to the last that is not zero; a number with more of them is no
/// `ExactDecimal`, and a sum or product that would have more is `nil`.
public struct ExactDecimal: Sendable, Hashable {
    /// The digits as a whole number, with the sign; it does not end in a zero unless it is zero.
    public let significand: Int64
    /// The power of ten that the significand is multiplied by; 0 for zero.
    public let exponent: Int

    /// The most digits that there can be.
    public static let mostDigits = 18
    /// The largest power of ten to either side.
    public static let largestExponent = 280

    /// Zero.
    public static let zero = ExactDecimal(normalised: 0, exponent: 0)
    /// One.
    public static let one = ExactDecimal(normalised: 1, exponent: 0)

    /// The number `significand` · 10^`exponent`; `nil` if it has more than 18 digits or its power of ten is beyond 280.
    public init?(significand: Int64, exponent: Int) {
        guard significand != 0 else {
            self = .zero
            return
        }
        var digits = significand
        var power = exponent
        while digits.isMultiple(of: 10) {
            digits /= 10
            power += 1
        }
        guard digits.magnitude < UInt64(PowersOfTen.eighteenth), abs(power) <= ExactDecimal.largestExponent else {
            return nil
        }
        self.init(normalised: digits, exponent: power)
    }

    /// The whole number; `nil` if it has more than 18 digits.
    public init?(exactly whole: Int) { self.init(significand: Int64(whole), exponent: 0) }

    private init(normalised significand: Int64, exponent: Int) {
        self.significand = significand
        self.exponent = exponent
    }

    /// The nearest `Double`, with which statistics go on.
    public var double: Double {
        if significand.magnitude <= 1 << 53, abs(exponent) <= 22 {
            // Both are exact in a `Double`, so their product or quotient is rounded once.
            let power = PowersOfTen.doubles[abs(exponent)]
            return exponent < 0 ? Double(significand) / power : Double(significand) * power
        }
        return Double("\(significand)e\(exponent)") ?? 0
    }

    /// Whether there are no digits behind the decimal point.
    public var isWhole: Bool { exponent >= 0 }

    /// The largest whole number that is not above it.
    public var floor: ExactDecimal? {
        guard exponent < 0 else { return self }
        guard exponent > -ExactDecimal.mostDigits else { return significand < 0 ? ExactDecimal(exactly: -1) : .zero }
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: PowersOfTen.int64[-exponent])
        return ExactDecimal(significand: remainder < 0 ? quotient - 1 : quotient, exponent: 0)
    }

    /// The number as an `Int`; `nil` if it is not whole or too large.
    public var whole: Int? {
        guard exponent >= 0, exponent <= ExactDecimal.mostDigits else { return nil }
        let (product, overflow) = Int(significand).multipliedReportingOverflow(by: Int(PowersOfTen.int64[exponent]))
        return overflow ? nil : product
    }
}

extension ExactDecimal: Comparable {
    /// Whether `a` is below `b`, exactly.
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        a.exponent == b.exponent ? a.significand < b.significand : a.compared(to: b) == .below
    }

    /// Where the number lies beside another one, exactly.
    public func compared(to other: ExactDecimal) -> Comparison {
        if exponent == other.exponent { return Comparison(significand, other.significand) }
        // The one with the larger exponent is written with the smaller. A difference of 18 powers of ten or more settles
        // it without: one is at least 10^18 then, and the other below.
        let difference = min(abs(exponent - other.exponent), ExactDecimal.mostDigits)
        let factor = Int128(PowersOfTen.int64[difference])
        return exponent > other.exponent
            ? Comparison(Int128(significand) * factor, Int128(other.significand))
            : Comparison(Int128(significand), Int128(other.significand) * factor)
    }
}
