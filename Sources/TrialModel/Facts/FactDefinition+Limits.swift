import TrialValues

extension FactDefinition {
    /// The lowest and the highest value that can be, in words: `0 and 130 years`; `nil` where any can.
    var rangeWords: String? {
        guard let range else { return nil }
        let unit: String = if case .quantity(let unit, _) = kind { " \(unit.printed)" } else { "" }
        return "\(range.lowerBound) and \(range.upperBound)\(unit)"
    }

    /// The same at the end of a sentence: `: it lies between 0 and 130 years`; nothing where any can.
    var rangeText: String { rangeWords.map { ": it lies between \($0)" } ?? "" }

    /// What is wrong with a limit of normal: zero or less, beyond what the fact's values can be, far above what is normal of
    /// it, or an upper one that is not above the lower one.
    ///
    /// - Parameters:
    ///   - limit: the limit.
    ///   - lower: the lower limit beside an upper one, where it is known.
    package func fault(ofLimit limit: Quantity, lower: Quantity?) -> FactValueFault? {
        func fault(_ message: String) -> FactValueFault {
            FactValueFault(rule: "facts.limit", message: message, advice: "look at the number and its unit")
        }
        let text = limit.unit == .one ? limit.number.description : limit.description
        guard limit.number.compared(to: .zero) == .above else {
            return fault("a limit of normal of `\(name)` is \(text); expected one above 0")
        }
        let comparand: Criterion.Comparand = kind == .number ? .number(limit.number) : .quantity(limit)
        if let rangeWords, contains(comparand) == false {
            return fault("a limit of normal of `\(name)` is \(text), and its values lie between \(rangeWords)")
        }
        if let most = highestLimit, limit.compared(to: most, of: kind.analyte) == .above {
            return fault("a limit of normal of `\(name)` is \(text); expected one of at most \(most)")
        }
        guard let lower, case let order = lower.compared(to: limit, of: kind.analyte), order != .below else {
            return nil
        }
        return fault("the upper limit of normal of `\(name)` is \(text), which is not above the lower one")
    }

    /// The highest limit of normal that can be, of values that rise far above it: a tenth of the highest value, where that
    /// is 10,000 or more in the fact's unit, such as 5000 U/L of ALT; `nil` of other facts.
    private var highestLimit: Quantity? {
        guard let range, case .quantity(let unit, _) = kind, let tenth = ExactDecimal("0.1"),
            let bound = ExactDecimal("10000"), range.upperBound.compared(to: bound) != .below
        else { return nil }
        return Quantity(number: range.upperBound, unit: unit).times(tenth)
    }
}
