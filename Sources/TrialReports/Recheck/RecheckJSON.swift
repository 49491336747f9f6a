import TrialRecheck

/// A recheck for programs.
public struct RecheckJSON: Encodable, Sendable {
    private let checks: Int
    private let numbers: Int
    private let findings: [FindingJSON]
    private let relations: [RelationJSON]?
    private let notes: [String]

    /// The JSON of an answer.
    ///
    /// - Parameter showsRelations: whether the relations are listed that the checks rest on.
    public init(_ answer: RecheckAnswer, showsRelations: Bool = false) {
        checks = answer.checkCount
        numbers = answer.rechecks.reduce(0) { $0 + $1.paper.numbers.count }
        findings = answer.rechecks.flatMap { recheck in recheck.findings.map { FindingJSON($0, recheck) } }
        relations =
            showsRelations
            ? answer.rechecks.flatMap { recheck in recheck.relations.map { RelationJSON($0, recheck) } } : nil
        notes = answer.notes
    }

    /// The text, indented, keys sorted, ending without a line break.
    public func text() throws -> String {
        try JSONText.of(self)
    }

    private struct FindingJSON: Encodable {
        let id, kind, study, place, quantity, group, printed, severity, explanation: String
        let recomputed: Nullable<[Nullable<Double>]>
        let reading: Nullable<String>
        let file: Nullable<String>
        let line: Nullable<Int>

        init(_ finding: Finding, _ recheck: Recheck) {
            let number = recheck.paper.numbers[finding.number]
            id = finding.check
            kind = finding.kind.rawValue
            study = number.study
            place = number.place
            quantity = number.quantity
            group = number.group
            printed = finding.printed
            severity = finding.severity.rawValue
            explanation = finding.explanation
            recomputed = Nullable(
                finding.recomputed.map { interval in
                    [interval.lower, interval.upper].map { Nullable($0.isFinite ? $0 : nil) }
                })
            reading = Nullable(finding.reading)
            file = Nullable(number.origin.file)
            line = Nullable(number.origin.line)
        }
    }

    private struct RelationJSON: Encodable {
        let relation, origin, reason, study: String
        let doubt: Nullable<String>
        let numbers: [[String]]

        init(_ relation: Relation, _ recheck: Recheck) {
            self.relation = relation.kind.rawValue
            origin = relation.isWritten ? "written" : "inferred"
            reason = relation.reason
            doubt = Nullable(relation.doubt)
            study = recheck.paper.study
            numbers = relation.members.map { $0.map { recheck.paper.numbers[$0].reference } }
        }
    }
}
