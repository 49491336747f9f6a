import TrialValues

extension FactDictionary {
    /// The shipped facts with those of a study file's section `facts`.
    ///
    /// ```yaml
    /// facts:
    ///   frailty index: {kind: number, range: [0, 1], meaning: the share of deficits}
    ///   fit for transplant: flag
    ///   platelets: {kind: lab, unit: 10^9/L, aliases: [thrombos]}
    /// ```
    ///
    /// A fact that is shipped keeps its kind; a study may give it more names and more words to choose from.
    public static func read(
        _ node: StudyNode?, adding shipped: FactDictionary = .shipped, _ problems: inout [Diagnostic]
    ) -> FactDictionary {
        guard let node, node.content != .empty, !node.isGap("facts", &problems) else { return shipped }
        guard let entries = node.entries else {
            problems.append(StudyFault.type.diagnostic(node, "facts", expected: "names of facts with their kinds"))
            return shipped
        }
        var dictionary = shipped
        for entry in entries {
            guard let fact = FactEntry(entry, dictionary).fact(&problems) else { continue }
            dictionary = dictionary.adding([fact])
        }
        return dictionary
    }
}

extension FactDictionary {
    /// The keys of a fact with their meaning.
    public static let keys = MappingReader.keys { _ = FactKeys(&$0) }

    /// What editors check of the section `facts`: names that are free, each with a kind or with keys.
    static let shape = StudyShape.group(
        [], others: .any([.choice(KindName.allCases.map(\.rawValue)), .group(keys)]))
}

/// One fact of a study file.
private struct FactEntry {
    let entry: StudyNode.Entry
    let known: FactDictionary
    let existing: FactDefinition?

    init(_ entry: StudyNode.Entry, _ known: FactDictionary) {
        self.entry = entry
        self.known = known
        existing = known[entry.key]
    }

    func fact(_ problems: inout [Diagnostic]) -> FactDefinition? {
        let before = problems.count
        checkName(entry.key, at: entry.place, &problems)
        let isNamed = problems.count == before
        let fact = read(&problems)
        return isNamed ? fact : nil
    }

    /// The fact as far as its kind can be read, so that rules on it are not faulted for its other keys.
    private func read(_ problems: inout [Diagnostic]) -> FactDefinition? {
        if let text = entry.value.text {
            let kind = Expectation<KindName>.choice.read(entry.value, entry.key, &problems)
            guard let kind else { return nil }
            let reading = StudyNode(
                content: .mapping([StudyNode.Entry(key: "kind", place: entry.value.place, value: entry.value)]),
                place: entry.value.place)
            return kind.needsMore
                ? refuseShort(text, &problems) : checked(MappingReader(reading, of: owner), &problems)
        }
        return checked(MappingReader(entry.value, of: owner), &problems)
    }

    private var owner: String { "the fact `\(entry.key)`" }

    private func refuseShort(_ text: String, _ problems: inout [Diagnostic]) -> FactDefinition? {
        problems.append(
            Diagnostic(
                .error, "study.missing-key", "\(owner) is of the kind \(text) and says no more", at: entry.value.place,
                advice: "write for example {kind: \(text), \(KindName(rawValue: text)?.example ?? "…")}"))
        return nil
    }

    private func checked(_ reader: MappingReader, _ problems: inout [Diagnostic]) -> FactDefinition? {
        var keys = reader
        let draft = FactKeys(&keys)
        keys.finish()
        for alias in draft.aliases { checkName(alias, at: keys.node["aliases"]?.place ?? entry.place, &problems) }
        for alias in draft.aliases {
            guard let other = known[alias], other.name != existing?.name else { continue }
            keys.refuse(
                "study.duplicate-name", "`\(alias)` is a name of `\(other.name)` already", at: "aliases",
                advice: "one name means the same in every study")
        }
        for key in ["levels", "values"] { refuseTwins(&keys, key) }
        let kind = draft.kind(&keys, existing: existing)
        problems += keys.problems
        return kind.map { merged(draft, $0) }
    }

    /// Refuses a level or a word that stands twice, in whatever case of letters.
    private func refuseTwins(_ keys: inout MappingReader, _ key: String) {
        var known: Set<String> = []
        for item in keys.node[key]?.items ?? [] {
            guard let text = item.text, !known.insert(FactDictionary.key(text)).inserted else { continue }
            keys.refuse(
                "study.duplicate-level", "`\(text)` stands twice among the `\(key)` of \(owner)", at: item.place,
                advice: "keep one of them")
        }
    }

