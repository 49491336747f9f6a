import TrialValues

extension CriterionParser {
    /// `60 <= days since transplant <= 180`, or the half of it.
    mutating func mirroredComparison() throws(Wrong) -> Criterion {
        let start = scanner.position
        guard passLiteral() else {
            throw refuse("criterion.syntax", "`\(rest(most: 24))` cannot be understood here", at: start)
        }
        scanner.skipSpaces()
        let literalEnd = scanner.position
        guard let first = try relation() else {
            let isAlone = scanner.isAtEnd
            throw refuse(
                "criterion.syntax",
                isAlone
                    ? "a number alone is no condition"
                    : "`\(rest(most: 24))` does not go on with the number before it",
                at: isAlone ? start : scanner.position,
                advice: "write for example 60 <= days since transplant <= 180")
        }
        let measureStart = scanner.position
        let measure = try measure()
        try requireComparable(measure, first, measureStart)
        let after = scanner.position
        scanner.position = start
        let left = try end(for: measure)
        scanner.skipSpaces()
        guard scanner.position == literalEnd else {
            throw refuse("criterion.syntax", "`\(rest(most: 24))` cannot be understood here", at: scanner.position)
        }
        scanner.position = after
        let secondStart = scanner.position
        guard let second = try relation() else {
            let comparand = try checked(try value(of: left, nil, measure), measure, first, start)
            return .compares(try windowed(measure), first.mirrored, comparand)
        }
        scanner.skipSpaces()
        let at = scanner.position
        let right = try end(for: measure)
        let comparand = try checked(try value(of: left, right, measure), measure, first, start)
        let other = try checked(try value(of: right, left, measure), measure, second, at)
        guard let bounds = Criterion.Bounds(comparand, first, second, other) else {
            throw refuse(
                "criterion.range", "the two signs do not enclose `\(measure.shown)`", at: secondStart,
                advice: "write for example 60 <= \(measure.shown) <= 180")
        }
        try requireOrder(bounds, measure, start)
        return .within(try windowed(measure), bounds)
    }

    /// Passes over a number with its unit, or a day.
    private mutating func passLiteral() -> Bool {
        if day() != nil { return true }
        guard scanner.number() != nil else { return false }
        if scanner.decimalComma() != nil { return true }
        let position = scanner.position
        let limits = [
            "x ULN", "x LLN", "× ULN", "× LLN", "times ULN", "times LLN", "ULN", "LLN",
            "times the upper limit of normal",
            "times the lower limit of normal",
        ]
        guard scanner.acceptAny(limits) == nil, spanUnit() == nil, scanner.unit() == nil else { return true }
        scanner.position = position
        return true
    }

    /// A range: `60...180 days`, `PR...CR`, `4..<9`.
    mutating func range(_ measure: Measure, _ start: Int) throws(Wrong) -> Criterion {
        try requireComparable(measure, .atLeast, start)
        scanner.skipSpaces()
        let at = scanner.position
        let left = try end(for: measure)
        let includesUpper = try rangeSign()
        scanner.skipSpaces()
        let upperAt = scanner.position
        guard scanner.peek() != nil else {
            throw refuse("criterion.range", "the upper end of the range is missing", at: upperAt)
        }
        let right = try end(for: measure)
        let upper = try checked(try value(of: right, left, measure), measure, .atMost, upperAt)
        let lower = try checked(try value(of: left, right, measure), measure, .atLeast, at)
        let bounds = Criterion.Bounds(
            lower: lower, upper: upper, includesLower: true, includesUpper: includesUpper)
        try requireOrder(bounds, measure, at)
        return .within(try windowed(measure), bounds)
    }

    /// One end of a range: a number whose unit may stand at the other end, or another value.
    private enum RangeEnd {
        case number(NumberLiteral)
        case literal(Criterion.Comparand)
    }

    private mutating func end(for measure: Measure) throws(Wrong) -> RangeEnd {
        let start = scanner.position
        if measure.fact?.kind.isNumeric ?? true, let number = number(for: measure, inList: false) {
            return .number(number)
        }
        scanner.position = start
        return .literal(try literal(for: measure, inList: false))
    }

    /// The value of an end; a number without a unit has that of the other end.
    private mutating func value(
        of end: RangeEnd, _ other: RangeEnd?, _ measure: Measure
    ) throws(Wrong) -> Criterion.Comparand {
        switch end {
        case .literal(let literal): return literal
        case .number(var number):
            if case .number(let other)? = other {
                // A comma hides the unit of its end, and is told first.
                if case .comma = other.suffix { return try typed(other, measure) }
                if case .none = number.suffix { number.suffix = other.suffix }
            }
            return try typed(number, measure)
        }
    }

    private mutating func rangeSign() throws(Wrong) -> Bool {
        if scanner.accept(sign: "...") || scanner.accept(sign: "…") { return true }
        if scanner.accept(sign: "..<") { return false }
        throw refuse(
            "criterion.range", "a range is written with three points", at: scanner.position,
            advice: "write 60...180 where both ends count, 60..<180 where the upper one does not, or a list in brackets"
        )
    }

