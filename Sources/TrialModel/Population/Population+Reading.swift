import TrialValues

extension Population {
    /// Reads the section `population` of a study file.
    ///
    /// - Parameters:
    ///   - node: the section.
    ///   - facts: the facts that rules may name.
    ///   - problems: what was found wrong, which grows.
    public static func read(
        _ node: StudyNode, facts: FactDictionary = .shipped, _ problems: inout [Diagnostic]
    ) -> Population? {
        expectation(facts).read(node, "population", &problems)
    }

    /// The expectation of the section, which its keys come from.
    static func expectation(_ facts: FactDictionary) -> Expectation<Population> {
        .group("the criteria of inclusion and exclusion", of: "`population`") { Population(&$0, facts) }
    }

    /// The keys of the section with their meaning.
    public static let keys = MappingReader.keys { _ = Population(&$0, .shipped) }
    /// The keys of a criterion with their meaning.
    public static let criterionKeys = MappingReader.keys { _ = EligibilityCriterion(&$0, .inclusion, .shipped) }

    private init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        description = keys.optional("description", .words, "who takes part, in words")
        reference = keys.optional(
            "reference", .dateFact(facts),
            "the date that windows and `days since` count to; the day of screening without it")
        window =
            keys.optional(
                "window", .stated(.window(facts)),
                "the days on which a measured value counts where a criterion names none")?
            .value
        let inclusion = keys.optional(
            "inclusion", .list(of: .eligibilityCriterion(.inclusion, facts), keepsReadable: true),
            "what a subject must be or have")
        let exclusion = keys.optional(
            "exclusion", .list(of: .eligibilityCriterion(.exclusion, facts), keepsReadable: true),
            "what keeps a subject out")
        pathway = keys.optional(
            "pathway", .pathway(facts), "the way through treatments before the study that leads to enrolment")
        keys.expectAny(of: ["inclusion", "exclusion"])
        criteria = (inclusion ?? []) + (exclusion ?? [])
        checkTwins(&keys)
        checkReference(&keys)
        for criterion in criteria { checkSense(of: criterion, &keys) }
    }

    /// Warns of a rule that holds for nobody, or that excludes everybody.
    private func checkSense(of criterion: EligibilityCriterion, _ keys: inout MappingReader) {
        guard let rule = criterion.rule else { return }
        let isInclusion = criterion.role == .inclusion
        let message: String
        if let why = rule.contradiction {
            message = "\(criterion.id) holds for nobody\(isInclusion ? "" : ", and keeps nobody out"): \(why)"
        } else if !isInclusion, rule.isTautology {
            message = "\(criterion.id) excludes everybody: its rule holds for every value"
        } else {
            return
        }
        keys.problems.append(
            Diagnostic(
                .warning, isInclusion || rule.contradiction == nil ? "population.nobody" : "population.idle-rule",
                message,
                at: criterion.place, advice: "look at its signs and numbers, and at `and` and `or`"))
    }

    private func checkTwins(_ keys: inout MappingReader) {
        var known: Set<String> = []
        for criterion in criteria where !known.insert(criterion.id).inserted {
            keys.problems.append(
                Diagnostic(
                    .error, "study.duplicate-id", "two criteria have the id \(criterion.id)", at: criterion.place))
        }
    }

    /// Says where times count to a day that the file does not name.
    private func checkReference(_ keys: inout MappingReader) {
        guard reference == nil, !keys.has("reference") else { return }
        for criterion in criteria where criterion.rule?.countsToReference ?? false {
            keys.problems.append(
                Diagnostic(
                    .warning, "population.no-reference",
                    "\(criterion.id) counts to the day of screening, as `population` names no `reference`",
                    at: criterion.place, advice: "add for example `reference: start`"))
            return
        }
    }
}

