import TrialValues

/// What a study file says of its design: the facts and the rules.
///
/// ```swift
/// let design = try StudyDesign(StudyDocument("rule: simon\n…", file: "phase2.yaml"))
/// design.items[0].rule
/// ```
///
/// The file is a whole study file, of which the sections `design` and `monitoring` are read, or a list of items, or
/// one item alone. All problems are told at once.
public struct StudyDesign: Sendable, Hashable {
    /// The file's path as the user gave it.
    public let file: String?
    /// The rules, at least one unless ``hasRules`` is false, in the order of the file.
    public let items: [DesignItem]
    /// The facts that hold for every rule without its own.
    public let facts: DesignFacts?
    /// Which of the sections `design` and `monitoring` the file leaves open as a whole.
    public let open: [OpenSection]

    /// The design of a document.
    ///
    /// - Throws: every problem of the document's design, with its place.
    public init(_ document: StudyDocument) throws(Diagnostics) {
        var reading = Reading(document)
        reading.read()
        let problems = reading.problems.sorted {
            ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0)
        }
        guard problems.allSatisfy({ $0.severity < .error }) else { throw Diagnostics(problems) }
        file = document.file
        facts = reading.facts
        items = reading.items
        open = [.design, .monitoring].compactMap { OpenSection($0, in: document) }
    }

    /// The keys of the section `design`.
    public static let designKeys = MappingReader.keys { _ = DesignFacts(section: &$0) }

    /// The item of a name.
    public subscript(id id: String) -> DesignItem? { items.first { $0.id == id } }
}

/// The reading of a document's design.
private struct Reading {
    let root: StudyNode
    var problems: [Diagnostic] = []
    var facts: DesignFacts?
    private var drafts: [DesignItem.Draft] = []

    init(_ document: StudyDocument) { root = document.root }

    mutating func read() {
        if root.items != nil || root["rule"] != nil {
            readItems(root)
        } else if root.entries != nil {
            readSections()
        } else {
            problems.append(
                StudyFault.type.diagnostic(root, "the file", expected: "a rule, a list of rules, or a study file"))
        }
        refuseTwins()
    }

    /// The items with their names.
    var items: [DesignItem] {
        var counts: [String: Int] = [:]
        return drafts.map { draft in
            let name = draft.rule.name.rawValue
            let number = draft.id == nil ? counts[name, default: 0] + 1 : 0
            if draft.id == nil { counts[name] = number }
            return DesignItem(draft, id: draft.id ?? (number == 1 ? name : "\(name)-\(number)"), facts: facts)
        }
    }

    private mutating func readSections() {
        for entry in root.entries ?? [] {
            switch entry.key {
            case "equipoise": readVersion(entry.value)
            case "design": readDesign(entry.value)
            case "monitoring" where !entry.value.isGap("monitoring", &problems): readItems(entry.value)
            case let key where !StudySection.names.contains(key):
                let nearest = NearestName(to: key, among: StudySection.names + ["rule"])
                let advice = nearest.map { "did you mean `\($0.name)`?" }
                problems.append(
                    Diagnostic(
                        .error, "study.unknown-key", "`\(key)` is not a section of a study file", at: entry.place,
                        advice: advice ?? "its sections are " + StudySection.names.joined(separator: ", ")))
            default: break
            }
        }
    }

    private mutating func readVersion(_ node: StudyNode) {
        guard node.text != "1" else { return }
        problems.append(
            Diagnostic(
                .error, "study.version", "`equipoise` is \(node.shown); expected 1, the version of the file's form",
                at: node.place))
    }

    /// `design:` holds facts, with `rules` among them, or rules as `monitoring:` does.
    private mutating func readDesign(_ node: StudyNode) {
        guard !node.isGap("design", &problems) else { return }
        guard node.items == nil, node["rule"] == nil else { return readItems(node) }
        var keys = MappingReader(node, of: "`design`")
        facts = DesignFacts(section: &keys)
        keys.finish()
        problems += keys.problems
        if let rules = node["rules"] { readItems(rules) }
    }

    private mutating func readItems(_ node: StudyNode) {
        if let items = node.items {
            if items.isEmpty {
                problems.append(Diagnostic(.error, "study.empty", "the list of rules is empty", at: node.place))
            }
            drafts += items.compactMap { DesignItem.Draft($0, &problems) }
        } else if node.entries != nil {
            if let draft = DesignItem.Draft(node, &problems) { drafts.append(draft) }
        } else {
            problems.append(StudyFault.type.diagnostic(node, "monitoring", expected: "a rule or a list of rules"))
        }
    }

    private mutating func refuseTwins() {
        var known: Set<String> = []
        for draft in drafts {
            guard let id = draft.id, !known.insert(id).inserted else { continue }
            problems.append(
                Diagnostic(
                    .error, "study.duplicate-id", "two rules have the id \(id)", at: draft.node.place(of: ["id"])))
        }
    }
}

extension DesignFacts {
    /// The facts of the section `design`, where rules may stand among them.
    fileprivate init(section keys: inout MappingReader) {
        self.init(&keys)
        _ = keys.optional("rules", .anything, "the rules of the design, as under `monitoring`")
    }
}

extension Expectation where Value == StudyNode {
    /// Anything; what it must be is said elsewhere.
    fileprivate static let anything = Expectation("a rule or a list of rules", shape: .rules) { node, _, _ in
        node
    }
}
