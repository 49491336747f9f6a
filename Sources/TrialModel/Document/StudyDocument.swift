import TrialValues

/// A study file as it is written: well-formed, with the place of everything in it, and not yet understood.
///
/// ```swift
/// let document = try StudyDocument("rule: simon\nalpha: 0.05", file: "design.yaml")
/// document.root["alpha"]?.text        // "0.05"
/// document.root["alpha"]?.place.line  // 2
/// ```
///
/// The file is YAML without its traps: every value is the text that is printed, so `NO` is not false and `3:2` is not
/// 182; a key that stands twice, an anchor, an alias, a tag and a second document are refused.
public struct StudyDocument: Sendable, Hashable {
    /// The file's path as the user gave it.
    public let file: String?
    /// All that it holds.
    public let root: StudyNode

    /// The most levels of lists and keys within each other.
    static let deepest = 64
    /// The longest file in bytes; a protocol has some tens of thousands.
    static let longest = 16 << 20

    /// A piece of a document as one of its own.
    init(root: StudyNode) {
        file = root.place.file
        self.root = root
    }

    /// Reads the bytes of a file.
    ///
    /// - Throws: `study.not-text`, `study.too-long`, and what ``init(_:file:)`` throws.
    public init(bytes: [UInt8], file: String? = nil) throws(Diagnostics) {
        func refuse(_ rule: String, _ message: String, line: Int? = nil) -> Diagnostics {
            Diagnostics([Diagnostic(.error, rule, message, at: Diagnostic.Place(file: file, line: line))])
        }
        guard bytes.count <= Self.longest else {
            throw refuse(
                "study.too-long", "the file has \(bytes.count) bytes; a study file has at most \(Self.longest)")
        }
        if let zero = bytes.firstIndex(of: 0) {
            let line = bytes[..<zero].count { $0 == 0x0A } + 1
            throw refuse("study.not-text", "the file holds a zero byte; a study file is UTF-8 text", line: line)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                .firstIndex { String(validating: $0, as: UTF8.self) == nil }
            throw refuse("study.not-text", "the text is not UTF-8", line: line.map { $0 + 1 })
        }
        try self.init(text, file: file)
    }

    /// Reads a text.
    ///
    /// - Throws: all that keeps it from being a study file, with rules such as `study.yaml`, `study.duplicate-key`,
    ///   `study.tab`, `study.anchor` and `study.empty`.
    public init(_ text: String, file: String? = nil) throws(Diagnostics) {
        self.file = file
        let root = try StudyNode(yaml: text, file: file)
        guard let root, root.content != .empty else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.empty", "the file says nothing", at: Diagnostic.Place(file: file),
                    advice: "a design file holds at least a rule, such as 'rule: beta-binomial'")
            ])
        }
        self.root = root
    }
}
