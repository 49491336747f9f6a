/// Which items of a later list are those of an earlier one.
///
/// Items with a name are matched by it. Of the others, equal ones are matched first, then those that speak of the same
/// (`when`, `clearance`, `is`), then those of one kind in their order: a rule whose condition was changed is the same
/// rule. Lists of plain values are compared as they stand.
struct ListPairing {
    /// For each later item the position of the earlier one; `nil` of what is new.
    private(set) var earlier: [Int?]
    /// The key that names items of the list.
    private let nameKeys: [String]

    /// The keys that tell of what an item speaks, where it has no name.
    private static let topics = [
        "jurisdiction", "clearance", "dialysis", "is", "when", "by", "new cycle", "event", "at",
    ]

    /// The pairing of two lists of mappings; `nil` where an item is none.
    ///
    /// - Parameter list: the key of the list.
    init?(_ before: [StudyNode], _ after: [StudyNode], list: String) {
        guard (before + after).allSatisfy({ $0.entries != nil }) else { return nil }
        let keys =
            switch list {
            // A drug names no rule: several speak of it.
            case "modifications": ["id"]
            case "prophylaxis": ["against"]
            default: ["id", "drug", "factor", "name", "version"]
            }
        nameKeys = keys
        earlier = Array(repeating: nil, count: after.count)
        func isNamed(_ item: StudyNode) -> Bool { Self.name(of: item, keys) != nil }
        match(before, after) { Self.name(of: $0, keys) }
        match(before, after) { isNamed($0) ? nil : $0.meaning }
        for topic in Self.topics {
            match(before, after) { isNamed($0) ? nil : $0[topic].map { "\(topic): \($0.meaning)" } }
        }
        match(before, after) { item in
            isNamed(item) ? nil : Self.topics.first { item[$0] != nil } ?? ""
        }
    }

    /// Matches the items that are left and have the same key, in their order.
    private mutating func match(_ before: [StudyNode], _ after: [StudyNode], _ key: (StudyNode) -> String?) {
        var open = before.indices.filter { !earlier.contains($0) }.map { ($0, key(before[$0])) }
        for index in after.indices where earlier[index] == nil {
            guard let own = key(after[index]), let found = open.firstIndex(where: { $0.1 == own }) else { continue }
            earlier[index] = open.remove(at: found).0
        }
    }

    private static func name(of item: StudyNode, _ keys: [String]) -> String? {
        keys.lazy.compactMap { item[$0]?.text }.first
    }

    /// What an item is called: its name, or of what a row speaks, or its number in the list.
    func name(of item: StudyNode, at index: Int) -> String {
        if let name = Self.name(of: item, nameKeys) { return name }
        for (key, word) in [("jurisdiction", "jurisdiction"), ("clearance", "clearance"), ("is", "row")] {
            if let text = item[key]?.text { return "\(word) \(text)" }
        }
        return String(index + 1)
    }

    /// Whether items that are in both lists changed their order.
    var isMoved: Bool {
        let kept = earlier.compactMap(\.self)
        return kept != kept.sorted()
    }
}
