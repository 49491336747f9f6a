import TrialValues

/// The clearance of creatinine by Cockcroft and Gault.
///
/// ```
/// clearance in mL/min = (140 − age) · weight in kg · (0.85 if female) / (72 · creatinine in mg/dL)
/// ```
///
/// ```swift
/// let clearance = CockcroftGault(age: 60, weight: weight, isFemale: false, creatinine: creatinine)
/// clearance?.compared(to: Quantity("30 mL/min")!)   // .same for 54 kg and 2 mg/dL: exactly 30
/// ```
///
/// The comparison is exact; `millilitresPerMinute` is for display. The age is in completed years and the weight the
/// actual one.
///
/// ## References
/// D. W. Cockcroft, M. H. Gault, "Prediction of creatinine clearance from serum creatinine", Nephron 16 (1976) 31–41.
public struct CockcroftGault: Sendable, Hashable {
    /// The age in completed years.
    public let age: Int
    /// The actual body weight.
    public let weight: Quantity
    /// Whether the factor 0.85 of women applies.
    public let isFemale: Bool
    /// The creatinine of the serum.
    public let creatinine: Quantity
    /// What the weight in its unit is multiplied by, over the creatinine in its unit, to be mL/min.
    private let factor: ConversionFactor

    /// The clearance; `nil` where the age is not from 0 to 139, a unit does not fit, or the weight or the creatinine is
    /// not above 0.
    public init?(age: Int, weight: Quantity, isFemale: Bool, creatinine: Quantity) {
        guard (0..<140).contains(age), weight.number > .zero, creatinine.number > .zero,
            let kilogram = MeasurementUnit("kg"), let perDecilitre = MeasurementUnit("mg/dL"),
            let toKilograms = UnitConversion(from: weight.unit, to: kilogram)?.factor,
            let toPerDecilitre = UnitConversion(from: creatinine.unit, to: perDecilitre, of: .creatinine)?.factor,
            let constant = ConversionFactor(UInt64(140 - age) * (isFemale ? 85 : 100), over: 7200),
            let factor = constant.multiplied(by: toKilograms)?.multiplied(by: toPerDecilitre.inverse)
        else { return nil }
        self.age = age
        self.weight = weight
        self.isFemale = isFemale
        self.creatinine = creatinine
        self.factor = factor
    }

    /// Where the clearance lies beside a limit, exactly; `nil` where the limit is no volume in a time.
    public func compared(to limit: Quantity) -> Comparison? {
        guard let unit = MeasurementUnit("mL/min"),
            let toUnit = UnitConversion(from: limit.unit, to: unit)?.factor,
            let factor = factor.multiplied(by: toUnit.inverse),
            let product = limit.number.multiplied(by: creatinine.number)
        else { return nil }
        return factor.compare(weight.number, with: product)
    }

    /// The clearance in mL/min.
    public var millilitresPerMinute: Double {
        guard let scaled = factor.convert(weight.number, significantDigits: 16) else { return 0 }
        return scaled.double / creatinine.number.double
    }

    /// The clearance as it is shown, to a tenth of a mL/min.
    public var text: String {
        let tenths = Int((millilitresPerMinute * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) mL/min"
    }

    /// What it was reckoned from, in words.
    public var explanation: String {
        "Cockcroft-Gault from age \(age) years, weight \(weight), sex \(isFemale ? "female" : "male"), creatinine "
            + "\(creatinine)"
    }
}
