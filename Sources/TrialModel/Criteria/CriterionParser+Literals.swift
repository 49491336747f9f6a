import TrialValues

/// A number as it stands, with what follows it, before it is known what it is compared with.
struct NumberLiteral {
    enum Suffix {
        case none
        case unit(MeasurementUnit, text: String)
        case limit(Criterion.NormalLimit)
        case time(Period.Unit)
        /// A word that is no unit.
        case unknown(String)
        /// A comma with the digits behind it, meant as a decimal point.
        case comma(String)
    }

    let value: ExactDecimal
    /// The number as it is printed.
    let text: String
    let position: Int
    var suffix: Suffix
    /// Where the suffix stands.
    var suffixPosition: Int
}

extension CriterionParser {
    /// What a measure is compared with: a value of its kind, or another measure.
    mutating func comparand(
        for measure: Measure, _ relation: Criterion.Relation
    ) throws(Wrong) -> Criterion.Comparand {
        if let literal = try literalIfAny(for: measure, inList: false) { return literal }
        guard let fact = measure.fact else {
            throw refuse(
                "criterion.syntax", "a number is missing after `\(relation.rawValue)`", at: scanner.position,
                advice: "as in \(measure.exampleComparison)")
        }
        let start = scanner.position
        guard scanner.peek() != nil else {
            throw refuse(
                "criterion.syntax", "a value is missing after `\(relation.rawValue)`", at: start,
                advice: "as in \(measure.exampleComparison)")
        }
        guard let other = measureIfAny() else { throw refuseLiteral(for: fact, at: start) }
        guard let otherFact = other.fact, fact.kind.isComparable(with: otherFact.kind) else {
            throw refuse(
                "criterion.kind",
                "`\(measure.shown)` and `\(other.shown)` cannot be compared: the one is \(fact.kind.words), the other "
                    + other.kindWords, at: start)
        }
        return .measure(other)
    }

    /// A value of a measure's kind.
    mutating func literal(for measure: Measure, inList: Bool) throws(Wrong) -> Criterion.Comparand {
        scanner.skipSpaces()
        let start = scanner.position
        if let literal = try literalIfAny(for: measure, inList: inList) { return literal }
        guard let fact = measure.fact else {
            throw refuse(
                "criterion.syntax", "a number is missing", at: start, advice: "as in \(measure.exampleComparison)")
        }
        throw refuseLiteral(for: fact, at: start)
    }

    private mutating func literalIfAny(for measure: Measure, inList: Bool) throws(Wrong) -> Criterion.Comparand? {
        switch measure.fact?.kind {
        case nil, .quantity, .number:
            if measure.fact != nil, let limit = limit() { return .limit(limit, times: .one) }
            guard let number = number(for: measure, inList: inList) else { return nil }
            return try typed(number, measure)
        case .ordinal(let scale): return level(of: scale).map { .level($0) }
        case .choice(let words):
            if let word = known(words) { return .text(word) }
            return inList || scanner.fact(ahead: facts) == nil ? .text(try word(of: words, measure)) : nil
        case .text: return quoted().map { .text($0) } ?? (scanner.fact(ahead: facts) == nil ? raw() : nil)
        case .date: return day().map { .day($0) }
        case .choices, .flag: return nil
        }
    }

    /// A measure, where one stands here; nothing is told where none does.
    private mutating func measureIfAny() -> Measure? {
        var ahead = self
        guard let measure = try? ahead.measure() else { return nil }
        scanner = ahead.scanner
        return measure
    }

    private mutating func refuseLiteral(for fact: FactDefinition, at start: Int) -> Wrong {
        scanner.position = start
        let word = scanner.unitWord()
        let found = word.isEmpty ? "a value is missing" : "`\(word)` is no value of `\(fact.name)`"
        switch fact.kind {
        case .ordinal(let scale):
            let isRange = word.contains { "-–".contains($0) }
            let nearest =
                isRange
                ? "a range is written with three points, as in 0...2; "
                : NearestName(to: word, among: scale.names).map { "did you mean \($0.name)? " } ?? ""
            return refuse(
                "criterion.level", word.isEmpty ? found : "`\(word)` is not a level of `\(fact.name)`", at: start,
                advice: nearest + "its levels are \(scale.names.joined(separator: " < "))")
        case .date:
            return refuse(
                "criterion.syntax", found, at: start,
                advice: "write a date as 2024-05-14, or the name of another date")
        default:
            return refuse(
                "criterion.syntax", found + "; expected \(fact.kind.words)", at: start,
                advice: "as in \(Measure(.fact(fact)).exampleComparison)")
        }
    }
}

// MARK: Numbers

