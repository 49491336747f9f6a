extension Quantity {
    /// Where this quantity lies beside another one, exactly: 1000 /mm³ is the same as 1 10^9/L.
    ///
    /// Mass and amount, and amount and equivalents, are compared through the analyte. `nil` where the units do not fit,
    /// or where the factor between them does not fit in 64 bits in lowest terms, which no clinical pair needs.
    public func compared(to other: Quantity, of analyte: Analyte? = nil) -> Comparison? {
        UnitConversion(from: unit, to: other.unit, of: analyte)?.compare(number, with: other.number)
    }

    /// The same quantity in another unit, if it is a decimal of at most 18 digits there; `nil` if not, or if the units
    /// do not fit.
    public func converted(to other: MeasurementUnit, of analyte: Analyte? = nil) -> Quantity? {
        guard let conversion = UnitConversion(from: unit, to: other, of: analyte),
            let converted = conversion.convert(number)
        else { return nil }
        return Quantity(number: converted, unit: other)
    }

    /// The same quantity in another unit, rounded to so many significant digits, half away from zero; for display.
    public func rounded(to other: MeasurementUnit, of analyte: Analyte? = nil, significantDigits: Int = 5) -> Quantity?
    {
        guard let conversion = UnitConversion(from: unit, to: other, of: analyte),
            let rounded = conversion.convert(number, significantDigits: significantDigits)
        else { return nil }
        return Quantity(number: rounded, unit: other)
    }
}
