import TrialValues

/// The tables of dose modifications that ship with the program: labels as data, in the form of a study file.
public enum ShippedModificationTable {
    /// Their names.
    public static var names: [String] { heads.map(\.reference.name) }

    /// Their names, versions and sources.
    public static var references: [TableReference] { heads.map(\.reference) }

    private struct Head {
        let reference: TableReference
        let items: [StudyNode]
    }

    private static let heads: [Head] = ShippedTables.tables(text) { keys in
        let name = keys.required("table", .words, "its name")
        let version = keys.required("version", .words, "its version")
        let source = keys.required("source", .words, "where it is printed")
        let items = keys.required("items", .nodes, "its rules")
        guard let name, let version, let source, let items else { return nil }
        return Head(reference: TableReference(name: name, version: version, source: source), items: items)
    }

    /// The items of the table that a node names.
    static func read(_ node: StudyNode, _ facts: FactDictionary, _ problems: inout [Diagnostic]) -> [ModificationItem] {
        guard let head = heads.first(where: { $0.reference.name == node.text }) else {
            let nearest = NearestName(to: node.text ?? "", among: names).map { "did you mean `\($0.name)`?" }
            problems.append(
                Diagnostic(
                    .error, "study.unknown-name", "no table of modifications is called `\(node.shown)`", at: node.place,
                    advice: nearest ?? "the tables are " + names.joined(separator: ", ")))
            return []
        }
        return head.items.enumerated().compactMap { index, item in
            var keys = MappingReader(item, of: "the rule \(index + 1) of \(head.reference.name)")
            let read = ModificationItem(&keys, facts, number: index + 1, table: head.reference)
            keys.finish()
            problems += keys.problems.map {
                Diagnostic(
                    $0.severity, $0.rule, "\(head.reference.name): \($0.message)", at: node.place, advice: $0.advice)
            }
            return read
        }
    }
}
