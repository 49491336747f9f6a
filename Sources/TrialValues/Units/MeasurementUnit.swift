/// A unit in which something is measured, with the exact factor to the base unit of its dimension.
///
/// ```swift
/// let printed = MeasurementUnit("/mm3"), code = MeasurementUnit("10*9/L")
/// printed?.dimension == code?.dimension        // true: both count cells in a volume
/// MeasurementUnit("x10^9/L")?.code             // "10*9/L", as UCUM writes it
/// MeasurementUnit("umol/l")?.printed           // "µmol/L", as people read it
/// ```
///
/// UCUM codes are read, and the spellings that laboratories and protocols print: `/mm3`, `per mm3`, `K/uL`, `cells/µL`,
/// `g/dl`, `mL/min`, `mL/min/1.73 m2`, `mmHg`, `°C`, `years`.
///
/// ## Edge cases
/// - A month has 30.4375 days and a year 365.25, as UCUM has them.
/// - `IU` is taken for `U`: of an enzyme they are the same. Both are catalytic activity, so that 60 U/L is 1 µkat/L.
/// - `mL/min/1.73 m2` is no `mL/min`: a clearance for a standard body cannot be compared with that of the patient's.
/// - `mEq/L` and `mmol/L` are compared through an ``Analyte``, which knows the charge of the ion.
/// - The `mmol/mol` of glycated haemoglobin is no percentage: the two scales have different zeros.
/// - `G/L` is 10^9/L, as French laboratories print it, and never g/L.
///
/// ## References
/// G. Schadow, C. J. McDonald, "The Unified Code for Units of Measure", Regenstrief Institute, version 2.1, 2017.
public struct MeasurementUnit: Sendable, Hashable {
    /// The UCUM code, such as `10*9/L`.
    public let code: String
    /// The unit as people read it, such as `10^9/L` or `µmol/L`.
    public let printed: String
    /// What it measures.
    public let dimension: UnitDimension
    /// How many base units one is: metre, gram, second, mole, equivalent, kelvin.
    package let factor: ConversionFactor
    /// What is added to a value before the factor: 273.15 to degrees Celsius.
    package let offset: ExactDecimal?

    init(
        code: String, printed: String, dimension: UnitDimension, factor: ConversionFactor, offset: ExactDecimal? = nil
    ) {
        self.code = code
        self.printed = printed
        self.dimension = dimension
        self.factor = factor
        self.offset = offset
    }

    /// No unit: a plain number.
    public static let one = MeasurementUnit(code: "1", printed: "", dimension: .none, factor: .one)

    /// Whether a number in the one unit is the same number in the other, as of `10*9/L` and `10*3/uL`.
    public func isEquivalent(to other: MeasurementUnit) -> Bool {
        dimension == other.dimension && factor == other.factor && offset == other.offset
    }
}

extension MeasurementUnit: CustomStringConvertible {
    /// The UCUM code.
    public var description: String { code }
}
