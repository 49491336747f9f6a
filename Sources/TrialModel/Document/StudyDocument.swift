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

    /// What a file is to hold, for messages about one that cannot be read.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A study file.
        case study = "a study file"
        /// A rule, a list of rules, or a study file with them.
        case design = "a design file"
        /// What is known of a subject.
        case facts = "a file of facts"
        /// A visitor's answers.
        case answers = "a file of answers"
        /// What happened during treatment.
        case events = "a file of events"

        /// What such a file holds at least.
        fileprivate var least: String {
            switch self {
            case .study: "at least `study: {id: …, title: …}`"
            case .design: "at least a rule, such as `rule: beta-binomial`"
            case .facts: "names of facts with values, such as `age: 57 years`"
            case .answers: "ids of criteria with answers, such as `I1: yes`"
            case .events: "what happened, such as `events: [{date: …, event: …}]`"
            }
        }
    }

    /// Reads the bytes of a file; a byte order mark before its text is passed over.
    ///
    /// - Throws: `study.not-text`, `study.too-long`, and what ``init(_:file:kind:)`` throws.
    public init(bytes: [UInt8], file: String? = nil, kind: Kind = .study) throws(Diagnostics) {
        func refuse(_ rule: String, _ message: String, line: Int? = nil) -> Diagnostics {
            Diagnostics([Diagnostic(.error, rule, message, at: Diagnostic.Place(file: file, line: line))])
        }
        guard bytes.count <= Self.longest else {
            throw refuse(
                "study.too-long", "the file has \(bytes.count) bytes; \(kind.rawValue) has at most \(Self.longest)")
        }
        if let zero = bytes.firstIndex(of: 0) {
            let line = bytes[..<zero].count { $0 == 0x0A } + 1
            throw refuse("study.not-text", "the file holds a zero byte; \(kind.rawValue) is UTF-8 text", line: line)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                .firstIndex { String(validating: $0, as: UTF8.self) == nil }
            throw refuse("study.not-text", "the text is not UTF-8", line: line.map { $0 + 1 })
        }
        try self.init(text, file: file, kind: kind)
    }

    /// Reads a text.
    ///
    /// - Throws: all that keeps it from being a study file, with rules such as `study.yaml`, `study.duplicate-key`,
    ///   `study.tab`, `study.anchor` and `study.empty`.
    public init(_ text: String, file: String? = nil, kind: Kind = .study) throws(Diagnostics) {
        self.file = file
        let mark: Unicode.Scalar = "\u{FEFF}"
        let isMarked = text.unicodeScalars.first == mark
        let root = try StudyNode(yaml: isMarked ? String(text.unicodeScalars.dropFirst()) : text, file: file)
        guard let root, root.content != .empty else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.empty", "the file says nothing", at: Diagnostic.Place(file: file),
                    advice: "\(kind.rawValue) holds \(kind.least)")
            ])
        }
        self.root = root
    }
}
