import TrialValues

extension SubjectFacts {
    /// Reads what is known of a subject from a file.
    ///
    /// ```yaml
    /// subject: 001
    /// birth date: 1960-05-14
    /// platelets: {value: 82 10^9/L, date: 2024-02-11}
    /// ALT:
    ///   - {value: 35 U/L, date: 2024-02-11, upper limit: 40 U/L}
    ///   - {value: 80 U/L, date: 2024-02-25, upper limit: 40 U/L}
    /// major surgery: never
    /// ```
    ///
    /// - Throws: every problem of the file: a name that is no fact, a value that is none, a unit that does not fit.
    public init(_ document: StudyDocument, facts: FactDictionary = .shipped) throws(Diagnostics) {
        var reading = SubjectReading(facts: facts)
        reading.read(document.root)
        guard reading.problems.allSatisfy({ $0.severity < .error }) else { throw Diagnostics(reading.problems) }
        self.init(
            id: reading.id, reading.observations.filter { !$0.value.isEmpty }, courses: reading.courses,
            judgements: reading.judgements)
    }
}

/// The reading of a subject's file.
private struct SubjectReading {
    let facts: FactDictionary
    var id = ""
    var observations: [String: [FactObservation]] = [:]
    var courses: [TreatmentCourse]?
    var judgements: [String: Bool] = [:]
    var problems: [Diagnostic] = []

    mutating func read(_ root: StudyNode) {
        guard let entries = root.entries else {
            problems.append(
                StudyFault.type.diagnostic(root, "the file", expected: "names of facts with their values"))
            return
        }
        for entry in entries {
            switch entry.key {
            case "subject": id = Expectation.words.read(entry.value, "subject", &problems) ?? ""
            case "courses":
                courses = Expectation.list(of: .treatmentCourse).read(entry.value, "courses", &problems)
                checkOrder(entry.value)
            case "judged": readJudgements(entry.value)
            default: read(entry)
            }
        }
    }

    /// Refuses courses whose dates run backwards.
    private mutating func checkOrder(_ node: StudyNode) {
        guard let courses, let index = TreatmentCourse.firstBackwards(courses) else { return }
        let fault = TreatmentCourse.backwardsFault(courses[index])
        let items = node.items ?? []
        let place = items.count == courses.count ? items[index].place : node.place
        refuse(fault.rule, fault.message, place, fault.advice)
    }

    private mutating func read(_ entry: StudyNode.Entry) {
        if let fact = facts[entry.key] {
            guard observations[fact.name] == nil else {
                refuse(
                    "study.duplicate-key", "`\(entry.key)` means `\(fact.name)`, which stands here already",
                    entry.place,
                    "write several observations as a list")
                return
            }
            observations[fact.name] = values(of: fact, entry.value)
        } else if let span = span(entry.key) {
            guard let number = entry.value.text.flatMap({ ExactDecimal($0.trimmingSpaces) }) else {
                let isUnknown = entry.value.text.map { FactDefinition.unknownWords.contains($0.lowercased()) } ?? true
                if !isUnknown {
                    refuse("facts.type", "`\(entry.key)` is \(entry.value.shown); expected a number", entry.value.place)
                }
                return
            }
            observations[span.shown] = [FactObservation(.number(number))]
        } else {
            let nearest = facts.nearest(to: entry.key).map { "did you mean `\($0)`?" }
            refuse(
                "facts.unknown-fact", "`\(entry.key)` is not a known fact", entry.place,
                nearest ?? "declare it under `facts:` of the study file")
        }
    }

    /// A time between dates that is given as a number.
    private func span(_ key: String) -> Measure? {
        var parser = CriterionParser(key, facts: facts, place: Diagnostic.Place(), column: nil)
        guard let measure = try? parser.measure(), measure.fact == nil, parser.scanner.isAtEnd else { return nil }
        return measure
    }

    /// The observations of a fact: one, with or without its date, or a list of them.
    private mutating func values(of fact: FactDefinition, _ node: StudyNode) -> [FactObservation] {
        if let items = node.items {
            if case .choices = fact.kind, items.allSatisfy({ $0.text != nil }) {
                return words(fact, items).map { [FactObservation(.words($0))] } ?? []
            }
            return items.compactMap { observation(of: fact, $0) }
        }
        return observation(of: fact, node).map { [$0] } ?? []
    }

