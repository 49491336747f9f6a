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
/// was moved is not one that was removed and another that was added; ``ListPairing`` matches those without a name.
/// Remarks and line breaks change nothing.
public struct StudyAmendment: Sendable, Hashable {
    /// The changes, in the order of the later file; what is gone stands where it was.
    public let changes: [StudyChange]

    /// The changes between two documents.
    public init(from old: StudyDocument, to new: StudyDocument) {
        var changes: [StudyChange] = []
        Self.compare(old.root, new.root, ChangePath(), &changes)
        self.changes = changes
    }

    private static func compare(
        _ old: StudyNode, _ new: StudyNode, _ path: ChangePath, _ changes: inout [StudyChange]
    ) {
        if let before = old.entries, let after = new.entries {
            let gone = before.filter { entry in !after.contains { $0.key == entry.key } }
            for entry in gone { changes.append(StudyChange(path: path + entry.key, old: entry.value, new: nil)) }
            for entry in after {
                if let earlier = before.first(where: { $0.key == entry.key }) {
                    compare(earlier.value, entry.value, path + entry.key, &changes)
                } else {
                    changes.append(StudyChange(path: path + entry.key, old: nil, new: entry.value))
                }
            }
        } else if let before = old.items, let after = new.items {
            compareLists(old, new, before, after, path, &changes)
        } else if path.keys.last == "version" ? old.printed != new.printed : old.meaning != new.meaning {
            changes.append(StudyChange(path: path, old: old, new: new))
        }
    }

    private static func compareLists(
        _ old: StudyNode, _ new: StudyNode, _ before: [StudyNode], _ after: [StudyNode], _ path: ChangePath,
        _ changes: inout [StudyChange]
    ) {
        guard let pairing = ListPairing(before, after, list: path.keys.last ?? "") else {
            if old.meaning != new.meaning { changes.append(StudyChange(path: path, old: old, new: new)) }
            return
        }
        for index in before.indices where !pairing.earlier.contains(index) {
            let item = before[index]
            changes.append(
                StudyChange(path: path.item(item, pairing.name(of: item, at: index)), old: item, new: nil))
        }
        for (index, item) in after.enumerated() {
            let own = path.item(item, pairing.name(of: item, at: index))
            if let earlier = pairing.earlier[index] {
                compare(before[earlier], item, own, &changes)
            } else {
                changes.append(StudyChange(path: own, old: nil, new: item))
            }
        }
        if pairing.isMoved {
            func names(_ items: [StudyNode], _ indices: [Int]) -> [String] {
                indices.map { pairing.name(of: items[$0], at: $0) }
            }
            changes.append(
                StudyChange(
                    moved: names(before, pairing.earlier.compactMap(\.self).sorted()),
                    to: names(after, Array(after.indices)), path, new))
        }
    }
}

/// The keys and names that lead to a part of a file, and how sentences call them.
struct ChangePath {
    /// The keys and names.
    var keys: [String] = []
    /// The same as sentences call them: `P1 on lenalidomide` for the rule `P1`.
    var words: [String] = []

    static func + (path: ChangePath, key: String) -> ChangePath {
        ChangePath(keys: path.keys + [key], words: path.words + [key])
    }

    /// The path to an item of a list.
    func item(_ item: StudyNode, _ name: String) -> ChangePath {
        var words = name
        if keys == ["modifications"] || keys == ["prophylaxis"], let drug = item["drug"] {
            words += keys == ["modifications"] ? " on " : " with "
            words += drug.items.map { $0.map(\.printed).joined(separator: " and ") } ?? drug.printed
        }
        return ChangePath(keys: keys + [name], words: self.words + [words])
    }
}

extension StudyNode {
    /// All of it on one line, with its numbers as they count: `75.0` and `75` are one, and so are `100,000` and `100000`.
    var meaning: String {
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
