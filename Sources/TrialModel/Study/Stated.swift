import TrialValues

/// What a protocol says of a thing, or that it leaves it open.
///
/// A gap stays a gap: nothing takes the place of what is not stated, and what needs it says so.
///
/// ```yaml
/// participants: unspecified
/// cycle: {unspecified: "not printed; 28 days follow from the schedules"}
/// ```
public enum Stated<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The protocol says it.
    case stated(Value)
    /// The protocol leaves it open; why, where the file says so.
    case unspecified(note: String?)

    /// What is stated; `nil` for a gap.
    public var value: Value? { if case .stated(let value) = self { value } else { nil } }

    /// The word that marks a gap.
    public static var word: String { "unspecified" }
}

extension StudyNode {
    /// Whether it marks a gap: the word `unspecified`, or `{unspecified: why}`, whose note must be a text.
    func isGap(_ name: String, _ problems: inout [Diagnostic]) -> Bool {
        guard isGap else { return false }
        if let note = self[Stated<String>.word] { _ = Expectation<String>.words.read(note, name, &problems) }
        return true
    }

    /// Whether it is the word `unspecified`, or has no key but that.
    var isGap: Bool { text == Stated<String>.word || entries?.map(\.key) == [Stated<String>.word] }
}

extension Expectation {
    /// A value, or the word `unspecified`, or `{unspecified: why}`.
    static func stated<Inner>(_ inner: Expectation<Inner>) -> Expectation where Value == Stated<Inner> {
        Expectation(
            inner.words + "; or `unspecified`, where the protocol leaves it open", shape: .any([inner.shape, .gap])
        ) { node, name, problems in
            switch node.content {
            case .text(Stated<Inner>.word): return .unspecified(note: nil)
            case .mapping(let entries) where entries.first?.key == Stated<Inner>.word && entries.count == 1:
                return Expectation<String>.words.read(entries[0].value, name, &problems).map { .unspecified(note: $0) }
            default: return inner.read(node, name, &problems).map { .stated($0) }
            }
        }
    }
}