extension CriterionParser {
    /// A number with what follows it, where one stands here.
    mutating func number(for measure: Measure, inList: Bool) -> NumberLiteral? {
        scanner.skipSpaces()
        let start = scanner.position
        guard let number = scanner.number(inList: inList) else { return nil }
        var literal = NumberLiteral(
            value: number.value, text: number.text, position: start, suffix: .none, suffixPosition: scanner.position)
        if !inList, let fraction = scanner.decimalComma() {
            literal.suffix = .comma(fraction)
        } else if let limit = multipleOfLimit() {
            literal.suffix = .limit(limit)
        } else if measure.fact == nil {
            if let unit = spanUnit() { literal.suffix = .time(unit) }
        } else if let unit = scanner.unit() {
            literal.suffix = .unit(unit.unit, text: unit.text)
        } else if case .quantity? = measure.fact?.kind {
            let word = scanner.unitWord()
            if !word.isEmpty { literal.suffix = .unknown(word) }
        }
        return literal
    }

    /// `x ULN`, `× LLN`, `times the upper limit of normal`, or the limit alone.
    private mutating func multipleOfLimit() -> Criterion.NormalLimit? {
        let start = scanner.position
        if scanner.acceptAny(["x", "×", "times"]) == nil, !scanner.accept(sign: "×") { _ = scanner.accept(sign: "*") }
        if let limit = limit() { return limit }
        scanner.position = start
        return nil
    }

    private mutating func limit() -> Criterion.NormalLimit? {
        if scanner.acceptAny(["ULN", "the upper limit of normal", "upper limit of normal"]) != nil { return .upper }
        return scanner.acceptAny(["LLN", "the lower limit of normal", "lower limit of normal"]) != nil ? .lower : nil
    }

    /// The number as what the measure is compared with.
    private func value(of number: NumberLiteral, _ measure: Measure) throws(Fault) -> Criterion.Comparand {
        switch measure.subject {
        case .span(let unit, _, _): .number(try span(number, unit))
        case .fact(let fact):
            switch (fact.kind, number.suffix) {
            case (.quantity, .limit(let limit)), (.number, .limit(let limit)): .limit(limit, times: number.value)
            case (.quantity(let unit, let analyte), _): .quantity(try quantity(number, fact, unit, analyte))
            case (_, .none): .number(number.value)
            default: throw Fault.unexpectedUnit(number, fact)
            }
        }
    }

    private func quantity(
        _ number: NumberLiteral, _ fact: FactDefinition, _ unit: MeasurementUnit, _ analyte: Analyte?
    ) throws(Fault) -> Quantity {
        // A list that only a fault needs.
        var fitting: String { MeasurementUnit.fitting(unit, of: analyte).joined(separator: ", ") }
        switch number.suffix {
        case .unit(let written, let text):
            guard UnitConversion(from: written, to: unit, of: analyte) != nil else {
                throw Fault(
                    "criterion.unit", "`\(text)` is not a unit of `\(fact.name)`", number.suffixPosition,
                    "units that fit are \(fitting)")
            }
            let space = text.first == "%" ? "" : " "
            return Quantity(number: number.value, unit: written, text: number.text + space + text)
        case .unknown(let word):
            let nearest = MeasurementUnit.nearest(to: word).map { "did you mean \($0)? " } ?? ""
            guard word.lowercased() != "x" else {
                throw Fault(
                    "criterion.unit", "what the value is multiplied by is not known", number.suffixPosition,
                    "a value may be compared with a multiple of ULN or LLN, as in 2 x ULN, and of nothing else")
            }
            throw Fault(
                "criterion.unit", "`\(word)` is not a unit", number.suffixPosition,
                nearest + "units that fit are \(fitting)")
        case .none, .limit, .time, .comma:
            guard unit != .one else { return Quantity(number: number.value, unit: .one, text: number.text) }
            throw Fault(
                "criterion.unit", "\(number.text) has no unit, and `\(fact.name)` needs one", number.position,
                "units that fit are \(fitting)")
        }
    }

    /// The number in the unit of a time between dates.
    private func span(_ number: NumberLiteral, _ unit: Period.Unit) throws(Fault) -> ExactDecimal {
        var value: ExactDecimal? = number.value
        switch (number.suffix, unit) {
        case (.none, _): break
        case (.time(let written), _) where written == unit: break
        case (.time(.weeks), .days): value = ExactDecimal(exactly: 7).flatMap { number.value.multiplied(by: $0) }
        case (.time(.years), .months): value = ExactDecimal(exactly: 12).flatMap { number.value.multiplied(by: $0) }
        case (.time(let written), _):
            throw Fault(
                "criterion.unit", "`\(unit.rawValue)` are counted here, not \(written.rawValue)", number.suffixPosition,
                "write \(written.rawValue) since … to count \(written.rawValue)")
        default: throw Fault("criterion.unit", "a number of \(unit.rawValue) is expected here", number.position, nil)
        }
        guard let value else { throw Fault("criterion.range", "\(number.text) is too large", number.position, nil) }
        if unit == .months || unit == .years, !value.isWhole {
            throw Fault(
                "criterion.range",
                "\(unit.rawValue) are counted in the calendar, in whole numbers; \(number.text) is none",
                number.position, "write days since … where a part of a month matters")
        }
        guard value.double.magnitude <= 400_000 else {
            throw Fault("criterion.range", "\(number.text) is too large", number.position, nil)
        }
        return value
    }
}

