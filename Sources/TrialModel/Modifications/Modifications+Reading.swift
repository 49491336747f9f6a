import TrialValues

extension Expectation where Value == Modifications {
    /// The section `modifications`.
    static func modifications(_ facts: FactDictionary) -> Expectation {
        let rule = StudyShape.group(MappingReader.keys { _ = ModificationItem(&$0, facts, number: 1, table: nil) })
        let item = StudyShape.any([.group(MappingReader.keys { _ = ModificationItem.tableName(&$0) }), rule])
        return Expectation("a list of rules, such as [{when: delay > 4 weeks, do: reduce}]", shape: .list(item)) {
            node, name, problems in
            guard let items = node.items, !items.isEmpty else {
                problems.append(StudyFault.type.diagnostic(node, name, expected: "a list of rules"))
                return nil
            }
            let before = problems.count
            let read = items.enumerated().flatMap { ModificationItem.read($1, facts, number: $0 + 1, &problems) }
            guard !problems[before...].contains(where: { $0.severity == .error }) else { return nil }
            let modifications = Modifications(
                rules: read.flatMap(\.rules), newCycle: read.compactMap(\.requirement))
            problems += modifications.twins + RuleTableCheck(modifications.rules).problems
            return modifications
        }
    }
}

extension Modifications {
    /// Rules that have the same name.
    fileprivate var twins: [Diagnostic] {
        rules.enumerated().filter { index, rule in rules[..<index].contains { $0.id == rule.id } }.map { _, rule in
            Diagnostic(.error, "study.duplicate-id", "two rules have the id \(rule.id)", at: rule.place)
        }
    }
}

/// An item of the section: a table that ships, a table of rows over one fact, what a new cycle needs, or a rule.
struct ModificationItem {
    var rules: [ModificationRule] = []
    var requirement: CycleRequirement?

    /// Reads an item; a table that ships stands for all of its items.
    static func read(
        _ node: StudyNode, _ facts: FactDictionary, number: Int, _ problems: inout [Diagnostic]
    ) -> [ModificationItem] {
        if let name = node["table"] {
            var keys = MappingReader(node, of: "the item")
            _ = tableName(&keys)
            keys.finish()
            problems += keys.problems
            return ShippedModificationTable.read(name, facts, &problems)
        }
        var keys = MappingReader(node, of: "the rule")
        let item = ModificationItem(&keys, facts, number: number, table: nil)
        keys.finish()
        problems += keys.problems
        return item.map { [$0] } ?? []
    }

    /// The name of a table that ships.
    static func tableName(_ keys: inout MappingReader) -> String? {
        keys.required("table", .words, "the name of a table that ships")
    }

    init?(_ keys: inout MappingReader, _ facts: FactDictionary, number: Int, table: TableReference?) {
        let id =
            keys.optional("id", .identifier, "a short name; rule-1, rule-2 and so on without it")
            ?? Self.name(number, table)
        let needs = keys.optional("new cycle", .criterion(facts), "what must hold before a new cycle begins")
        let when = keys.optional("when", .criterion(facts), "when the rule holds")
        let fact = keys.optional("by", .words, "the fact that `rows` are bands of")
        let effect = ModificationEffect(&keys, facts, isNeeded: keys.has("when"))
        let rows = keys.optional("rows", .nodes, "a row for each band of the fact")
        let unit = keys.optional("unit", .words, "the unit of the bands")
        let drugs = keys.optional("drug", .names, "the drug, or a list; all of the arm without it") ?? []
        let alternate =
            keys.optional("alternate", .list(of: .words, atLeast: 2), "drugs that take turns in being lowered") ?? []
        let moment = keys.optional(
            "at", Expectation<ModificationRule.Moment>.choice, "when it is looked at; any day by default")
        let first = keys.optional("first time", .names, "the drugs that it is about the first time") ?? []
        let note = keys.optional("note", .words, "a remark")
        keys.expectOne(of: ["when", "by", "new cycle"])
        if let needs { requirement = CycleRequirement(id: id, needs: needs, table: table) }
        let frame = RuleFrame(
            drugs: drugs, first: first, alternate: alternate, moment: moment ?? .anyDay, note: note, table: table,
            place: keys.node.place)
        if let when, let effect { rules = [frame.rule(id, when, effect)] }
        if let fact, let rows {
            rules = BandedRules(fact, unit: unit, facts).rules(rows, id, frame, &keys)
        }
        check(&keys, alternate, effect)
        guard requirement != nil || !rules.isEmpty else { return nil }
    }

    private static func name(_ number: Int, _ table: TableReference?) -> String {
        table.map { "\($0.name.replacing(" ", with: "-"))-\(number)" } ?? "rule-\(number)"
    }

    private func check(_ keys: inout MappingReader, _ alternate: [String], _ effect: ModificationEffect?) {
        if keys.has("by") || keys.has("rows") {
            keys.expectTogether(["by", "rows"], without: ["do", "until", "resume", "to"])
        }
        if keys.has("unit") { keys.expectTogether(["unit", "by"]) }
        if keys.has("new cycle") {
            for key in ["do", "until", "resume", "to", "drug", "alternate", "at", "first time"] where keys.has(key) {
                keys.refuse("study.conflict", "`\(key)` does not go with `new cycle`", at: key, advice: "take it out")
            }
        }
        if !alternate.isEmpty, let effect, effect.action != .hold {
            keys.refuse("study.conflict", "`alternate` goes with `do: hold`", at: "alternate")
        }
    }
}

/// What the rules of an item share.
struct RuleFrame {
    let drugs: [String]
    let first: [String]
    let alternate: [String]
    let moment: ModificationRule.Moment
    let note: String?
    let table: TableReference?
    let place: Diagnostic.Place

    func rule(_ id: String, _ when: Criterion, _ effect: ModificationEffect) -> ModificationRule {
        ModificationRule(
            id: id, when: when, moment: moment, drugs: drugs, first: first, action: effect.action, until: effect.until,
            resumed: effect.resumed, to: effect.to, alternate: alternate, note: note, table: table, place: place)
    }
}

/// What a rule does.
struct ModificationEffect {
    let action: ModificationAction
    let until: Criterion?
    let resumed: ResumedDose
    let to: DoseLevel?

    init?(_ keys: inout MappingReader, _ facts: FactDictionary, isNeeded: Bool) {
        let action = keys.optional("do", Expectation<ModificationAction>.choice, "what is done")
        until = keys.optional(
            "until", .criterion(facts), "for a hold: when the drug is given again; a person decides without it")
        resumed =
            keys.optional("resume", .resumedDose, "for a hold: at which dose it is given again; same by default")
            ?? .same
        to = keys.optional("to", .doseLevel, "for a reduction: the dose; the next level without it")
        if isNeeded, !keys.has("do") {
            keys.refuse("study.missing-key", "\(keys.owner) has no `do`", advice: "add `do: …`, such as hold or reduce")
        }
        for (key, needed) in [("until", ModificationAction.hold), ("resume", .hold), ("to", .reduce)]
        where keys.has(key) && action != nil && action != needed {
            keys.refuse("study.conflict", "`\(key)` goes with `do: \(needed.rawValue)`", at: key, advice: "take it out")
        }
        guard let action else { return nil }
        self.action = action
    }
}
