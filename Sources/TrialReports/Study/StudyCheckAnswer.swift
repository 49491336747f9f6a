import TrialModel
import TrialValues

/// What `equipoise check` answers: the problems of a study file, its gaps, and what it changes in an earlier version.
public struct StudyCheckAnswer: Sendable {
    /// The file as the user named it.
    public let file: String
    /// The study; `nil` where the file has errors.
    public let study: StudyProtocol?
    /// All problems and remarks, in the order of the file.
    public let diagnostics: [Diagnostic]
    /// What the file changes in an earlier one, where one was given.
    public let amendment: StudyAmendment?
    private let lines: [Substring]

    /// The answer about a document that could be read as YAML.
    public init(_ document: StudyDocument, text: String, against earlier: StudyDocument? = nil) {
        file = document.file ?? "the file"
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        amendment = earlier.map { StudyAmendment(from: $0, to: document) }
        do throws(Diagnostics) {
            let study = try StudyProtocol(document)
            self.study = study
            diagnostics = study.remarks
        } catch {
            study = nil
            diagnostics = error.all
        }
    }

    /// The answer about a file that is not YAML.
    public init(_ problems: Diagnostics, file: String, text: String) {
        self.file = file
        study = nil
        diagnostics = problems.all
        amendment = nil
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// How many problems are of a severity.
    public func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }

    /// The answer for people; gaps one a line where they are asked for.
    public func text(gaps: Bool) -> String {
        var parts = diagnostics.map { DiagnosticText($0, lines: lines).description }
        if let amendment { parts.append(changesText(amendment)) }
        if gaps, let study { parts.append(gapsText(study)) }
        parts.append(verdict(gapsAreShown: gaps))
        return parts.joined(separator: "\n\n")
    }

    private func changesText(_ amendment: StudyAmendment) -> String {
        guard !amendment.changes.isEmpty else { return "Nothing is changed against the earlier file." }
        let lines = amendment.changes.map { "  \($0.place.line.map { "line \($0): " } ?? "")\($0.sentence)" }
        let count = lines.count == 1 ? "One change" : "\(lines.count) changes"
        return "\(count) against the earlier file:\n" + lines.joined(separator: "\n")
    }

    private func gapsText(_ study: StudyProtocol) -> String {
        func list(_ kind: StudyGap.Kind, _ heading: String) -> [String] {
            let gaps = study.gaps.filter { $0.kind == kind }
            guard !gaps.isEmpty else { return [] }
            return ["\(heading):"]
                + gaps.map { gap in
                    let line = gap.place.line.map { "line \($0): " } ?? ""
                    return "  \(line)\(gap.name)" + (gap.note.map { " (\($0))" } ?? "")
                }
        }
        let lines =
            list(.unspecified, "Left open, with nothing in its place")
            + list(.notPrinted, "Decided by this file, not printed in the protocol")
        return lines.isEmpty ? "The protocol leaves nothing open." : lines.joined(separator: "\n")
    }

    /// The last line: whether the file can be followed, and what it holds.
    private func verdict(gapsAreShown: Bool) -> String {
        let errors = count(.error)
        let warnings = count(.warning)
        let found = [Self.amount(errors, "error"), Self.amount(warnings, "warning")].compactMap(\.self)
        guard let study else { return "\(file): \(found.joined(separator: ", ")). No study is made of it." }
        let gaps =
            study.gaps.isEmpty || gapsAreShown
            ? "" : " \(Self.amount(study.gaps.count, "gap") ?? ""): --gaps lists them."
        let state = found.isEmpty ? "no errors." : found.joined(separator: ", ") + "."
        return "\(study.study.id): \(state) \(study.inventory)\(gaps)"
    }

    static func amount(_ count: Int, _ word: String, _ many: String? = nil) -> String? {
        count == 0 ? nil : "\(count) \(count == 1 ? word : many ?? word + "s")"
    }
}

extension StudyProtocol {
    /// What the file holds, in a sentence.
    var inventory: String {
        let criteria = population?.criteria ?? []
        let parts = [
            StudyCheckAnswer.amount(
                criteria.count { $0.role == .inclusion }, "criterion of inclusion", "criteria of inclusion"),
            StudyCheckAnswer.amount(
                criteria.count { $0.role == .exclusion }, "criterion of exclusion", "criteria of exclusion"),
            StudyCheckAnswer.amount(treatment.arms.count, "arm"),
            StudyCheckAnswer.amount(endpoints.count, "endpoint"),
            StudyCheckAnswer.amount(design.items.count, "monitoring rule"),
            StudyCheckAnswer.amount(analysis?.subgroups.count ?? 0, "subgroup"),
        ].compactMap(\.self)
        guard let last = parts.last else { return "It says who the trial is and no more." }
        return "It has " + (parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + last : last) + "."
    }
}
