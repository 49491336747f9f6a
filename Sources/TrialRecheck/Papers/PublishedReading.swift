import TrialModel
import TrialValues

/// The reading of a document of published numbers.
struct PublishedReading {
    private let root: StudyNode
    private(set) var problems: [Diagnostic] = []
    private var study = "paper"
    private var numbers: [PublishedNumber] = []

    init(_ root: StudyNode) { self.root = root }

    /// The paper; `nil` where a problem keeps it from being one.
    mutating func paper() -> PublishedPaper? {
        var keys = MappingReader(root, of: "the file")
        let title = Self.readHead(&keys, &study)
        keys.finish()
        problems += keys.problems
        guard keys.problems.allSatisfy({ $0.rule != "study.type" }) else { return nil }
        readNumbers(root["numbers"])
        let references = NumberReferences(numbers)
        let scales = items("scales").compactMap { readScale($0) }
        let relations = items("relations").compactMap { readRelation($0, references) }
        let exceptions = items("overrule").compactMap { readException($0, references) }
        return PublishedPaper(
            study: study, title: title, numbers: numbers, scales: scales, relations: relations, exceptions: exceptions)
    }

    /// The keys of the file.
    static let fileKeys = ["equipoise", "paper", "scales", "numbers", "relations", "overrule"]

    private static func readHead(_ keys: inout MappingReader, _ study: inout String) -> String? {
        _ = keys.required("equipoise", .formVersion, "the version of the file's form")
        let paper = keys.required("paper", .paper, "which paper it is")
        study = paper?.id ?? "paper"
        _ = keys.optional("scales", .node("a list of scales"), "the scales that quantities lie on")
        _ = keys.required("numbers", .node("places, each with a list of numbers"), "what the paper prints")
        _ = keys.optional("relations", .node("a list of relations"), "how numbers hang together")
        _ = keys.optional("overrule", .node("a list of exceptions"), "checks that do not hold here")
        return paper?.title
    }

    private mutating func items(_ key: String) -> [StudyNode] {
        guard let node = root[key] else { return [] }
        if let items = node.items { return items }
        problems.append(
            Diagnostic(
                .error, "published.list", "`\(key)` is no list", at: node.place, advice: "begin its items with -"))
        return []
    }

    private mutating func readNumbers(_ node: StudyNode?) {
        guard let node else { return }
        guard let places = node.entries else {
            problems.append(
                Diagnostic(
                    .error, "published.numbers", "`numbers` has no places", at: node.place,
                    advice: "write the place as a key, such as `Table 1:`, and list its numbers below"))
            return
        }
        for place in places {
            guard let items = place.value.items else {
                problems.append(
                    Diagnostic(
                        .error, "published.numbers", "`\(place.key)` has no list of numbers", at: place.place,
                        advice: "begin each number with -"))
                continue
            }
            for item in items { if let number = readNumber(item, place.key) { numbers.append(number) } }
        }
    }

    /// The keys of a number.
    static let numberKeys = MappingReader.keys { _ = readNumberKeys(&$0, study: "", place: "") }

    private mutating func readNumber(_ node: StudyNode, _ place: String) -> PublishedNumber? {
        var keys = MappingReader(node, of: "a number of \(place)")
        let number = Self.readNumberKeys(&keys, study: study, place: place)
        keys.finish()
        problems += keys.problems
        return number
    }

    private static func readNumberKeys(_ keys: inout MappingReader, study: String, place: String) -> PublishedNumber? {
        let quantity = keys.required("quantity", .words, "what it is")
        let group = keys.optional("group", .words, "of whom") ?? ""
        let unit = keys.optional("unit", .words, "its unit: %, patients, months, HR, chi2, t, date, …") ?? ""
        let printed = keys.optional("value", .printed(isDate: unit == "date"), "the number as printed")
        let limits = keys.optional("limits", .limits, "the confidence limits beside it, as printed")
        let level = keys.optional("level", .printedKind(.number), "the level of the limits in percent; 95 by default")
        let p = keys.optional("p", .printedKind(.pValue), "the p-value beside it")
        let count = keys.optional("count", .printedKind(.count), "how many subjects it counts")
        let denominator = keys.optional("of", .printedKind(.count), "how many subjects it is a part of")
        let size = keys.optional("n", .printedKind(.count), "how many subjects it is computed from")
        let note = keys.optional("note", .words, "a remark on the print")
        let compound = printed.flatMap { CompoundPrint($0.text, unit: unit) }
        let value = compound?.value.0 ?? printed
        if let fault = compound?.fault(count: count, denominator: denominator) {
            keys.refuse("published.value", fault, at: "value")
        }
        if let level, !(level.value > 0 && level.value < 100) {
            keys.refuse(
                "published.value", "`level` is \(level.text); expected a level in percent, such as 95", at: "level")
        }
        if value == nil, p == nil, !keys.has("value") {
            keys.refuse("published.value", "the number has neither `value` nor `p`", advice: "add `value: …`")
        }
        if let value, let fault = PrintedKind.fault(value, unit: unit) {
            keys.refuse("published.value", fault, at: "value")
        }
        if let limits,
            let fault = [limits.0, limits.1].lazy.compactMap({ PrintedKind.commaFault($0, unit: unit) }).first
        {
            keys.refuse("published.value", fault, at: "limits")
        }
        guard let quantity else { return nil }
        return PublishedNumber(
            study: study, place: place, quantity: quantity, group: group, value: value ?? PrintedValue(""),
            unit: compound?.value.unit ?? unit, lower: limits?.0, upper: limits?.1,
            level: PrintedKind.coverage(level), p: p, count: count ?? compound?.countBeside,
            denominator: denominator ?? compound?.denominator.map { PrintedValue($0) }, size: size, note: note,
            origin: keys.position)
    }

