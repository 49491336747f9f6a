import TrialValues

/// Creatinine clearance by Cockcroft and Gault, as an exact fraction.
///
/// ```
/// CrCl = (140 − age) · weight · (0.85 for women) / (72 · creatinine)
/// ```
///
/// Age in completed years, weight in kg, creatinine in mg/dL, CrCl in mL/min.
///
/// ```swift
/// let clearance = CreatinineClearance(age: 60, weight: ExactDecimal("72")!, sex: .male, creatinine: ExactDecimal("1")!)
/// clearance.value                                       // 80
/// clearance.compared(to: ExactDecimal("30")!)           // .above, without rounding
/// ```
///
/// ## Edge cases
/// A band of a dose table ends at 30 exactly, so the clearance is never rounded before it is compared. `nil` where age is outside 1 to 139, or weight
/// or creatinine are not above 0 or have more than seven digits.
///
/// ## References
/// Cockcroft DW, Gault MH (1976), *Nephron* 16:31–41.
public struct CreatinineClearance: Sendable, Hashable {
    /// The sex that the formula asks for.
    public enum Sex: String, Sendable, Hashable, CaseIterable {
        case female, male
    }

    private let numerator: Int128
    private let denominator: Int128

    /// The clearance.
    ///
    /// - Parameters:
    ///   - age: completed years.
    ///   - weight: in kg: actual, or one of ``BodyWeight``.
    ///   - sex: women have 0.85 of it.
    ///   - creatinine: in serum, mg/dL.
    public init?(age: Int, weight: ExactDecimal, sex: Sex, creatinine: ExactDecimal) {
        guard (1..<140).contains(age), let kilograms = Self.fraction(weight), let milligrams = Self.fraction(creatinine)
        else { return nil }
        let percent: Int128 = sex == .female ? 85 : 100
        numerator = Int128(140 - age) * kilograms.top * percent * milligrams.bottom
        denominator = 7200 * milligrams.top * kilograms.bottom
    }

    /// Where it lies beside a number of mL/min.
    public func compared(to limit: ExactDecimal) -> Comparison {
        guard let limit = Self.fraction(limit) else { return .above }
        return Comparison(numerator * limit.bottom, denominator * limit.top)
    }

    /// The clearance in mL/min.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// A number above 0 of at most seven digits as a fraction.
    private static func fraction(_ number: ExactDecimal) -> (top: Int128, bottom: Int128)? {
        guard number.significand > 0, number.significand < 10_000_000, (-4...3).contains(number.exponent) else {
            return nil
        }
        func power(_ exponent: Int) -> Int128 { (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 } }
        return (Int128(number.significand) * power(number.exponent), power(-number.exponent))
    }
}

/// The weight that stands for the body in a formula of clearance.
///
/// ```
/// ideal = 50 (45.5 for women) + 2.3 · (height / 2.54 − 60)
/// adjusted = ideal + 0.4 · (actual − ideal)
/// ```
///
/// Height in cm, weights in kg, rounded to a tenth of a gram. The actual weight is what labels mean where they do not say.
///
/// ## References
/// Devine BJ (1974), *Drug Intelligence and Clinical Pharmacy* 8:650–655.
public enum BodyWeight: String, Sendable, Hashable, CaseIterable {
    case actual, ideal, adjusted

    /// The weight in kg; `nil` where the height is needed and not given, or the ideal weight is not above 0.
    public func kilograms(actual: ExactDecimal, height: ExactDecimal?, sex: CreatinineClearance.Sex) -> ExactDecimal? {
        guard self != .actual else { return actual }
        guard let height else { return nil }
        let ideal = (sex == .female ? 45.5 : 50) + 2.3 * (height.double / 2.54 - 60)
        let kilograms = self == .ideal ? ideal : ideal + 0.4 * (actual.double - ideal)
        guard kilograms > 0, kilograms < 1000 else { return nil }
        return ExactDecimal(significand: Int64((kilograms * 10_000).rounded()), exponent: -4)
    }
}