    private func merged(_ draft: FactKeys, _ kind: FactKind) -> FactDefinition {
        let aliases = (existing?.aliases ?? []) + draft.aliases
        return FactDefinition(
            existing?.name ?? entry.key, kind, draft.meaning ?? existing?.meaning ?? entry.key, aliases: aliases,
            codes: FactCodes(
                sdtm: draft.sdtm ?? existing?.codes.sdtm, loinc: draft.loinc ?? existing?.codes.loinc),
            range: draft.range ?? existing?.range,
            isRepeated: draft.isRepeated ?? existing?.isRepeated ?? (draft.kindName == .lab),
            numbers: existing?.numbers ?? (draft.kindName == .count ? .whole : .any))
    }

    private func checkName(_ name: String, at place: Diagnostic.Place, _ problems: inout [Diagnostic]) {
        let isWords = name.wholeMatch(of: #/[\p{L}0-9][\p{L}0-9 +\/().'-]*/#) != nil
        let beginnings = [
            "not ", "any of", "all of", "none of", "at least", "days since", "weeks since", "months since",
            "years since", "days from", "weeks from", "months from", "years from", "latest ", "first ", "highest ",
            "lowest ", "within ",
        ]
        let isNew = known[name] == nil
        let reserved =
            beginnings.first { name.lowercased().hasPrefix($0) && isNew }
            ?? [" and ", " or "].first { name.lowercased().contains($0) && isNew }
            ?? [Stated<String>.word, "courses", "judged", "subject"].first { $0 == name.lowercased() && isNew }
        guard !isWords || reserved != nil || FactDictionary.key(name) != name.lowercased() else { return }
        problems.append(
            Diagnostic(
                .error, "study.name", "`\(name)` cannot be the name of a fact", at: place,
                advice: reserved.map { "`\($0.trimmingSpaces)` is a word of rules, which a name does not hold there" }
                    ?? "write lower-case words of letters and digits, with one space between them"))
    }
}

/// The kinds of facts as a study file calls them.
enum KindName: String, Sendable, CaseIterable {
    case lab, quantity, number, count, ordinal, choice, choices, date, flag, text

    /// Whether a fact of this kind says more than its kind.
    var needsMore: Bool {
        switch self {
        case .lab, .quantity, .ordinal, .choice: true
        case .number, .count, .choices, .date, .flag, .text: false
        }
    }

    var example: String {
        switch self {
        case .lab, .quantity: "unit: mg/dL"
        case .ordinal: "levels: [low, middle, high]"
        default: "values: [a, b]"
        }
    }
}

/// The keys of a fact.
private struct FactKeys {
    let kindName: KindName?
    let unit: MeasurementUnit?
    let analyte: Analyte?
    let levels: [String]?
    let scale: OrderedScale?
    let values: [String]?
    let meaning: String?
    let aliases: [String]
    let range: ClosedRange<ExactDecimal>?
    let isRepeated: Bool?
    let sdtm: String?
    let loinc: String?

    init(_ keys: inout MappingReader) {
        kindName = keys.required("kind", Expectation<KindName>.choice, "what kind of value it has")
        unit = keys.optional("unit", .unit, "the unit of a lab or a quantity")
        analyte = keys.optional("analyte", .analyte, "the substance, where mass and moles convert")
        levels = keys.optional("levels", .list(of: .words, atLeast: 2), "the levels of an ordinal, the lowest first")
        scale = keys.optional("scale", .scale, "a shipped scale in place of `levels`")
        values = keys.optional("values", .list(of: .words), "the words of a choice")
        meaning = keys.optional("meaning", .words, "what it means")
        aliases = keys.optional("aliases", .list(of: .words), "other names of it") ?? []
        range = keys.optional("range", .decimalRange, "the lowest and highest value that can be, in its unit")
        isRepeated = keys.optional(
            "repeated", .yesOrNo, "whether it is measured again and again, so that windows apply; yes of a lab")
        sdtm = keys.optional("sdtm", .words, "the SDTM test code or variable")
        loinc = keys.optional("loinc", .words, "the LOINC code")
    }