    private mutating func readScale(_ node: StudyNode) -> PublishedScale? {
        var keys = MappingReader(node, of: "a scale")
        let name = keys.required("name", .words, "the words with which the quantities on it begin")
        let least = keys.optional("from", .printedKind(.number), "the least value")
        let most = keys.optional("to", .printedKind(.number), "the largest value")
        let step = keys.optional("step", .printedKind(.number), "the step between values")
        keys.finish()
        if let least, let most, least.value > most.value {
            keys.refuse("published.scale", "`from` is above `to`", at: "from")
        }
        if let step, step.value <= 0 { keys.refuse("published.scale", "`step` is not above 0", at: "step") }
        problems += keys.problems
        return name.map { PublishedScale(name: $0, least: least?.decimal, most: most?.decimal, step: step?.decimal) }
    }

    private mutating func readException(_ node: StudyNode, _ references: NumberReferences) -> CheckException? {
        var keys = MappingReader(node, of: "an exception")
        let known = CheckRegistry.all.map { $0.id } + Relation.Kind.allCases.map(\.rawValue)
        let check = keys.required("check", .oneOf(known), "the check that does not hold, or the kind of relation")
        let listed = keys.required("numbers", .list(of: .words), "the numbers it does not hold for") ?? []
        let reason = keys.required("because", .words, "why")
        keys.finish()
        problems += keys.problems
        let numbers = resolve(listed, node["numbers"], references)
        guard let check, let reason, numbers.count == listed.count, !numbers.isEmpty else { return nil }
        return CheckException(check: check, numbers: numbers, reason: reason)
    }

    private mutating func readRelation(_ node: StudyNode, _ references: NumberReferences) -> Relation? {
        var keys = MappingReader(node, of: "a relation")
        let kind: Relation.Kind? = keys.required("relation", .choice, "how the numbers hang together")
        guard let kind else {
            problems += keys.problems
            return nil
        }
        keys = MappingReader(node, of: "the relation \(kind.rawValue)")
        _ = keys.required("relation", Expectation<Relation.Kind>.choice, "how the numbers hang together")
        let reason = keys.optional("because", .words, "why, in a few words")
        let words = kind == .claim ? keys.required("says", .words, "what the text says") : nil
        let members = kind.roles.map { readRole($0, &keys, references) }
        keys.finish()
        problems += keys.problems
        guard members.allSatisfy({ $0 != nil }) else { return nil }
        return Relation(
            kind, members.compactMap(\.self).flatMap(\.self), because: reason ?? kind.meaning, isWritten: true,
            words: words)
    }

    /// The numbers of a role: one list, or for groups a list each.
    private mutating func readRole(
        _ role: Relation.Kind.Role, _ keys: inout MappingReader, _ references: NumberReferences
    ) -> [[Int]]? {
        guard let node = keys.required(role.key, .node("a number, or a list of numbers"), "the numbers of its role")
        else {
            return nil
        }
        let lists = role.isGroups ? node.items ?? [] : [node]
        if role.isGroups, !role.count.contains(lists.count) {
            keys.refuse(
                "published.relation",
                "`\(role.key)` has \(lists.count) groups; expected at least \(role.count.lowerBound)",
                at: role.key, advice: "write a list of lists, one for each group")
            return nil
        }
        return lists.compactMap { list in
            let names = (list.items ?? [list]).map { $0.text ?? "" }
            let found = resolve(names, list, references)
            guard found.count == names.count else { return nil }
            if !role.isGroups, !role.count.contains(found.count) {
                keys.refuse(
                    "published.relation",
                    "`\(role.key)` has \(found.count) numbers; expected \(Self.amount(role.count))", at: role.key)
                return nil
            }
            return found
        }
    }

    private static func amount(_ range: ClosedRange<Int>) -> String {
        range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "at least \(range.lowerBound)"
    }

    private mutating func resolve(_ names: [String], _ node: StudyNode?, _ references: NumberReferences) -> [Int] {
        names.enumerated().compactMap { position, name in
            if let index = references.index(name) { return index }
            let fault = references.fault(name)
            let item = node?.items.flatMap { $0.indices.contains(position) ? $0[position] : nil }
            problems.append(
                Diagnostic(
                    .error, "published.reference", fault.message, at: item?.place ?? node?.place ?? Diagnostic.Place(),
                    advice: fault.advice))
            return nil
        }
    }
}
