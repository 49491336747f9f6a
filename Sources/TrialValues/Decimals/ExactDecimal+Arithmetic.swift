extension ExactDecimal {
    /// The sum; `nil` if it has more than 18 digits.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        if significand == 0 { return other }
        if other.significand == 0 { return self }
        let difference = abs(exponent - other.exponent)
        // 10^19 times a number that does not end in zero and one of 18 digits beside it: more than 18 digits.
        guard difference <= ExactDecimal.mostDigits else { return nil }
        let factor = Int128(PowersOfTen.int64[difference])
        let sum =
            exponent > other.exponent
            ? Int128(significand) * factor + Int128(other.significand)
            : Int128(significand) + Int128(other.significand) * factor
        return ExactDecimal(sum, exponent: min(exponent, other.exponent))
    }

    /// The difference; `nil` if it has more than 18 digits.
    public func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(-other) }

    /// The product; `nil` if it has more than 18 digits.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        ExactDecimal(Int128(significand) * Int128(other.significand), exponent: exponent + other.exponent)
    }

    /// The number with the other sign.
    public static prefix func - (number: ExactDecimal) -> ExactDecimal {
        ExactDecimal(significand: -number.significand, exponent: number.exponent) ?? .zero
    }

    /// The number without its sign.
    public var magnitude: ExactDecimal { significand < 0 ? -self : self }

    /// The number `digits` · 10^`exponent`; `nil` if it has more than 18 digits.
    init?(_ digits: Int128, exponent: Int) {
        var digits = digits
        var power = exponent
        while digits != 0, digits.isMultiple(of: 10) {
            digits /= 10
            power += 1
        }
        guard let significand = Int64(exactly: digits) else { return nil }
        self.init(significand: significand, exponent: power)
    }
}

extension ExactDecimal {
    /// How many digits the significand has.
    var digitCount: Int { String(significand.magnitude).utf8.count }

    /// The number rounded to so many significant digits, half away from zero; for display.
    public func rounded(toSignificantDigits digits: Int) -> ExactDecimal {
        let idle = digitCount - max(digits, 1)
        guard idle > 0, idle <= ExactDecimal.mostDigits else { return self }
        let unit = PowersOfTen.int64[idle]
        let half = significand < 0 ? -unit / 2 : unit / 2
        return ExactDecimal(significand: (significand + half) / unit, exponent: exponent + idle) ?? self
    }
}
