import TrialValues

/// One item of a study file's `monitoring:` or `design:` section: a rule with its name and where it stands.
public struct DesignItem: Sendable, Hashable {
    /// Its name: the `id` it has, or the name of its rule, numbered where several have the same.
    public let id: String
    /// A title of the user's own.
    public let title: String?
    /// A remark of the user's own.
    public let note: String?
    /// The rule.
    public let rule: DesignRule
    /// What the design supposes of the trial around it.
    public let facts: DesignFacts?
    /// The keys whose values the protocol does not print: they are configuration, and reports say so.
    public let notPrinted: [String]
    private let node: StudyNode

    /// The place of a value of the item by its path, as ``StudyNode/place(of:)`` has it.
    public func place(of path: String...) -> Diagnostic.Place { node.place(of: path) }

    /// Whether a key stands in the item.
    public func has(_ key: String) -> Bool { node[key] != nil }

    init(_ draft: Draft, id: String, facts: DesignFacts?) {
        self.id = id
        title = draft.title
        note = draft.note
        rule = draft.rule
        self.facts = draft.facts ?? facts
        notPrinted = draft.notPrinted
        node = draft.node
    }

    /// An item as it stands, before it has a name and the facts of the whole file.
    struct Draft {
        let id: String?
        let title: String?
        let note: String?
        let rule: DesignRule
        let facts: DesignFacts?
        let notPrinted: [String]
        let node: StudyNode

        init?(_ node: StudyNode, _ problems: inout [Diagnostic]) {
            guard let name = Self.name(node, &problems) else { return nil }
            var keys = MappingReader(node, of: "the rule \(name.rawValue)")
            let draft = Draft(name, &keys)
            keys.finish()
            problems += keys.problems
            guard let draft else { return nil }
            self = draft
        }

        /// Reads the keys of an item whose kind of rule is known.
        init?(_ name: DesignRule.Name, _ keys: inout MappingReader) {
            _ = keys.required("rule", Expectation<DesignRule.Name>.choice, "the kind of rule")
            let rule = DesignRule(name, &keys)
            id = keys.optional("id", .identifier, "a short name for `--item` and reports")
            title = keys.optional("title", .words, "what reports call it")
            note = keys.optional("note", .words, "a remark that reports repeat")
            notPrinted =
                keys.optional(
                    "not printed", .list(of: .words),
                    "the keys whose values the protocol does not print; reports call them configuration") ?? []
            facts = keys.optional("design", .designFacts, "facts of the design for this rule alone")
            for key in notPrinted where !keys.has(key) {
                keys.refuse("study.unknown-name", "`not printed` names `\(key)`, which is not there", at: "not printed")
            }
            guard let rule else { return nil }
            self.rule = rule
            node = keys.node
        }

        /// The kind of rule, where the item says one.
        private static func name(_ node: StudyNode, _ problems: inout [Diagnostic]) -> DesignRule.Name? {
            var keys = MappingReader(node, of: "the item")
            let name = keys.required("rule", Expectation<DesignRule.Name>.choice, "the kind of rule")
            problems += keys.problems
            return name
        }
    }
}

extension DesignRule.Name {
    /// The keys that an item of this kind may have, with their meaning.
    public var keys: [MappingReader.Key] { MappingReader.keys { _ = DesignItem.Draft(self, &$0) } }
}
