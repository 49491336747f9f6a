import TrialValues

extension CriterionParser {
    /// A condition that is no list: a comparison, a range, a membership, or a fact alone.
    mutating func atom() throws(Wrong) -> Criterion {
        if let first = scanner.peek(), first.isASCIIDigit || first == "." || first == "-" || first == "−" {
            return try mirroredComparison()
        }
        let start = scanner.position
        let measure = try measure()
        return try condition(on: measure, start)
    }

    /// What is said of a measure that was just read.
    private mutating func condition(on measure: Measure, _ start: Int) throws(Wrong) -> Criterion {
        if scanner.accept("is known") { return .known(try windowed(measure)) }
        if let word = scanner.acceptAny(["is unknown", "is not known", "is missing"]) {
            throw refuse(
                "criterion.unknown", "a rule cannot ask whether something \(word): what is missing may become known",
                at: start, advice: "what a rule needs and does not know makes it unknown without being asked")
        }
        if let criterion = try membership(measure, start) { return criterion }
        if let relation = try relation() {
            try requireComparable(measure, relation, start)
            scanner.skipSpaces()
            let at = scanner.position
            let comparand = try comparand(for: measure, relation)
            return .compares(try windowed(measure), relation, try checked(comparand, measure, relation, at))
        }
        return try alone(measure, start)
    }

    /// A fact without a comparison: a flag, or a date that means that it has happened.
    private mutating func alone(_ measure: Measure, _ start: Int) throws(Wrong) -> Criterion {
        let windowed = try windowed(measure)
        if let fact = measure.fact, fact.kind == .flag || fact.kind == .date { return .holds(windowed) }
        throw refuse(
            "criterion.kind", "`\(measure.shown)` alone is no condition: it is \(measure.kindWords)", at: start,
            advice: "compare it, as in \(measure.exampleComparison)")
    }

    /// `in`, `not in`, `between`, `includes`, `excludes`.
    private mutating func membership(_ measure: Measure, _ start: Int) throws(Wrong) -> Criterion? {
        scanner.skipSpaces()
        let at = scanner.position
        if scanner.accept("between") || scanner.accept("is between") {
            // Both ends are passed over, so that the `and` between them joins nothing.
            if scanner.number() != nil {
                _ = scanner.unit()
                if scanner.accept("and"), scanner.number() != nil { _ = scanner.unit() }
            }
            throw refuse(
                "criterion.range", "`between` leaves open whether its ends count", at: at,
                advice: "write in 4...9 where both count, in 4..<9 where the upper one does not")
        }
        if scanner.accept("includes") { return try includes(measure, start) }
        let isNegated = scanner.accept("not in") || scanner.accept("is not in")
        guard isNegated || scanner.accept("in") || scanner.accept("is in") else { return nil }
        let inner = scanner.peek() == "[" ? try isOne(measure, start) : try range(measure, start)
        return isNegated ? .not(inner) : inner
    }

    private mutating func includes(_ measure: Measure, _ start: Int) throws(Wrong) -> Criterion {
        guard case .choices(let words)? = measure.fact?.kind else {
            throw refuse(
                "criterion.kind", "`includes` is for a list of words, and `\(measure.shown)` is \(measure.kindWords)",
                at: start, advice: "compare it, as in \(measure.exampleComparison)")
        }
        let isAll = scanner.accept("all of")
        let isList = isAll || scanner.accept("any of")
        scanner.skipSpaces()
        let at = scanner.position
        guard scanner.peek() == "[" else {
            if isList { throw refuse("criterion.syntax", "a list in brackets is missing", at: at) }
            let word = try word(of: words, measure)
            return .includes(try windowed(measure), [word], all: false)
        }
        let items = try bracketed { parser throws(Wrong) in try parser.word(of: words, measure) }
        return .includes(try windowed(measure), items, all: isAll && items.count > 1)
    }

    private mutating func isOne(_ measure: Measure, _ start: Int) throws(Wrong) -> Criterion {
        try requireComparable(measure, .equal, start)
        let values = try bracketed { parser throws(Wrong) in
            parser.scanner.skipSpaces()
            let at = parser.scanner.position
            return try parser.checked(try parser.literal(for: measure, inList: true), measure, .equal, at)
        }
        return .isOne(try windowed(measure), of: values)
    }

    /// Items between brackets with commas between them.
    private mutating func bracketed<Item>(
        _ item: (inout CriterionParser) throws(Wrong) -> Item
    ) throws(Wrong) -> [Item] {
        scanner.skipSpaces()
        let start = scanner.position
        guard scanner.accept(sign: "[") else {
            throw refuse("criterion.syntax", "a list in brackets is missing", at: start, advice: "write [a, b]")
        }
        guard !scanner.accept(sign: "]") else {
            throw refuse("criterion.syntax", "the list is empty", at: start)
        }
        var items: [Item] = []
        repeat { items.append(try item(&self)) } while scanner.accept(sign: ",") || scanner.accept(sign: ";")
        guard scanner.accept(sign: "]") else {
            throw refuse(
                "criterion.syntax", "`\(rest(most: 24))` does not go on with the list that begins here", at: start,
                advice: "part its items by commas and close it with ]")
        }
        return items
    }

    /// `within 14 days before start`, where it stands here.
    mutating func windowed(_ measure: Measure) throws(Wrong) -> Measure {
        scanner.skipSpaces()
        let start = scanner.position
        guard let window = try window() else { return measure }
        guard measure.window == nil else {
            throw refuse("criterion.syntax", "`\(measure.shown)` has two windows", at: start, advice: "keep one")
        }
        guard measure.fact != nil else {
            throw refuse(
                "criterion.syntax", "a time between two dates has no window", at: start,
                advice: "compare the time itself, as in \(measure.exampleComparison)")
        }
        return measure.observed(window)
    }

    fileprivate mutating func window() throws(Wrong) -> ObservationWindow? {
        guard scanner.accept("within") else { return nil }
        scanner.skipSpaces()
        let start = scanner.position
        guard let number = scanner.number(), let unit = spanUnit() else {
            throw refuse(
                "criterion.window", "`within` needs a length of time", at: start,
                advice: "write for example within 14 days before start")
        }
        guard let length = number.value.whole, length >= 0, length <= 100_000 else {
            throw refuse("criterion.window", "a window is a whole number of \(unit.rawValue)", at: start)
        }
        guard let word = scanner.acceptAny(["before", "after", "of"]) else {
            return ObservationWindow(length, unit)
        }
        let side = ObservationWindow.Side(rawValue: word) ?? .before
        return ObservationWindow(length, unit, side, try dateFact(after: "within … \(word)"))
    }

    /// A unit of time of the calendar, in the singular or the plural.
    mutating func spanUnit() -> Period.Unit? {
        for unit in Period.Unit.allCases
        where scanner.accept(unit.rawValue) || scanner.accept(String(unit.rawValue.dropLast())) {
            return unit
        }
        return nil
    }
}

extension CriterionParser {
    /// The window that the whole text is; `nil`, and a problem, where it is none.
    mutating func wholeWindow() -> ObservationWindow? {
        guard let window = try? window() else { return nil }
        guard scanner.isAtEnd else {
            refuse(
                "criterion.window", "`\(rest(most: 24))` does not go on with a window", at: scanner.position,
                advice: "write for example 14 days before start")
            return nil
        }
        return window
    }
}
