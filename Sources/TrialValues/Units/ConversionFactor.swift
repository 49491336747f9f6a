/// The exact number by which a value in one unit is multiplied to be one in another: numerator / denominator · 10^exponent.
///
/// It is kept in lowest terms and without factors of ten, so that equal factors are the same value.
package struct ConversionFactor: Sendable, Hashable {
    package let numerator, denominator: UInt64
    package let exponent: Int

    /// The factor that changes nothing.
    package static let one = ConversionFactor(reduced: 1, 1, 0)

    private init(reduced numerator: UInt64, _ denominator: UInt64, _ exponent: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.exponent = exponent
    }

    /// The factor `numerator` / `denominator` · 10^`exponent`; `nil` unless both are above 0.
    package init?(_ numerator: UInt64, over denominator: UInt64 = 1, exponent: Int = 0) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = ConversionFactor.greatestCommonDivisor(numerator, denominator)
        var (top, bottom, power) = (numerator / divisor, denominator / divisor, exponent)
        while top.isMultiple(of: 10) { (top, power) = (top / 10, power + 1) }
        while bottom.isMultiple(of: 10) { (bottom, power) = (bottom / 10, power - 1) }
        self.init(reduced: top, bottom, power)
    }

    /// The factor of a number; `nil` unless it is above 0.
    package init?(_ number: ExactDecimal) {
        guard number.significand > 0 else { return nil }
        self.init(UInt64(number.significand), exponent: number.exponent)
    }

    /// The factor of the way back.
    package var inverse: ConversionFactor { ConversionFactor(reduced: denominator, numerator, -exponent) }

    /// Both factors one after the other; `nil` if the product in lowest terms is too large for 64 bits.
    package func multiplied(by other: ConversionFactor) -> ConversionFactor? {
        // Common parts go first, so that only a product that is large in lowest terms overflows.
        let first = ConversionFactor.greatestCommonDivisor(numerator, other.denominator)
        let second = ConversionFactor.greatestCommonDivisor(other.numerator, denominator)
        let top = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
        let bottom = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
        guard !top.overflow, !bottom.overflow else { return nil }
        return ConversionFactor(top.partialValue, over: bottom.partialValue, exponent: exponent + other.exponent)
    }

    /// The factor so many times over, or its inverse if negative; `nil` if it is too large.
    package func power(_ n: Int) -> ConversionFactor? {
        let base = n < 0 ? inverse : self
        var product: ConversionFactor? = .one
        for _ in 0..<abs(n) { product = product?.multiplied(by: base) }
        return product
    }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}

extension ConversionFactor {
    /// Where `value` times the factor lies beside `other`, exactly.
    ///
    /// With value = s·10^e, other = t·10^f and the factor p/q·10^x, the sides are s·p·10^(e+x−f) and t·q, of less than
    /// 124 bits before the power of ten; the power goes to the side where it is not below 1, and makes at most 248 bits
    /// as any larger one has settled the matter.
    package func compare(_ value: ExactDecimal, with other: ExactDecimal) -> Comparison {
        let (sign, otherSign) = (value.significand.signum(), other.significand.signum())
        guard sign == otherSign, sign != 0 else { return Comparison(sign, otherSign) }
        let left = UInt128(value.significand.magnitude) * UInt128(numerator)
        let right = UInt128(other.significand.magnitude) * UInt128(denominator)
        let power = value.exponent + exponent - other.exponent
        let magnitudes =
            power >= 0
            ? ConversionFactor.compare(left, timesTenTo: power, with: right)
            : ConversionFactor.compare(right, timesTenTo: -power, with: left).reversed
        return sign > 0 ? magnitudes : magnitudes.reversed
    }

    /// Where a·10^power lies beside b, for a, b of at least 1 and less than 2¹²⁴ < 10³⁸.
    private static func compare(_ a: UInt128, timesTenTo power: Int, with b: UInt128) -> Comparison {
        guard power < 38 else { return .above }
        let tens = UInt128(PowersOfTen.int64[min(power, 18)]) * UInt128(PowersOfTen.int64[min(max(power - 18, 0), 18)])
        let factor = power == 37 ? tens * 10 : tens
        let product = a.multipliedFullWidth(by: factor)
        return product.high > 0 ? .above : Comparison(product.low, b)
    }

    /// `value` times the factor; `nil` if it does not end within 18 digits.
    package func convert(_ value: ExactDecimal) -> ExactDecimal? {
        guard value.significand != 0 else { return .zero }
        let product = Int128(value.significand) * Int128(numerator)
        var (top, bottom, power) = (product, Int128(denominator), value.exponent + exponent)
        while bottom > 1 {
            let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
            if remainder == 0 {
                (top, bottom) = (quotient, 1)
            } else {
                // A decimal that ends needs a factor 2 or 5 in the denominator.
                guard bottom.isMultiple(of: 2) || bottom.isMultiple(of: 5) else { return nil }
                let divisor: Int128 = bottom.isMultiple(of: 2) ? 2 : 5
                let (raised, overflow) = top.multipliedReportingOverflow(by: 10 / divisor)
                guard !overflow else { return nil }
                (top, bottom, power) = (raised, bottom / divisor, power - 1)
            }
        }
        return ExactDecimal(top, exponent: power)
    }

    /// `value` times the factor, rounded to so many significant digits, half away from zero; for display.
    package func convert(_ value: ExactDecimal, significantDigits: Int) -> ExactDecimal? {
        guard value.significand != 0 else { return .zero }
        var top = UInt128(value.significand.magnitude) * UInt128(numerator)
        let bottom = UInt128(denominator)
        var power = value.exponent + exponent
        let limit = UInt128(PowersOfTen.int64[max(1, min(significantDigits, 17))])
        while top / bottom < limit, top < UInt128.max / 10 { (top, power) = (top * 10, power - 1) }
        var quotient = top / bottom
        while quotient >= limit * 10 { (quotient, power) = (quotient / 10, power + 1) }
        // One digit more than asked for is left.
        let (kept, last) = quotient.quotientAndRemainder(dividingBy: 10)
        let rounded = Int128(last >= 5 ? kept + 1 : kept)
        return ExactDecimal(value.significand < 0 ? -rounded : rounded, exponent: power + 1)
    }
}
