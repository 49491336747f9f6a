import TrialAnalysis
import TrialModel

/// How many subjects of a table are eligible, as text for a terminal.
public struct ScreeningSummaryText: Sendable {
    /// The lines.
    public let lines: [String]

    /// The text of a summary.
    public init(_ summary: ScreeningSummary, of plan: ScreeningPlan) {
        var table = TextTable(["criterion", "met", "not met", "unknown", "what it says"], wordColumns: [4])
        for count in summary.counts {
            let met = summary.subjects - count.notMet - count.unknown
            table.add([
                count.criterion.id, String(met), String(count.notMet), String(count.unknown), count.criterion.text,
            ])
        }
        let study = plan.study.map { " for \($0)" } ?? ""
        let counts = "\(summary.eligible) eligible, \(summary.notEligible) not eligible, \(summary.unknown) unknown"
        let subjects = summary.subjects == 1 ? "1 subject" : "\(summary.subjects) subjects"
        var lines = ["\(subjects)\(study): \(counts)", ""]
        lines += table.lines
        lines += ["", "--csv or --json gives the verdict on each subject, with its reasons."]
        self.lines = lines
    }
}
