/// The exact way from numbers in one unit to numbers in another: b + n = (a + m) · factor.
///
/// It is made once for a pair of units, and then compares without allocation.
package struct UnitConversion: Sendable, Hashable {
    package let factor: ConversionFactor
    /// What is added to a value in the one unit and in the other before the factor; 273.15 of degrees Celsius.
    package let offset, otherOffset: ExactDecimal

    /// The way from one unit to another, through the molar mass or the charge of an analyte if need be; `nil` where there
    /// is none.
    package init?(from unit: MeasurementUnit, to other: MeasurementUnit, of analyte: Analyte? = nil) {
        guard let bridge = UnitConversion.bridge(from: unit.dimension, to: other.dimension, of: analyte),
            let factor = unit.factor.multiplied(by: bridge)?.multiplied(by: other.factor.inverse)
        else { return nil }
        self.factor = factor
        offset = unit.offset ?? .zero
        otherOffset = other.offset ?? .zero
    }

    /// How many base units of the other dimension are in one of the first.
    private static func bridge(from a: UnitDimension, to b: UnitDimension, of analyte: Analyte?) -> ConversionFactor? {
        if a == b { return .one }
        guard let analyte else { return nil }
        let grams = analyte.molarMass.flatMap { ConversionFactor($0) }
        let charge = analyte.charge.flatMap { ConversionFactor(UInt64($0)) }
        // Equivalents turn into moles, and those and other moles into grams; the other way round with negative powers.
        let equivalents = a.equivalents - b.equivalents
        let moles = a.amount - b.amount + equivalents
        let change = UnitDimension(mass: moles, amount: b.amount - a.amount, equivalents: -equivalents)
        guard a * change == b else { return nil }
        var factor: ConversionFactor? = moles == 0 ? .one : grams.flatMap { $0.power(moles) }
        if equivalents != 0 {
            guard let perMole = charge?.inverse.power(equivalents) else { return nil }
            factor = factor?.multiplied(by: perMole)
        }
        return factor
    }

    /// Where `a` in the one unit lies beside `b` in the other; `nil` if a temperature has too many digits.
    package func compare(_ a: ExactDecimal, with b: ExactDecimal) -> Comparison? {
        guard let shifted = a.adding(offset), let otherShifted = b.adding(otherOffset) else { return nil }
        return factor.compare(shifted, with: otherShifted)
    }

    /// `a` in the other unit; `nil` if it does not end within 18 digits.
    package func convert(_ a: ExactDecimal) -> ExactDecimal? {
        a.adding(offset).flatMap { factor.convert($0) }?.subtracting(otherOffset)
    }

    /// `a` in the other unit, rounded to so many significant digits.
    package func convert(_ a: ExactDecimal, significantDigits: Int) -> ExactDecimal? {
        if let exact = convert(a), exact.digitCount <= significantDigits { return exact }
        guard otherOffset != .zero else {
            return a.adding(offset).flatMap { factor.convert($0, significantDigits: significantDigits) }
        }
        return a.adding(offset).flatMap { factor.convert($0, significantDigits: 12) }?.subtracting(otherOffset)?
            .rounded(toSignificantDigits: significantDigits)
    }
}
