import TrialModel

/// Who is counted in which analysis, as CSV: a row for each subject.
public struct AnalysisSetsCSV: Sendable {
    /// The lines, the header first.
    public let lines: [String]

    /// The rows of a study's sets.
    public init(_ sets: AnalysisSets) {
        let counted = sets.sets.filter { $0.memberships != nil }
        let remarks = Dictionary(grouping: sets.remarks, by: \.subject)
        var rows = [["subject", "arm", "arm treated"] + counted.map(\.set.id) + ["remarks"]]
        for (index, one) in sets.participants.enumerated() {
            let answers = counted.compactMap { $0.memberships?[index].truth.rawValue }
            let texts = remarks[one.subject.id]?.map(\.text) ?? []
            rows.append(
                [one.subject.id, one.arm.cell, one.armTreated.cell] + answers + [texts.joined(separator: " | ")])
        }
        lines = rows.map { $0.map(CSVField.text).joined(separator: ",") }
    }
}

extension Participant.Participation {
    /// The arm as a table has it.
    var cell: String {
        switch self {
        case .arm(let name): name
        case .none: "none"
        case .unknown: ""
        }
    }
}
