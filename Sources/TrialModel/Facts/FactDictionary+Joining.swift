import TrialValues

extension FactDictionary {
    /// The facts of several studies in one dictionary, for patients who are held against all of them.
    ///
    /// Words to choose from, and other names, are those of all studies together.
    ///
    /// - Throws: a name that means different kinds of things, or another name that means different facts.
    public init(joining dictionaries: [(study: String, facts: FactDictionary)]) throws(Diagnostics) {
        var joined: [FactDefinition] = []
        var positions: [String: Int] = [:]
        var owners: [String: String] = [:]
        var problems: [Diagnostic] = []
        for (study, dictionary) in dictionaries {
            for fact in dictionary.facts {
                guard let position = positions[fact.name] else {
                    positions[fact.name] = joined.count
                    owners[fact.name] = study
                    joined.append(fact)
                    continue
                }
                guard joined[position] != fact else { continue }
                if let both = joined[position].joined(with: fact) {
                    joined[position] = both
                } else {
                    let kinds = "\(joined[position].words), and in \(study) \(fact.words)"
                    problems.append(
                        Diagnostic(
                            .error, "facts.conflict",
                            "`\(fact.name)` is in \(owners[fact.name] ?? "one study") \(kinds)",
                            advice: "give the fact another name in one of the studies"))
                }
            }
        }
        problems += FactDictionary.ambiguousNames(dictionaries)
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.init(joined)
    }

    /// The names that mean one fact in one study and another in another.
    private static func ambiguousNames(_ dictionaries: [(study: String, facts: FactDictionary)]) -> [Diagnostic] {
        var meanings: [String: String] = [:]
        var problems: [Diagnostic] = []
        for (study, dictionary) in dictionaries {
            for name in dictionary.facts.flatMap(\.names) {
                guard let fact = dictionary[name]?.name, let other = meanings[FactDictionary.key(name)] else {
                    meanings[FactDictionary.key(name)] = dictionary[name]?.name
                    continue
                }
                guard other != fact else { continue }
                problems.append(
                    Diagnostic(
                        .error, "facts.conflict", "`\(name)` means `\(fact)` in \(study), and `\(other)` before it",
                        advice: "give one of them another name"))
            }
        }
        return problems
    }
}

extension FactDefinition {
    /// The kind in words, with the numbers that it has.
    fileprivate var words: String { kind == .number && numbers == .whole ? "a count" : kind.words }

    /// The fact of two studies; `nil` where it is of different kinds in them.
    fileprivate func joined(with other: FactDefinition) -> FactDefinition? {
        guard numbers == other.numbers, let kind = kind.joined(with: other.kind) else { return nil }
        let more = other.aliases.filter { !aliases.contains($0) }
        let bounds = range.flatMap { own in
            other.range.map { min(own.lowerBound, $0.lowerBound)...max(own.upperBound, $0.upperBound) }
        }
        return FactDefinition(
            name, kind, meaning, aliases: aliases + more, codes: codes, range: bounds,
            isRepeated: isRepeated || other.isRepeated, numbers: numbers)
    }
}

extension FactKind {
    fileprivate func joined(with other: FactKind) -> FactKind? {
        switch (self, other) {
        case (.choice(let own), .choice(let others)): .choice(own + others.filter { !own.contains($0) })
        case (.choices(let own), .choices(let others)):
            .choices(own.isEmpty || others.isEmpty ? [] : own + others.filter { !own.contains($0) })
        default: self == other ? self : nil
        }
    }
}
