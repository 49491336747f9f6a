/// One problem found in a document or a file of data: where it is, what is wrong and what to do about it.
///
/// Readers collect diagnostics instead of stopping at the first, so that a file is mended in one go.
///
/// ```swift
/// print(diagnostic)  // trial.csv:14:3: error: row has 5 fields; the header has 4 [csv.ragged-row]
/// ```
public struct Diagnostic: Error, Sendable, Hashable {
    /// How bad it is: an error means that no value was made of the document.
    public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        case remark, warning, error

        /// Whether `a` is less bad than `b`.
        public static func < (a: Severity, b: Severity) -> Bool {
            Severity.allCases.firstIndex(of: a) ?? 0 < Severity.allCases.firstIndex(of: b) ?? 0
        }
    }

    /// Where in the document it is; every part may be unknown.
    public struct Place: Sendable, Hashable {
        /// The file's path as the user gave it.
        public var file: String?
        /// The line of the file, from 1.
        public var line: Int?
        /// The position in the line, from 1: of the character in a text document, of the field in a table.
        public var column: Int?
        /// The name of the column, where the document is a table with a header.
        public var field: String?

        /// A place in `file`, as far as it is known.
        public init(file: String? = nil, line: Int? = nil, column: Int? = nil, field: String? = nil) {
            self.file = file
            self.line = line
            self.column = column
            self.field = field
        }
    }

    /// How bad it is.
    public let severity: Severity
    /// Where it is.
    public let place: Place
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// The name of the rule that found it, such as `csv.ragged-row`; stable across versions.
    public let rule: String
    /// What to do about it, where that is not plain from the message.
    public let advice: String?

    /// A problem of the given severity at a place.
    public init(
        _ severity: Severity, _ rule: String, _ message: String, at place: Place = Place(), advice: String? = nil
    ) {
        self.severity = severity
        self.place = place
        self.message = message
        self.rule = rule
        self.advice = advice
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The problem on one line, in the form that compilers use and editors understand.
    public var description: String {
        var where_ = place.file.map { [$0] } ?? []
        if let line = place.line { where_.append(String(line)) }
        if place.line != nil, let column = place.column { where_.append(String(column)) }
        let prefix = where_.isEmpty ? "" : where_.joined(separator: ":") + ": "
        let field = place.field.map { " in column '\($0)'" } ?? ""
        let help = advice.map { "; \($0)" } ?? ""
        return "\(prefix)\(severity.rawValue): \(message)\(field)\(help) [\(rule)]"
    }
}

/// All the problems of one document, thrown together when at least one of them is an error.
public struct Diagnostics: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems in the order in which they stand in the document.
    public let all: [Diagnostic]

    /// The given problems, as one error.
    public init(_ all: [Diagnostic]) { self.all = all }

    /// The problems, one a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