    /// The kind; that of a shipped fact stays as it is.
    func kind(_ keys: inout MappingReader, existing: FactDefinition?) -> FactKind? {
        guard let kindName, let stated = kind(kindName, &keys) else { return nil }
        guard let existing else { return stated }
        switch (existing.kind, stated) {
        case (.quantity(let unit, let analyte), .quantity(let other, _)):
            if UnitConversion(from: other, to: unit, of: analyte) != nil { return existing.kind }
        case (.choice(let words), .choice(let more)): return .choice(words + more.filter { !words.contains($0) })
        case (.choices(let words), .choices(let more)): return .choices(words + more.filter { !words.contains($0) })
        case (.ordinal(let scale), .ordinal(let other)): if scale.names == other.names { return existing.kind }
        case (let a, let b): if a == b { return existing.kind }
        }
        keys.refuse(
            "study.conflict",
            "`\(existing.name)` is shipped as \(existing.kind.words), and here as \(stated.words)", at: "kind",
            advice: "a name means the same in every study: choose another name")
        return nil
    }

    private func kind(_ name: KindName, _ keys: inout MappingReader) -> FactKind? {
        let needs: [String: Bool] = [
            "unit": name == .lab || name == .quantity, "analyte": name == .lab || name == .quantity,
            "levels": name == .ordinal, "scale": name == .ordinal, "values": name == .choice || name == .choices,
            "range": [.lab, .quantity, .number, .count].contains(name),
        ]
        for (key, fits) in needs.sorted(by: { $0.key < $1.key }) where !fits && keys.has(key) {
            keys.refuse("study.conflict", "`\(key)` does not go with the kind \(name.rawValue)", at: key)
        }
        switch name {
        case .lab, .quantity:
            keys.expectTogether(["unit"])
            return unit.map { .quantity(unit: $0, analyte: analyte) }
        case .number, .count: return .number
        case .ordinal:
            keys.expectOne(of: ["levels", "scale"])
            return scale.map { .ordinal($0) }
                ?? levels.map { .ordinal(OrderedScale(keys.owner, $0.map { OrderedScale.Level($0) })) }
        case .choice:
            keys.expectTogether(["values"])
            return values.map { .choice($0) }
        case .choices: return .choices(values ?? [])
        case .date: return .date
        case .flag: return .flag
        case .text: return .text
        }
    }
}

extension Expectation where Value == MeasurementUnit {
    /// A unit.
    static let unit = Expectation("a unit, such as mg/dL or 10^9/L", shape: .text(pattern: nil)) {
        text throws(StudyFault) in
        guard let unit = MeasurementUnit(text) else {
            let nearest = MeasurementUnit.nearest(to: text).map { "; did you mean \($0)?" } ?? ""
            throw .other(rule: "study.unit", "`\(text)` is not a unit\(nearest)")
        }
        return unit
    }
}

extension Expectation where Value == Analyte {
    /// A substance by its name.
    fileprivate static let analyte = Expectation(
        "a substance such as \(Analyte.all.prefix(4).map(\.name).joined(separator: ", "))",
        shape: .choice(Analyte.all.map(\.name))
    ) { text throws(StudyFault) in
        guard let analyte = Analyte(named: text) else { throw .type }
        return analyte
    }
}

extension Expectation where Value == OrderedScale {
    /// A shipped scale by its name.
    fileprivate static let scale = Expectation(
        "one of " + OrderedScale.shipped.map(\.name).joined(separator: ", "),
        shape: .choice(OrderedScale.shipped.map(\.name))
    ) { text throws(StudyFault) in
        guard let scale = OrderedScale.shipped.first(where: { $0.name == text }) else { throw .type }
        return scale
    }
}

extension Expectation where Value == ClosedRange<ExactDecimal> {
    /// Two numbers in a list.
    fileprivate static let decimalRange = Expectation(
        "two numbers such as [0, 100]", shape: .list(.number(from: nil, to: nil))
    ) { node, name, problems in
        let numbers = (node.items ?? []).compactMap { $0.text.flatMap { ExactDecimal($0) } }
        guard node.items?.count == 2, numbers.count == 2 else {
            problems.append(
                StudyFault.type.diagnostic(node, name, expected: "two numbers, the lower first, such as [0, 100]"))
            return nil
        }
        guard numbers[0] <= numbers[1] else {
            problems.append(
                Diagnostic(
                    .error, "study.range", "`\(name)` runs from \(numbers[0]) down to \(numbers[1])", at: node.place,
                    advice: "write the lower number first: [\(numbers[1]), \(numbers[0])]"))
            return nil
        }
        return numbers[0]...numbers[1]
    }
}
