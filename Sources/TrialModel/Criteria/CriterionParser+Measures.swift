import TrialValues

extension CriterionParser {
    /// A fact, or the time between two dates, with the observation that counts.
    mutating func measure() throws(Wrong) -> Measure {
        scanner.skipSpaces()
        if let span = try span() { return Measure(span) }
        if let fact = scanner.fact(facts) { return try windowed(Measure(.fact(fact))) }
        let start = scanner.position
        guard let selection = Measure.Selection.allCases.first(where: { scanner.accept($0.rawValue) }) else {
            throw refuseName(at: start)
        }
        scanner.skipSpaces()
        guard let fact = scanner.fact(facts) else { throw refuseName(at: scanner.position) }
        if selection == .highest || selection == .lowest { try requireOrdered(fact, selection, start) }
        return try windowed(Measure(.fact(fact), selection: selection))
    }

    /// `days since transplant` or `months from diagnosis to transplant`, where one stands here.
    private mutating func span() throws(Wrong) -> Measure.Subject? {
        let start = scanner.position
        // A fact may have a name of its own that begins so.
        var ahead = scanner
        if ahead.fact(facts) != nil { return nil }
        guard let unit = spanUnit() else { return nil }
        if scanner.accept("since") { return .span(unit, from: try dateFact(after: "\(unit.rawValue) since"), to: nil) }
        guard scanner.accept("from") else {
            scanner.position = start
            return nil
        }
        let first = try dateFact(after: "\(unit.rawValue) from")
        scanner.skipSpaces()
        guard scanner.accept("to") || scanner.accept("until") else {
            throw refuse(
                "criterion.syntax", "a time from one date needs another", at: scanner.position,
                advice: "write \(unit.rawValue) from \(first.name) to …, or \(unit.rawValue) since \(first.name)")
        }
        return .span(unit, from: first, to: try dateFact(after: "to"))
    }

    /// The name of a date.
    mutating func dateFact(after words: String) throws(Wrong) -> FactDefinition {
        scanner.skipSpaces()
        let start = scanner.position
        guard let fact = scanner.fact(facts) else { throw refuseName(at: start) }
        guard fact.kind == .date else {
            throw refuse(
                "criterion.kind", "`\(words)` needs a date, and `\(fact.name)` is \(fact.kind.words)", at: start,
                advice: nearestDate(fact.name))
        }
        return fact
    }

    private func nearestDate(_ name: String) -> String {
        let dates = facts.facts.filter { $0.kind == .date }.map(\.name)
        let near = dates.filter { $0.contains(name) || name.contains($0) }
        return near.first.map { "did you mean `\($0)`?" } ?? "declare a fact of the kind date under `facts:`"
    }

    private mutating func requireOrdered(
        _ fact: FactDefinition, _ selection: Measure.Selection, _ start: Int
    ) throws(Wrong) {
        switch fact.kind {
        case .quantity, .number, .ordinal, .date: return
        case .choice, .choices, .flag, .text:
            throw refuse(
                "criterion.kind", "there is no \(selection.rawValue) `\(fact.name)`: it is \(fact.kind.words)",
                at: start)
        }
    }

    /// Tells that no fact has the name that stands here.
    mutating func refuseName(at start: Int) -> Wrong {
        scanner.position = start
        let name = attemptedName()
        guard !name.isEmpty else {
            let found = scanner.isAtEnd ? "nothing follows" : "`\(rest(most: 24))` stands here"
            return refuse("criterion.syntax", "the name of a fact is missing; \(found)", at: start)
        }
        let nearest = facts.nearest(to: name).map { "did you mean `\($0)`?" }
        return refuse(
            "criterion.unknown-fact", "`\(name)` is not a known fact", at: start,
            advice: nearest ?? "add it under `facts:` with its kind")
    }

    /// The words that were probably meant as a name: those up to a sign or a word of the language.
    private func attemptedName() -> String {
        let stops: Set<String> = [
            "and", "or", "not", "in", "is", "within", "includes", "between", "before", "after", "at", "above", "below",
            "more", "less", "to", "on", "than",
        ]
        var words: [String] = []
        var at = scanner.position
        while at < scanner.text.count {
            while at < scanner.text.count, scanner.text[at].isWhitespace { at += 1 }
            let start = at
            while at < scanner.text.count, Self.isNameCharacter(scanner.text[at]) { at += 1 }
            let word = scanner.slice(start, at)
            if word.isEmpty || (stops.contains(word.lowercased()) && !words.isEmpty) { break }
            words.append(word)
            if at < scanner.text.count, !scanner.text[at].isWhitespace { break }
        }
        return words.joined(separator: " ")
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        CriterionScanner.isWordCharacter(character) || "-'/+.".contains(character)
    }
}