extension EligibilityCriterion {
    fileprivate init?(_ keys: inout MappingReader, _ role: Role, _ facts: FactDictionary) {
        let id = keys.required("id", .identifier, "a short name that answers and verdicts refer to, such as I4")
        let text = keys.required("text", .words, "what the protocol says, in words")
        question = keys.optional(
            "question", .words, "the question to a visitor that the rule answers: yes means that the rule holds")
        let rule = keys.required(
            "rule", .stated(.criterion(facts)),
            role == .inclusion
                ? "what must hold; unspecified where the protocol leaves it open"
                : "what keeps a subject out; unspecified where the protocol leaves it open")
        window = keys.optional("window", .window(facts), "the days on which a measured value counts for this rule")
        notPrinted =
            keys.optional("not printed", .list(of: .words), "the keys whose values the protocol does not print") ?? []
        let note = keys.optional("note", .words, "a remark that screening repeats")
        for key in notPrinted where !keys.has(key) {
            keys.refuse("study.unknown-name", "`not printed` names `\(key)`, which is not there", at: "not printed")
        }
        if window != nil, let stated = rule?.value, !stated.usesWindow {
            keys.problems.append(
                Diagnostic(
                    .warning, "population.idle-window",
                    "the window of \(id ?? "the criterion") applies to nothing: its rule looks at no measured value",
                    at: keys.node["window"]?.place ?? keys.node.place))
        }
        guard let id, let text, let rule else { return nil }
        self.role = role
        self.id = id
        self.text = text
        self.rule = rule.value
        if case .unspecified(let why?) = rule { self.note = note ?? why } else { self.note = note }
        place = keys.node.place
    }
}

extension Criterion {
    /// Whether it counts to the date that the population names.
    var countsToReference: Bool {
        measures.contains { measure in
            switch measure.subject {
            case .span(_, _, nil): true
            case .span: false
            case .fact(let fact): fact.name == "age" || measure.window.map { $0.anchor == nil } ?? false
            }
        }
    }

    /// Whether a window from outside applies to something in it.
    var usesWindow: Bool {
        measures.contains { measure in
            guard let fact = measure.fact, measure.window == nil else { return false }
            return fact.isRepeated || fact.name == "creatinine clearance"
        }
    }
}

extension Expectation where Value == EligibilityCriterion {
    fileprivate static func eligibilityCriterion(
        _ role: EligibilityCriterion.Role, _ facts: FactDictionary
    ) -> Expectation {
        .group("a criterion such as {id: I1, text: …, rule: …}", of: "a criterion of \(role.rawValue)") { keys in
            EligibilityCriterion(&keys, role, facts)
        }
    }
}

extension Expectation where Value == FactDefinition {
    /// The name of a date.
    static func dateFact(_ facts: FactDictionary) -> Expectation {
        Expectation("the name of a date, such as start or randomisation", shape: .text(pattern: nil)) {
            text throws(StudyFault) in
            let name = String(text.trimmingSpaces)
            guard let fact = facts[name] else {
                let nearest = facts.nearest(to: name).map { "; did you mean `\($0)`?" } ?? ""
                throw .other(rule: "criterion.unknown-fact", "`\(name)` is not a known fact\(nearest)")
            }
            guard fact.kind == .date else {
                throw .other(rule: "criterion.kind", "`\(fact.name)` is \(fact.kind.words); expected a date")
            }
            return fact
        }
    }
}

extension Expectation where Value == ObservationWindow {
    /// A window, such as `14 days before start`.
    static func window(_ facts: FactDictionary) -> Expectation {
        Expectation("a window such as 14 days before start", shape: .text(pattern: "^(within )?[0-9]+ ")) {
            node, name, problems in
            guard let text = node.text else {
                problems.append(
                    StudyFault.type.diagnostic(node, name, expected: "a window such as 14 days before start"))
                return nil
            }
            let isWhole = text.trimmingSpaces.hasPrefix("within ")
            let prefix = isWhole ? "" : "within "
            var parser = CriterionParser(
                prefix + text, facts: facts, place: node.place, column: node.textColumn.map { $0 - prefix.count })
            let window = parser.wholeWindow()
            problems += parser.problems
            return window
        }
    }
}