    private mutating func observation(of fact: FactDefinition, _ node: StudyNode) -> FactObservation? {
        guard node.entries != nil else { return value(fact, node).map { FactObservation($0) } }
        var keys = MappingReader(node, of: "`\(fact.name)`")
        let written = keys.required("value", .node("a value"), "the value with its unit")
        let happened = keys.optional("date", .partialDay, "when it was observed")
        let lower = keys.optional("lower limit", .limit(of: fact, written?.text), "the lower limit of normal")
        let upper = keys.optional("upper limit", .limit(of: fact, written?.text), "the upper limit of normal")
        keys.finish()
        problems += keys.problems
        for (key, limit) in [("lower limit", lower), ("upper limit", upper)] {
            guard let limit, let fault = fact.fault(ofLimit: limit, lower: key == "lower limit" ? nil : lower) else {
                continue
            }
            refuse(fault.rule, fault.message, keys.node[key]?.place ?? node.place, fault.advice)
        }
        guard let written else { return nil }
        let found: FactValue?
        if case .choices = fact.kind, let items = written.items {
            found = words(fact, items).map { .words($0) }
        } else {
            found = value(fact, written)
        }
        return found.map { FactObservation($0, happened: happened, lowerLimit: lower, upperLimit: upper) }
    }

    private mutating func words(_ fact: FactDefinition, _ items: [StudyNode]) -> [String]? {
        var words: [String] = []
        for item in items {
            guard let value = value(fact, item), case .words(let more) = value else { return nil }
            words += more
        }
        return words
    }

    private mutating func value(_ fact: FactDefinition, _ node: StudyNode) -> FactValue? {
        if node.content == .empty { return nil }
        guard let text = node.text else {
            refuse("facts.type", "`\(fact.name)` is \(node.shown); expected \(fact.kind.words)", node.place)
            return nil
        }
        do throws(FactValueFault) {
            return try fact.value(of: text)
        } catch {
            refuse(error.rule, error.message, node.place, error.advice)
            return nil
        }
    }

    private mutating func readJudgements(_ node: StudyNode) {
        guard let entries = node.entries else {
            problems.append(
                StudyFault.type.diagnostic(node, "judged", expected: "ids of criteria with met or not met"))
            return
        }
        for entry in entries {
            switch entry.value.text?.lowercased() {
            case "met": judgements[entry.key] = true
            case "not met": judgements[entry.key] = false
            case "unknown": break
            default:
                refuse(
                    "facts.judgement", "`\(entry.key)` is \(entry.value.shown); expected met, not met or unknown",
                    entry.value.place)
            }
        }
    }

    private mutating func refuse(
        _ rule: String, _ message: String, _ place: Diagnostic.Place, _ advice: String? = nil
    ) {
        problems.append(Diagnostic(.error, rule, message, at: place, advice: advice))
    }
}

extension Expectation where Value == StudyNode {
    /// Anything, which is typed later.
    static func node(_ words: String) -> Expectation {
        Expectation(words, shape: .text(pattern: nil)) { node, _, _ in node }
    }
}

extension Expectation where Value == Quantity {
    /// A limit of normal, whose unit is that of the value where it names none.
    fileprivate static func limit(of fact: FactDefinition, _ value: String?) -> Expectation {
        Expectation("a limit with its unit", shape: .text(pattern: nil)) { text throws(StudyFault) in
            guard let (number, rest) = Quantity.leadingNumber(text.trimmingSpaces) else { throw .type }
            switch fact.kind {
            case .number where rest.isEmpty: return Quantity(number: number, unit: .one)
            case .quantity(let unit, let analyte):
                let valueUnit = value.flatMap { Quantity($0.trimmingSpaces) }?.unit
                guard let written = rest.isEmpty ? valueUnit : MeasurementUnit(rest),
                    UnitConversion(from: written, to: unit, of: analyte) != nil
                else { throw .unit }
                return Quantity(number: number, unit: written)
            default:
                throw .other(rule: "facts.limit", "`\(fact.name)` has no limit of normal: it is \(fact.kind.words)")
            }
        }
    }
}

extension Expectation where Value == TreatmentCourse {
    /// A course, or a consolidation between courses.
    static let treatmentCourse = Expectation.group(
        "a course such as {regimen: VRD, response: PR, date: 2023-05} or {consolidation: ASCT}", of: "a course"
    ) { keys in
        let regimen = keys.optional("regimen", .words, "the regimen that was given, by any name")
        let consolidation = keys.optional("consolidation", .words, "a treatment that is no course, such as ASCT")
        keys.expectOne(of: ["regimen", "consolidation"])
        let response = keys.optional("response", .responseLevel, "the response after it")
        let ended = keys.optional("date", .partialDay, "when it ended")
        if let regimen { return TreatmentCourse(.course(regimen: regimen), response: response, ended: ended) }
        return consolidation.map { TreatmentCourse(.consolidation($0), response: response, ended: ended) }
    }
}

extension Expectation where Value == Int {
    /// A level of the scale of response, by its rank.
    fileprivate static let responseLevel = Expectation(
        "a level of \(OrderedScale.response.names.joined(separator: " < "))",
        shape: .choice(OrderedScale.response.names)
    ) { text throws(StudyFault) in
        guard let rank = OrderedScale.response.rank(of: text.trimmingSpaces) else { throw .type }
        return rank
    }
}
