import TrialValues

/// Something that a protocol leaves open, as its study file marks it.
public struct StudyGap: Sendable, Hashable {
    /// What kind of gap it is.
    public enum Kind: Sendable, Hashable {
        /// Nothing is said, and nothing takes its place.
        case unspecified
        /// The file decides it; the protocol does not print it.
        case notPrinted
    }

    /// What kind of gap it is.
    public let kind: Kind
    /// The keys that lead to it, such as `arms`, `IXA`, `cycle`.
    public let path: [String]
    /// Why it is open, or on what grounds it was decided.
    public let note: String?
    /// Where it stands.
    public let place: Diagnostic.Place

    /// The path in words: `arms › IXA › cycle`.
    public var name: String { path.joined(separator: " › ") }

    /// The gaps of a file, in its order.
    public static func all(of document: StudyDocument) -> [StudyGap] {
        var gaps: [StudyGap] = []
        gather(document.root, [], &gaps)
        return gaps
    }

    private static func gather(_ node: StudyNode, _ path: [String], _ gaps: inout [StudyGap]) {
        let word = Stated<String>.word
        switch node.content {
        case .text(word): gaps.append(StudyGap(kind: .unspecified, path: path, note: nil, place: node.place))
        case .text, .empty: break
        case .list(let items):
            for (index, item) in items.enumerated() { gather(item, path + [item.label ?? "\(index + 1)"], &gaps) }
        case .mapping(let entries):
            for entry in entries {
                switch entry.key {
                case word:
                    gaps.append(StudyGap(kind: .unspecified, path: path, note: entry.value.text, place: entry.place))
                case "not printed":
                    gaps +=
                        entry.value.items?.compactMap(\.text).map {
                            StudyGap(kind: .notPrinted, path: path + [$0], note: node["note"]?.text, place: entry.place)
                        } ?? []
                default: gather(entry.value, path + [entry.key], &gaps)
                }
            }
        }
        addNote(of: node, path, &gaps)
    }

    /// A gap that is a word only takes the note that stands beside it, where it is the only one there.
    private static func addNote(of node: StudyNode, _ path: [String], _ gaps: inout [StudyGap]) {
        guard let note = node["note"]?.text else { return }
        let own = gaps.indices.filter { gaps[$0].kind == .unspecified && gaps[$0].path.dropLast() == path[...] }
        guard let index = own.first, own.count == 1, gaps[index].note == nil else { return }
        gaps[index] = StudyGap(kind: .unspecified, path: gaps[index].path, note: note, place: gaps[index].place)
    }
}

extension StudyNode {
    /// What people call an item of a list: its `id`, or the value of another key that names it.
    var label: String? {
        for key in ["id", "drug", "factor", "name", "version", "when"] {
            if let text = self[key]?.text { return text }
        }
        return nil
    }
}
