import TrialModel
import TrialValues

/// A subject beside the criteria of a study, as CSV: a row for each criterion, and one over all.
public struct ScreeningCSV: Sendable {
    /// The lines, the header first.
    public let lines: [String]

    /// The rows of a screening.
    public init(_ screening: Screening) {
        let subject = screening.subject.id
        let rows = screening.verdicts.map { verdict in
            [
                subject, verdict.criterion.id, verdict.verdict.rawValue,
                verdict.finding.used.map { use in
                    "\(use.name) \(use.value)" + (use.happened.map { " (\($0))" } ?? "")
                }
                .joined(separator: "; "), verdict.finding.reason,
                verdict.finding.asks.map(\.description).joined(separator: "; "),
            ]
        }
        let pathway = screening.pathway.map { [[subject, "pathway", $0.outcome.rawValue, "", $0.reason, ""]] } ?? []
        let overall = [
            subject, "overall", screening.eligibility.rawValue, "", "",
            screening.asks.map(\.description).joined(separator: "; "),
        ]
        lines = ([["subject", "criterion", "verdict", "values", "reason", "ask"]] + rows + pathway + [overall])
            .map { $0.map(ScreeningCSV.field).joined(separator: ",") }
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
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
