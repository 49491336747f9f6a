import TrialValues

/// What a later version of a study file changes in an earlier one.
///
/// ```swift
/// let amendment = StudyAmendment(from: old, to: new)
/// amendment.changes.map(\.sentence)
/// // ["Inclusion criterion I7: the rule was `platelets > 100,000 /mm3` and is now `platelets > 75,000 /mm3`."]
/// ```
///
/// Items of lists are matched by what names them (`id`, `drug`, `factor`), not by their order, so that a criterion that
/// was moved is not one that was removed and another that was added. Remarks and line breaks change nothing.
public struct StudyAmendment: Sendable, Hashable {
    /// The changes, in the order of the later file; what is gone stands where it was.
    public let changes: [StudyChange]

    /// The changes between two documents.
    public init(from old: StudyDocument, to new: StudyDocument) {
        var changes: [StudyChange] = []
        Self.compare(old.root, new.root, [], &changes)
        self.changes = changes
    }

    private static func compare(
        _ old: StudyNode, _ new: StudyNode, _ path: [String], _ changes: inout [StudyChange]
    ) {
        if let before = old.entries, let after = new.entries {
            let pairs = (before.map { ($0.key, $0.value) }, after.map { ($0.key, $0.value) })
            compareNamed(pairs.0, pairs.1, path, &changes)
        } else if let before = old.items, let after = new.items {
            compareLists(old, new, before, after, path, &changes)
        } else if path.last == "version" ? old.printed != new.printed : old.meaning != new.meaning {
            changes.append(StudyChange(path: path, old: old, new: new))
        }
    }

    /// Lists whose items have names are compared by name; others as they stand.
    private static func compareLists(
        _ old: StudyNode, _ new: StudyNode, _ before: [StudyNode], _ after: [StudyNode], _ path: [String],
        _ changes: inout [StudyChange]
    ) {
        let names = (before.map(\.label), after.map(\.label))
        let areNamed = [names.0, names.1].allSatisfy { $0.allSatisfy { $0 != nil } && Set($0).count == $0.count }
        guard areNamed else {
            if old.meaning != new.meaning { changes.append(StudyChange(path: path, old: old, new: new)) }
            return
        }
        compareNamed(
            zip(names.0, before).map { ($0 ?? "", $1) }, zip(names.1, after).map { ($0 ?? "", $1) }, path, &changes)
        let kept = names.0.filter(names.1.contains)
        if kept != names.1.filter(names.0.contains) {
            changes.append(StudyChange(moved: kept.compactMap(\.self), to: names.1.compactMap(\.self), path, new))
        }
    }

    private static func compareNamed(
        _ before: [(name: String, node: StudyNode)], _ after: [(name: String, node: StudyNode)], _ path: [String],
        _ changes: inout [StudyChange]
    ) {
        let known = Dictionary(before.map { ($0.name, $0.node) }, uniquingKeysWith: { first, _ in first })
        for (name, node) in before where !after.contains(where: { $0.name == name }) {
            changes.append(StudyChange(path: path + [name], old: node, new: nil))
        }
        for (name, node) in after {
            guard let earlier = known[name] else {
                changes.append(StudyChange(path: path + [name], old: nil, new: node))
                continue
            }
            compare(earlier, node, path + [name], &changes)
        }
    }
}

extension StudyNode {
    /// All of it on one line, with its numbers as they count: `75.0` and `75` are one, and so are `100,000` and `100000`.
    fileprivate var meaning: String {
        printed.replacing(#/(^|[^\w.,-])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(?![\w.])/#) { match in
            let number = match.2.filter { $0 != "," } + (match.3 ?? "")
            return match.1 + (ExactDecimal(number)?.description ?? match.0.dropFirst(match.1.count).description)
        }
    }

    /// All of it on one line, as braces and brackets print it.
    var printed: String {
        switch content {
        case .empty: ""
        case .text(let text): text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        case .list(let items): "[" + items.map(\.printed).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \($0.value.printed)" }.joined(separator: ", ") + "}"
        }
    }
}
