import TrialValues

/// The weight that stands for the body in the formula of Cockcroft and Gault.
///
/// ```
/// ideal    = 50 (45.5 for women) + 2.3 · (height / 2.54 − 60)
/// adjusted = ideal + 0.4 · (actual − ideal)
/// ```
///
/// Height in cm, weights in kg, rounded to a tenth of a gram. The actual weight is what labels mean where they do not say.
///
/// ## References
/// Devine BJ (1974), *Drug Intelligence and Clinical Pharmacy* 8:650–655.
public enum BodyWeight: String, Sendable, Hashable, CaseIterable {
    case actual, ideal, adjusted

    /// The weight in kg; `nil` where the height is needed and not given, or the weight is not above 0.
    public func kilograms(actual: Double, height: Double?, isFemale: Bool) -> ExactDecimal? {
        guard self != .actual, let height else { return self == .actual ? Self.rounded(actual) : nil }
        let ideal = (isFemale ? 45.5 : 50) + 2.3 * (height / 2.54 - 60)
        return Self.rounded(self == .ideal ? ideal : ideal + 0.4 * (actual - ideal))
    }

    private static func rounded(_ kilograms: Double) -> ExactDecimal? {
        guard kilograms > 0, kilograms < 1000 else { return nil }
        return ExactDecimal(significand: Int64((kilograms * 10_000).rounded()), exponent: -4)
    }
}

extension SubjectFacts {
    /// The facts with the weight that a formula takes; unchanged for the actual one, or where it cannot be reckoned, which
    /// leaves the weight unknown.
    func weighed(_ kind: BodyWeight) -> SubjectFacts {
        guard kind != .actual else { return self }
        let isFemale = self["sex"].last.flatMap { observation -> Bool? in
            if case .text(let word) = observation.value { word.lowercased() == "female" } else { nil }
        }
        let kilograms = isFemale.flatMap { female in
            number("weight", in: "kg").flatMap {
                kind.kilograms(actual: $0, height: number("height", in: "cm"), isFemale: female)
            }
        }
        guard let kilograms, let unit = MeasurementUnit("kg") else { return with("weight", []) }
        let happened = self["weight"].last?.happened
        return with("weight", [FactObservation(.quantity(Quantity(number: kilograms, unit: unit)), happened: happened)])
    }

    private func number(_ name: String, in unit: String) -> Double? {
        guard case .quantity(let quantity)? = self[name].last?.value, let unit = MeasurementUnit(unit),
            let factor = UnitConversion(from: quantity.unit, to: unit)?.factor
        else { return nil }
        return factor.convert(quantity.number, significantDigits: 12)?.double
    }
}
