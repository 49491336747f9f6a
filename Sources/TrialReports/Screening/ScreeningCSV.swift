import TrialModel
import TrialValues

/// A subject beside the criteria of a study, as CSV: a row for each criterion, and one over all.
public struct ScreeningCSV: Sendable {
    /// The lines, the header first.
    public let lines: [String]

    /// The rows of a screening.
    public init(_ screening: Screening) {
        let subject = screening.subject.id
        var rows = [["subject", "criterion", "verdict", "values", "reason", "ask"]]
        rows += screening.verdicts.map { verdict in
            [
                subject, verdict.criterion.id, verdict.verdict.rawValue, ScreeningCSV.values(verdict.finding.used),
                verdict.finding.reason, ScreeningCSV.list(verdict.finding.asks),
            ]
        }
        if let pathway = screening.pathway {
            rows.append([subject, "pathway", pathway.outcome.rawValue, "", pathway.reason, ""])
        }
        rows.append([subject, "overall", screening.eligibility.rawValue, "", "", ScreeningCSV.list(screening.asks)])
        lines = rows.map { $0.map(CSVField.text).joined(separator: ",") }
    }

    private static func list(_ asks: [FactAsk]) -> String { asks.map(\.description).joined(separator: "; ") }

    private static func values(_ uses: [FactUse]) -> String {
        uses.map { use in "\(use.name) \(use.value)" + (use.happened.map { " (\($0))" } ?? "") }
            .joined(separator: "; ")
    }
}

/// The questions of a study, as a file of answers to fill in.
public struct ScreeningQuestionnaire: Sendable {
    /// The lines.
    public let lines: [String]

    /// The questions of a plan.
    public init(_ plan: ScreeningPlan) {
        let asked = plan.population.criteria.filter { $0.question != nil }
        lines =
            ["# \(plan.study.map { "Questions of \($0)" } ?? "Questions"). Answer yes, no or not sure."]
            + asked.flatMap { ["", "# \($0.question ?? "")".terminalSafe, "\($0.id): not sure"] }
    }
}