    /// Refuses bounds between which nothing lies.
    private mutating func requireOrder(_ bounds: Criterion.Bounds, _ measure: Measure, _ start: Int) throws(Wrong) {
        guard let order = measure.order(bounds.lower, bounds.upper) else { return }
        let text = { (comparand: Criterion.Comparand) in measure.text(of: comparand) }
        if order == .above {
            throw refuse(
                "criterion.range", "the range from \(text(bounds.lower)) to \(text(bounds.upper)) runs backwards",
                at: start, advice: "write the lower end first")
        }
        if order == .same, !(bounds.includesLower && bounds.includesUpper) {
            throw refuse(
                "criterion.range", "nothing lies between \(text(bounds.lower)) and \(text(bounds.upper))", at: start)
        }
    }

    /// A sign or words that compare, where one stands here.
    mutating func relation() throws(Wrong) -> Criterion.Relation? {
        scanner.skipSpaces()
        let start = scanner.position
        for sign in ["=<", "=>"] where scanner.accept(sign: sign) {
            throw refuse(
                "criterion.syntax", "`\(sign)` is no comparison", at: start,
                advice: "write \(sign == "=<" ? "<=" : ">=")")
        }
        for (sign, relation) in CriterionParser.signs where scanner.accept(sign: sign) { return relation }
        for (words, relation) in CriterionParser.words
        where scanner.accept("is " + words) || scanner.accept(words) { return relation }
        if scanner.accept("is not") { return .unequal }
        return scanner.accept("is") ? .equal : nil
    }

    private static let signs: [(String, Criterion.Relation)] = [
        ("<=", .atMost), ("≤", .atMost), (">=", .atLeast), ("≥", .atLeast), ("==", .equal), ("=", .equal),
        ("!=", .unequal), ("≠", .unequal), ("<", .below), (">", .above),
    ]

    private static let words: [(String, Criterion.Relation)] = [
        ("at least", .atLeast), ("at most", .atMost), ("more than", .above), ("greater than", .above),
        ("less than", .below), ("above", .above), ("below", .below), ("on or before", .atMost),
        ("on or after", .atLeast), ("before", .below), ("after", .above),
    ]

    /// Refuses a comparison that a kind does not have.
    mutating func requireComparable(
        _ measure: Measure, _ relation: Criterion.Relation, _ start: Int
    ) throws(Wrong) {
        guard let fact = measure.fact else { return }
        switch fact.kind {
        case .quantity, .number, .ordinal, .date: return
        case .flag:
            throw refuse(
                "criterion.flag", "`\(fact.name)` is yes or no, and is not compared", at: start,
                advice: "write `\(fact.name)` alone, or `not \(fact.name)`")
        case .choices:
            throw refuse(
                "criterion.kind", "`\(fact.name)` is a list of words, and is not compared", at: start,
                advice: "write `\(fact.name) includes …`")
        case .choice, .text:
            guard relation == .equal || relation == .unequal else {
                throw refuse(
                    "criterion.kind", "`\(fact.name)` is \(fact.kind.words), which has no order", at: start,
                    advice: "write `\(fact.name) is …` or `\(fact.name) in […]`")
            }
        }
    }

    /// Refuses a value that the fact cannot have: probably a slip of the unit.
    mutating func checked(
        _ comparand: Criterion.Comparand, _ measure: Measure, _ relation: Criterion.Relation, _ start: Int
    ) throws(Wrong) -> Criterion.Comparand {
        if let (message, advice) = measure.fact?.fractionFault(comparand) {
            throw refuse("criterion.fraction", message, at: start, advice: advice)
        }
        guard let fact = measure.fact, let range = fact.rangeWords, fact.contains(comparand) == false else {
            return comparand
        }
        throw refuse(
            "criterion.implausible",
            "`\(fact.name)` is never \(measure.text(of: comparand)): it lies between \(range)", at: start,
            advice: "look at the number and its unit")
    }
}

extension Criterion.Bounds {
    /// The bounds of `lower ≤ x ≤ upper` or `upper ≥ x ≥ lower`; `nil` where the signs do not enclose anything.
    init?(
        _ left: Criterion.Comparand, _ first: Criterion.Relation, _ second: Criterion.Relation,
        _ right: Criterion.Comparand
    ) {
        switch (first, second) {
        case (.below, .below), (.below, .atMost), (.atMost, .below), (.atMost, .atMost):
            self.init(
                lower: left, upper: right, includesLower: first == .atMost, includesUpper: second == .atMost)
        case (.above, .above), (.above, .atLeast), (.atLeast, .above), (.atLeast, .atLeast):
            self.init(
                lower: right, upper: left, includesLower: second == .atLeast, includesUpper: first == .atLeast)
        default: return nil
        }
    }
}
