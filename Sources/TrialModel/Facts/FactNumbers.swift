import TrialValues

/// Which numbers a fact has, where its values are numbers.
public enum FactNumbers: Sendable, Hashable {
    /// Any number.
    case any
    /// A count: a fraction is a slip, as in 1.5 courses.
    case whole
    /// Completed units: an age of 17.9 years is 17.
    case completed
}

extension FactDefinition {
    /// The value as the fact counts it: of completed units the whole ones, with what was given.
    ///
    /// - Throws: `facts.fraction` for a part of what is counted.
    func counted(_ value: FactValue, _ text: String) throws(FactValueFault) -> FactValue {
        switch (numbers, value) {
        case (.whole, .number(let number)) where !number.isWhole:
            throw FactValueFault(
                rule: "facts.fraction", message: "`\(name)` is \(text); it is counted in whole numbers",
                advice: "look at the number")
        case (.completed, .quantity(let quantity)):
            guard case .quantity(let unit, let analyte) = kind,
                let completed = quantity.completed(in: unit, of: analyte), completed.number != quantity.number
            else { return value }
            return .quantity(
                Quantity(number: completed.number, unit: unit, text: "\(completed.text) (\(text) given)"))
        default: return value
        }
    }

    /// What is wrong with a number that a rule compares the fact with: one that is never reached, as nothing is counted
    /// in parts.
    func fractionFault(_ comparand: Criterion.Comparand) -> (message: String, advice: String)? {
        switch (numbers, comparand, kind) {
        case (.whole, .number(let number), _) where !number.isWhole:
            ("`\(name)` is counted in whole numbers, and \(number) is none", "write a whole number")
        case (.completed, .quantity(let quantity), .quantity(let unit, _))
        where quantity.unit != unit || !quantity.number.isWhole:
            (
                "`\(name)` is counted in completed \(unit.printed), and \(quantity.text) is no whole number of them",
                "write a whole number of \(unit.printed), or count days or months, as in `months since birth date >= 6`"
            )
        default: nil
        }
    }
}

extension Quantity {
    /// The whole units of the quantity in another unit, rounded down; `nil` where the units do not fit.
    fileprivate func completed(in other: MeasurementUnit, of analyte: Analyte?) -> Quantity? {
        let converted =
            unit == other ? self : converted(to: other, of: analyte) ?? rounded(to: other, significantDigits: 15)
        return converted?.number.floor.map { Quantity(number: $0, unit: other) }
    }
}