extension CriterionParser {
    /// What is wrong with a literal, before it is told.
    struct Fault: Error {
        let rule: String
        let message: String
        let position: Int
        let advice: String?

        init(_ rule: String, _ message: String, _ position: Int, _ advice: String?) {
            self.rule = rule
            self.message = message
            self.position = position
            self.advice = advice
        }

        static func unexpectedUnit(_ number: NumberLiteral, _ fact: FactDefinition) -> Fault {
            Fault(
                "criterion.unit", "`\(fact.name)` is \(fact.kind.words) and has no unit", number.suffixPosition,
                "write the number alone")
        }
    }

    /// The number as what the measure is compared with; a fault is told.
    mutating func typed(_ number: NumberLiteral, _ measure: Measure) throws(Wrong) -> Criterion.Comparand {
        if case .comma(let fraction) = number.suffix {
            throw refuse(
                "criterion.syntax", "`\(number.text),\(fraction)` is no number", at: number.position,
                advice: "write a decimal point: \(number.text).\(fraction)")
        }
        do throws(Fault) {
            return try value(of: number, measure)
        } catch {
            throw refuse(error.rule, error.message, at: error.position, advice: error.advice)
        }
    }
}

// MARK: Words and days

extension CriterionParser {
    /// A level of a scale, by its rank, where one stands here.
    mutating func level(of scale: OrderedScale) -> Int? {
        known(scale.levels.flatMap { [$0.name] + $0.aliases }).flatMap { scale.rank(of: $0) }
    }

    /// The longest of some words that stands here, in the spelling of the list; in quotes or without.
    mutating func known(_ words: [String]) -> String? {
        let start = scanner.position
        if let text = quoted() {
            if let word = words.first(where: { $0.lowercased() == text.lowercased() }) { return word }
            scanner.position = start
            return nil
        }
        var best: (end: Int, word: String)?
        for word in words {
            guard let end = scanner.end(of: Array(word)), end > best?.end ?? 0, !goesOn(end) else { continue }
            best = (end, word)
        }
        if let best { scanner.position = best.end }
        return best?.word
    }

    /// Whether a word goes on behind a sign: `PI` does not stand in `PI+IMiD`.
    private func goesOn(_ end: Int) -> Bool {
        guard end + 1 < scanner.text.count, "+-/".contains(scanner.text[end]) else { return false }
        return CriterionScanner.isWordCharacter(scanner.text[end + 1])
    }

    /// One of some words; any text where none are given.
    mutating func word(of words: [String], _ measure: Measure) throws(Wrong) -> String {
        scanner.skipSpaces()
        let start = scanner.position
        if let word = known(words) { return word }
        guard let text = quoted() ?? rawText() else {
            throw refuse("criterion.syntax", "a word is missing", at: start, advice: "it is \(measure.kindWords)")
        }
        guard !words.isEmpty else { return text }
        let nearest = NearestName(to: text, among: words).map { "did you mean \($0.name)? " } ?? ""
        throw refuse(
            "criterion.level", "`\(text)` is no value of `\(measure.shown)`", at: start,
            advice: nearest + "its values are \(words.joined(separator: ", "))")
    }

    /// A text in quotes.
    private mutating func quoted() -> String? {
        guard let quote = scanner.peek(), quote == "\"" || quote == "'" else { return nil }
        let start = scanner.position + 1
        guard let end = scanner.text[start...].firstIndex(of: quote) else { return nil }
        scanner.position = end + 1
        return scanner.slice(start, end)
    }

    private mutating func raw() -> Criterion.Comparand? { rawText().map { .text($0) } }

    /// The words up to a comma, a bracket or a word of the language.
    private mutating func rawText() -> String? {
        scanner.skipSpaces()
        guard let end = scanner.wordEnds(most: 8).last, end > scanner.position else { return nil }
        let text = scanner.slice(scanner.position, end)
        scanner.position = end
        return text
    }

    /// A day, a month or a year.
    mutating func day() -> PartialDay? {
        scanner.skipSpaces()
        let start = scanner.position
        var end = start
        while end < scanner.text.count, scanner.text[end].isASCIIDigit || scanner.text[end] == "-" { end += 1 }
        guard let day = PartialDay(scanner.slice(start, end)) else { return nil }
        scanner.position = end
        return day
    }
}

extension CriterionScanner {
    /// The fact whose name stands here, not passed over.
    func fact(ahead facts: FactDictionary) -> FactDefinition? {
        var ahead = self
        return ahead.fact(facts)
    }
}
