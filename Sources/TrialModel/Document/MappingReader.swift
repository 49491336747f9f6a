import TrialValues

/// Reads a group of keys, one key after the other, and collects every problem.
///
/// ```swift
/// var keys = MappingReader(node, of: "the rule beta-binomial")
/// let limit = keys.required("limit", .probability, "the rate that is too high")
/// let cohort = keys.optional("cohort", .wholeNumber(from: 1), "how many subjects between looks") ?? 1
/// keys.finish()      // refuses keys that nobody asked for
/// ```
///
/// What is read is what is documented: ``asked`` lists the keys with their meaning for guides and schemas.
public struct MappingReader {
    /// A key that was asked for.
    public struct Key: Sendable, Hashable {
        /// The key.
        public let name: String
        /// Whether it must be there.
        public let isRequired: Bool
        /// What is expected.
        public let words: String
        /// What editors check.
        public let shape: StudyShape
        /// What it means.
        public let meaning: String
    }

    /// What the keys belong to, such as "the rule beta-binomial".
    let owner: String
    /// The keys that were asked for, in that order.
    public private(set) var asked: [Key] = []
    /// What was found wrong so far.
    public internal(set) var problems: [Diagnostic] = []
    /// The keys and values as they stand.
    let node: StudyNode
    /// Where they stand.
    package var position: Diagnostic.Place { node.place }
    private let isKeyless: Bool

    /// The keys that a function asks for.
    package static func keys(_ read: (inout MappingReader) -> Void) -> [Key] {
        var reader = MappingReader(StudyNode(content: .mapping([]), place: Diagnostic.Place()), of: "")
        read(&reader)
        return reader.asked
    }

    /// A reader of the keys of a node.
    package init(_ node: StudyNode, of owner: String) {
        self.node = node
        self.owner = owner
        isKeyless = node.entries == nil
        if isKeyless {
            problems.append(
                Diagnostic(.error, "study.type", "\(owner) is \(node.shown); expected keys with values", at: node.place)
            )
        }
    }

    /// The value of a key that must be there.
    package mutating func required<Value>(_ name: String, _ expectation: Expectation<Value>, _ meaning: String)
        -> Value?
    {
        ask(name, expectation, meaning, isRequired: true)
        guard let value = node[name] else {
            if !isKeyless {
                problems.append(
                    Diagnostic(
                        .error, "study.missing-key", "\(owner) has no `\(name)`", at: node.place,
                        advice: "add `\(name): …`, \(expectation.words)"))
            }
            return nil
        }
        return expectation.read(value, name, &problems)
    }

    /// The value of a key that may be there; `nil` where it is not, or is wrong.
    package mutating func optional<Value>(_ name: String, _ expectation: Expectation<Value>, _ meaning: String)
        -> Value?
    {
        ask(name, expectation, meaning, isRequired: false)
        return node[name].flatMap { expectation.read($0, name, &problems) }
    }

    /// Whether a key stands there.
    package func has(_ name: String) -> Bool { node[name] != nil }

    /// Says that a value that is well formed cannot be.
    package mutating func refuse(
        _ rule: String, _ message: String, at name: String? = nil, advice: String? = nil
    ) {
        let place = name.flatMap { node[$0]?.place } ?? node.place
        problems.append(Diagnostic(.error, rule, message, at: place, advice: advice))
    }

    /// Says that something within a value, which has a place of its own, cannot be.
    mutating func refuse(_ rule: String, _ message: String, at place: Diagnostic.Place, advice: String? = nil) {
        problems.append(Diagnostic(.error, rule, message, at: place, advice: advice))
    }

    /// Refuses more than one of keys that say the same in different ways, and none of them where one must be there.
    mutating func expectOne(of names: [String], isRequired: Bool = true) {
        let present = names.filter(has)
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        if present.count > 1 {
            refuse(
                "study.conflict", "\(owner) has more than one of \(list)", at: present[1], advice: "keep one of them")
        } else if present.isEmpty, isRequired, !isKeyless {
            refuse("study.missing-key", "\(owner) has none of \(list)", advice: "add one of them")
        }
    }

    /// Refuses the lack of all of some keys.
    mutating func expectAny(of names: [String]) {
        guard !names.contains(where: has), !isKeyless else { return }
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        refuse("study.missing-key", "\(owner) has none of \(list)", advice: "add at least one of them")
    }

    /// Refuses the keys that nobody asked for.
    package mutating func finish() {
        let names = asked.map(\.name)
        for entry in node.entries ?? [] where !names.contains(entry.key) {
            let nearest = NearestName(to: entry.key, among: names).map { "did you mean `\($0.name)`?" }
            let hint =
                entry.value.content == .empty
                ? "it has no value; a text that holds a comma needs quotes within braces"
                : "its keys are " + names.joined(separator: ", ")
            problems.append(
                Diagnostic(
                    .error, "study.unknown-key", "`\(entry.key)` is not a key of \(owner)", at: entry.place,
                    advice: nearest ?? hint))
        }
    }

    private mutating func ask<Value>(
        _ name: String, _ expectation: Expectation<Value>, _ meaning: String, isRequired: Bool
    ) {
        asked.append(
            Key(
                name: name, isRequired: isRequired, words: expectation.words, shape: expectation.shape,
                meaning: meaning))
    }
}

extension MappingReader {
    /// Refuses the lack of one of keys that stand together, and the presence of those that do not go with them.
    mutating func expectTogether(_ names: [String], without others: [String] = []) {
        for name in names where !has(name) {
            refuse("study.missing-key", "\(owner) has no `\(name)`", advice: "add `\(name): …`")
        }
        for name in others where has(name) {
            refuse(
                "study.conflict", "`\(name)` does not go with `\(names[0])` in \(owner)", at: name,
                advice: "keep one of them")
        }
    }
}
