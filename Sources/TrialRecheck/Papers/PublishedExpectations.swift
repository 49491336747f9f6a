import TrialModel
import TrialValues

extension Expectation where Value == StudyNode {
    /// Anything; what it must be is said elsewhere.
    static func node(_ words: String) -> Expectation {
        Expectation(words, shape: .text(pattern: nil), read: { node, _, _ in node })
    }
}

extension Expectation where Value == String {
    /// The version of the form of the file.
    static let formVersion = Expectation(
        "1, the version of the file's form", shape: .choice(["1"]),
        text: { text throws(StudyFault) in
            guard text == "1" else { throw .range }
            return text
        })

    /// One of some names.
    static func oneOf(_ names: [String]) -> Expectation {
        Expectation(
            "one of " + names.joined(separator: ", "), shape: .choice(names),
            text: { text throws(StudyFault) in
                guard names.contains(text) else {
                    let nearest = NearestName(to: text, among: names).map { "; did you mean \($0.name)?" } ?? ""
                    throw .other(rule: "study.choice", "`\(text)` is no check and no relation\(nearest)")
                }
                return text
            })
    }
}

/// Which paper a file is about.
struct PaperName: Sendable {
    let id: String
    let title: String?
}

extension Expectation where Value == PaperName {
    /// The paper's study and title.
    static let paper = Expectation(
        "keys `id` and `title`", shape: .text(pattern: nil),
        read: { node, _, problems in
            var keys = MappingReader(node, of: "`paper`")
            let id = keys.required("id", .words, "the study")
            let title = keys.optional("title", .words, "what the paper is called")
            keys.finish()
            problems += keys.problems
            return id.map { PaperName(id: $0, title: title) }
        })
}

extension Expectation where Value == PrintedValue {
    /// A value as printed.
    static func printed(isDate: Bool) -> Expectation {
        Expectation(
            "a text as printed", shape: .text(pattern: nil),
            text: { text throws(StudyFault) in
                PrintedValue(text, isDate: isDate)
            })
    }

    /// A value of a kind.
    static func printedKind(_ kind: PrintedKind) -> Expectation {
        Expectation(
            kind.words, shape: .text(pattern: nil),
            text: { text throws(StudyFault) in
                let value = PrintedValue(text)
                if let fault = PrintedKind.commaFault(value, unit: kind == .pValue ? "p-value" : "") {
                    throw .other(rule: "published.value", fault)
                }
                guard kind.allows(value) else { throw .type }
                return value
            })
    }
}

extension Expectation where Value == (PrintedValue, PrintedValue) {
    /// Two limits with a dash or "to" between them.
    static let limits = Expectation(
        "two limits such as 0.789–1.332 or 59.9–NR", shape: .text(pattern: nil),
        text: {
            text throws(StudyFault) in
            for separator in [" to ", "–", ", ", "-"] {
                let parts = text.split(separator: separator, omittingEmptySubsequences: false).map {
                    PrintedValue(String(PrintedValue.withoutSpaces($0)))
                }
                if parts.count == 2, parts.allSatisfy({ PrintedKind.limit.allows($0) }) { return (parts[0], parts[1]) }
                if parts.count == 2, let fault = parts.lazy.compactMap({ PrintedKind.commaFault($0, unit: "") }).first {
                    throw .other(rule: "published.value", fault)
                }
            }
            throw .type
        })
}
