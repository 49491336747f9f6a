import TrialValues

/// A piece of a study file: a text, a list or keys with values, with the place where it stands.
///
/// Nothing is typed here: `NO`, `3:2` and `0.30` are the texts that the file holds. An ``Expectation`` types them.
public struct StudyNode: Sendable, Hashable {
    /// What the piece is.
    public enum Content: Sendable, Hashable {
        /// Nothing: a key without a value, or an item without a text.
        case empty
        /// A text as it is written, without its quotes.
        case text(String)
        /// A list.
        case list([StudyNode])
        /// Keys with values, in the order of the file; no key stands twice.
        case mapping([Entry])
    }

    /// A key with its value.
    public struct Entry: Sendable, Hashable {
        /// The key as it is written.
        public let key: String
        /// Where the key stands.
        public let place: Diagnostic.Place
        /// Its value.
        public let value: StudyNode
    }

    /// What it is.
    public let content: Content
    /// Where it begins.
    public let place: Diagnostic.Place
    /// The column of the text's first character, where the whole text stands in one piece on the line of ``place``:
    /// behind a quotation mark, and not at all for a text of several lines.
    var textColumn: Int?

    /// The text, of a node that is one.
    public var text: String? { if case .text(let text) = content { text } else { nil } }

    /// The items, of a node that is a list.
    public var items: [StudyNode]? { if case .list(let items) = content { items } else { nil } }

    /// The keys with their values, of a node that has some.
    public var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

    /// The value of a key; `nil` where the node has no such key.
    public subscript(key: String) -> StudyNode? { entries?.first { $0.key == key }?.value }

    /// The place of the value at a path, such as `["hypotheses", "1", "alpha"]`: keys, and numbers of list items
    /// from 0; the place of the deepest part of the path that exists.
    public func place(of path: [String]) -> Diagnostic.Place {
        guard let first = path.first else { return place }
        let next = items.flatMap { items in Int(first).flatMap { items.indices.contains($0) ? items[$0] : nil } }
        return (self[first] ?? next)?.place(of: Array(path.dropFirst())) ?? place
    }

    /// How a message calls it: its text, shortened, or the kind of thing it is.
    var shown: String {
        switch content {
        case .empty: "empty"
        case .text(let text): text.count > 60 ? text.prefix(57) + "…" : text
        case .list: "a list"
        case .mapping: "a group of keys"
        }
    }
}
