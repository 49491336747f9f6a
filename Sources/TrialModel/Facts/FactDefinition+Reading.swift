import TrialValues

/// Why a text is no value of a fact.
public struct FactValueFault: Error, Sendable, Hashable {
    /// The rule, such as `facts.unit`.
    public let rule: String
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// What to do about it.
    public let advice: String?

    /// What is wrong with a text.
    package init(rule: String, message: String, advice: String?) {
        self.rule = rule
        self.message = message
        self.advice = advice
    }
}

extension FactDefinition {
    /// The words that mean that nothing is known.
    package static let unknownWords: Set<String> = [
        "", "unknown", "not known", "not done", "?", "na", "n/a", "missing",
    ]

    /// The value that a text writes, as a file of facts or a cell of a table has it; `nil` where it says that nothing is
    /// known.
    ///
    /// - Throws: what is wrong with the text: its kind, its unit, its level, or a value beyond what can be.
    public func value(of text: String) throws(FactValueFault) -> FactValue? {
        let trimmed = String(text.trimmingSpaces)
        let word = trimmed.lowercased()
        guard !FactDefinition.unknownWords.contains(word) else { return nil }
        switch kind {
        case .quantity(let unit, let analyte): return try quantity(trimmed, unit, analyte)
        case .number:
            guard let number = ExactDecimal(trimmed) else { throw type(trimmed) }
            return try counted(try inRange(.number(number), trimmed), trimmed)
        case .ordinal(let scale):
            guard let rank = scale.rank(of: trimmed) else {
                throw FactValueFault(
                    rule: "facts.level", message: "`\(trimmed)` is not a level of `\(name)`",
                    advice: "its levels are \(scale.names.joined(separator: " < "))")
            }
            return .level(rank)
        case .choice(let words): return .text(try choice(trimmed, words))
        case .choices(let words):
            if word == "none" { return .words([]) }
            var values: [String] = []
            for part in FactDefinition.parts(trimmed) { values.append(try choice(part, words)) }
            return .words(values)
        case .date:
            if word == "never" || word == "none" { return .never }
            guard let day = PartialDay(trimmed) else {
                throw FactValueFault(
                    rule: "facts.date", message: "`\(name)` is `\(trimmed)`; expected a date",
                    advice: "write 2024-05-14, 2024-05, 2024, never or unknown")
            }
            return .date(day)
        case .flag:
            switch word {
            case "yes", "true", "y": return .flag(true)
            case "no", "false", "n", "none", "never": return .flag(false)
            default: throw type(trimmed)
            }
        case .text: return .text(trimmed)
        }
    }

    /// The parts of a list in one text, with semicolons between them, or commas.
    private static func parts(_ text: String) -> [String] {
        let separator: Character = text.contains(";") && !text.contains("(") ? ";" : ","
        return text.split(separator: separator).map { String($0.trimmingSpaces) }.filter { !$0.isEmpty }
    }

    private func quantity(
        _ text: String, _ unit: MeasurementUnit, _ analyte: Analyte?
    ) throws(FactValueFault) -> FactValue {
        if let multiple = FactDefinition.multiple(text) { return multiple }
        // A list that only a fault needs.
        func fitting() -> String {
            "units that fit are \(MeasurementUnit.fitting(unit, of: analyte).joined(separator: ", "))"
        }
        guard let (number, rest) = Quantity.leadingNumber(text) else { throw type(text) }
        guard !rest.isEmpty || unit == .one else {
            throw FactValueFault(
                rule: "facts.unit", message: "`\(name)` is \(text) without a unit", advice: fitting())
        }
        guard let quantity = Quantity(text) else {
            throw FactValueFault(rule: "facts.unit", message: "`\(rest)` is not a unit", advice: fitting())
        }
        guard UnitConversion(from: quantity.unit, to: unit, of: analyte) != nil else {
            throw FactValueFault(
                rule: "facts.unit", message: "`\(rest)` is not a unit of `\(name)`", advice: fitting())
        }
        let value = FactValue.quantity(Quantity(number: number, unit: quantity.unit, text: text))
        return try counted(try inRange(value, text), text)
    }

    /// `2.5 x ULN`.
    private static func multiple(_ text: String) -> FactValue? {
        for limit in Criterion.NormalLimit.allCases where text.uppercased().hasSuffix(limit.rawValue) {
            var factor = text.dropLast(limit.rawValue.count).trimmingSpaces
            if let sign = factor.last, "x×*".contains(sign) { factor = factor.dropLast().trimmingSpaces }
            if factor.isEmpty { return .timesLimit(.one, limit) }
            return ExactDecimal(factor).map { .timesLimit($0, limit) }
        }
        return nil
    }

    private func inRange(_ value: FactValue, _ text: String) throws(FactValueFault) -> FactValue {
        let comparand: Criterion.Comparand? =
            switch value {
            case .number(let number): .number(number)
            case .quantity(let quantity): .quantity(quantity)
            default: nil
            }
        guard let comparand, let rangeWords, contains(comparand) == false else { return value }
        throw FactValueFault(
            rule: "facts.implausible",
            message: "`\(name)` is \(text), and lies between \(rangeWords)",
            advice: "look at the number and its unit")
    }

    private func choice(_ text: String, _ words: [String]) throws(FactValueFault) -> String {
        guard !words.isEmpty else { return text }
        if let word = words.first(where: { $0.lowercased() == text.lowercased() }) { return word }
        // A letter may stand for the only word that begins with it: F for female.
        let starting = words.filter { text.count == 1 && $0.lowercased().hasPrefix(text.lowercased()) }
        if starting.count == 1 { return starting[0] }
        throw FactValueFault(
            rule: "facts.level", message: "`\(text)` is no value of `\(name)`",
            advice: "its values are \(words.joined(separator: ", "))")
    }

    private func type(_ text: String) -> FactValueFault {
        let advice = kind.isNumeric ? Quantity.withoutDecimalComma(text).map { "write a decimal point: \($0)" } : nil
        return FactValueFault(
            rule: "facts.type", message: "`\(name)` is `\(text)`; expected \(kind.words)", advice: advice)
    }
}
