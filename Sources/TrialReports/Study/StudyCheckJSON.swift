import TrialModel
import TrialValues

/// The answer of `equipoise check` for programs.
struct StudyCheckJSON: Encodable {
    struct Problem: Encodable {
        let severity, rule, message: String
        let advice: String?
        let line, column: Int?
    }

    struct Gap: Encodable {
        let kind: String
        let path: [String]
        let note: String?
        let line: Int?
    }

    struct Change: Encodable {
        let kind: String
        let path: [String]
        let old, new: String?
        let sentence: String
        let line: Int?
    }

    let file: String
    let study: String?
    let passes: Bool
    let errors, warnings: Int
    let diagnostics: [Problem]
    let gaps: [Gap]
    let changes: [Change]?

    init(_ answer: StudyCheckAnswer) {
        file = answer.file
        study = answer.study?.study.id
        passes = answer.study != nil
        errors = answer.count(.error)
        warnings = answer.count(.warning)
        diagnostics = answer.diagnostics.map {
            Problem(
                severity: $0.severity.rawValue, rule: $0.rule, message: $0.message, advice: $0.advice,
                line: $0.place.line, column: $0.place.column)
        }
        gaps =
            answer.study?.gaps.map {
                Gap(
                    kind: $0.kind == .unspecified ? "unspecified" : "not printed", path: $0.path, note: $0.note,
                    line: $0.place.line)
            } ?? []
        changes = answer.amendment?.changes.map {
            Change(
                kind: $0.kind.rawValue, path: $0.path, old: $0.old, new: $0.new, sentence: $0.sentence,
                line: $0.place.line)
        }
    }
}

extension StudyCheckAnswer {
    /// The answer for programs: JSON, indented, its keys sorted.
    ///
    /// - Throws: what the encoder throws.
    public func jsonText() throws -> String {
        try JSONText.of(StudyCheckJSON(self))
    }
}
