import TrialRecheck
import TrialValues

/// A recheck as a compiler would print it: place, what is wrong, what is printed and what follows.
public struct RecheckText: Sendable {
    private let answer: RecheckAnswer
    private let showsRelations: Bool

    /// The text of an answer.
    ///
    /// - Parameter showsRelations: whether the relations are listed that the checks rest on.
    public init(_ answer: RecheckAnswer, showsRelations: Bool = false) {
        self.answer = answer
        self.showsRelations = showsRelations
    }

    /// The lines of the text.
    public var lines: [String] {
        let papers = answer.rechecks.map { recheck in
            [RecheckAnswer.summary(recheck).terminalSafe] + recheck.findings.flatMap { [""] + Self.block($0, recheck) }
                + (showsRelations ? [""] + relations(recheck) : [])
        }
        let notes = answer.notes.isEmpty ? [] : [["Notes"] + answer.notes.flatMap { Self.item($0, "- ") }]
        return Array((papers + notes).joined(separator: [""]))
    }

    private static func block(_ finding: Finding, _ recheck: Recheck) -> [String] {
        let number = recheck.paper.numbers[finding.number]
        let place = [number.origin.file, number.origin.line.map(String.init)].compactMap(\.self).joined(separator: ":")
        let head = place.isEmpty ? "" : place + ": "
        let values = "printed \(finding.printed), recomputed \(RecheckAnswer.recomputed(finding))"
        return item(
            "\(head)\(finding.kind.rawValue): \(number.reference) [\(finding.check): \(finding.severity.rawValue)]", "")
            + item(values, "    ") + item(finding.explanation, "    ")
    }

    private func relations(_ recheck: Recheck) -> [String] {
        ["Relations"]
            + recheck.relations.flatMap { relation in
                let roles = relation.members.map { role in
                    role.map { recheck.paper.numbers[$0].reference }.joined(separator: "; ")
                }
                let origin = relation.isWritten ? "written" : relation.doubt == nil ? "inferred" : "inferred, in doubt"
                return Self.item(
                    "\(relation.kind.rawValue) (\(origin): \(relation.reason)): \(roles.joined(separator: " | "))", "- "
                )
            }
    }

    /// A text that is broken into lines, which go on beneath its beginning.
    private static func item(_ text: String, _ mark: String) -> [String] {
        let indent = mark.isEmpty ? 4 : mark.count
        let lines = text.terminalSafe.lines(within: AnalysisText.width - indent)
        return lines.enumerated().map { index, line in
            (index == 0 ? mark : String(repeating: " ", count: indent)) + line
        }
    }
}
