import TrialValues

/// One change of an amendment, told in the words of a protocol.
public struct StudyChange: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable {
        case added, removed, changed, moved
    }

    /// What happened.
    public let kind: Kind
    /// The keys and names that lead to it, such as `population`, `inclusion`, `I7`, `rule`.
    public let path: [String]
    /// What stood there; `nil` of what is new.
    public let old: String?
    /// What stands there; `nil` of what is gone.
    public let new: String?
    /// Where it stands: in the later file, or in the earlier one where it is gone.
    public let place: Diagnostic.Place

    /// The path as sentences call it.
    private let words: [String]

    init(path: ChangePath, old: StudyNode?, new: StudyNode?) {
        kind = old == nil ? .added : new == nil ? .removed : .changed
        self.path = path.keys
        words = path.words
        self.old = old?.printed
        self.new = new?.printed
        place = (new ?? old)?.place ?? Diagnostic.Place()
    }

    init(moved old: [String], to new: [String], _ path: ChangePath, _ node: StudyNode) {
        kind = .moved
        self.path = path.keys
        words = path.words
        self.old = old.joined(separator: ", ")
        self.new = new.joined(separator: ", ")
        place = node.place
    }

    /// The change in a sentence.
    public var sentence: String {
        let subject = ProtocolPath(words)
        let name = subject.thing.prefix(1).uppercased() + subject.thing.dropFirst()
        switch (kind, subject.attribute) {
        case (.added, nil): return "\(name) is new: \(shown(new))."
        case (.added, let key?): return "\(name) now states \(key): \(shown(new))."
        case (.removed, nil): return "\(name) is gone; it was \(shown(old))."
        case (.removed, let key?):
            return "\(name) no longer states \(key); \(subject.isPlural ? "they were" : "it was") \(shown(old))."
        case (.changed, nil): return "\(name) was \(shown(old)) and is now \(shown(new))."
        case (.changed, let key?):
            let (was, isNow) = subject.isPlural ? ("were", "are") : ("was", "is")
            return "\(name): \(key) \(was) \(shown(old)) and \(isNow) now \(shown(new))."
        case (.moved, _): return "\(name): the order is now \(new ?? "")."
        }
    }

    private func shown(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "empty" }
        return "`\(text)`"
    }
}

/// The keys that lead to a part of a study file, as people call the thing and what is said of it.
struct ProtocolPath {
    /// The thing, such as `inclusion criterion I7`.
    let thing: String
    /// What is said of it, such as `the rule`; `nil` where the whole thing is meant.
    let attribute: String?

    /// Whether what is said of it is more than one thing, such as `the levels`.
    let isPlural: Bool

    /// Lists whose items have a name of their own in protocols, by the keys that lead to them.
    private static let things: [(path: [String], word: String)] = [
        (["population", "inclusion"], "inclusion criterion"), (["population", "exclusion"], "exclusion criterion"),
        (["arms"], "arm"), (["endpoints"], "endpoint"), (["monitoring"], "monitoring rule"),
        (["design", "rules"], "design rule"), (["analysis", "sets"], "analysis set"),
        (["analysis", "subgroups"], "subgroup"), (["allocation", "strata"], "stratum"),
        (["assessments", "visits"], "visit"), (["assessments"], "assessment of"), (["modifications"], "rule"),
        (["prophylaxis"], "prophylaxis against"), (["facts"], "fact"), (["sites"], "site"), (["documents"], "document"),
    ]

    /// What protocols call that which a key states, where the key is no noun.
    private static let protocolWords = [
        "when": "condition", "do": "action", "until": "condition to go on", "resume": "dose to go on with",
        "new cycle": "condition of a new cycle", "by": "measure", "is": "level", "at": "time", "to": "target",
        "first time": "action of the first time", "alternate": "drugs in turn", "with": "accompanied drug",
        "against": "illness", "contraindicated": "contraindication", "as": "way of counting", "who": "population",
        "from": "beginning", "censor": "censoring", "look after": "courses before the look",
        "not printed": "list of what is not printed", "stop above": "bound to stop above",
        "stop below": "bound to stop below", "longest": "longest duration", "missed": "rule on missed doses",
        "vomited": "rule on vomited doses", "below lowest": "rule below the lowest level", "updated": "last update",
    ]

    init(_ path: [String]) {
        let last = path.last ?? ""
        isPlural =
            switch Self.protocolWords[last] {
            case let word?: ["drugs in turn", "courses before the look"].contains(word)
            case nil: ["strata", "criteria"].contains(last) || last.hasSuffix("s") && !last.hasSuffix("ss")
            }
        guard
            let (prefix, word) = Self.things.first(where: { path.count > $0.path.count && path.starts(with: $0.path) })
        else {
            let section = path.first ?? "the file"
            thing = path.isEmpty ? section : "the section \(section)"
            attribute = path.count > 1 ? Self.words(path.dropFirst()) : nil
            return
        }
        var rest = path.dropFirst(prefix.count)
        var name = "\(word) \(rest.removeFirst())"
        if prefix == ["arms"], let drugs = rest.firstIndex(of: "drugs"), drugs + 1 < rest.endIndex {
            name += ", \(rest[drugs + 1])"
            rest = rest[(drugs + 2)...]
        }
        thing = name
        attribute = rest.isEmpty ? nil : Self.words(rest)
    }

    private static func words(_ keys: ArraySlice<String>) -> String {
        let last = keys.last ?? ""
        let owners = keys.dropLast().filter { $0 != "rows" }.map { Int($0).map { "item \($0)" } ?? $0 }
        return (owners.isEmpty ? "" : owners.joined(separator: ", ") + ": ")
            + "the \(Int(last).map { "item \($0)" } ?? protocolWords[last] ?? last)"
    }
}
