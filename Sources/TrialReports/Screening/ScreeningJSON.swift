import TrialModel
import TrialValues

/// A subject beside the criteria of a study, as JSON for programs: what `equipoise screen --json` prints.
public struct ScreeningJSON: Encodable, Sendable {
    struct Use: Encodable, Sendable {
        let fact: String
        let value: String
        let date: Nullable<String>
        let source: Nullable<String>
    }

    struct Criterion: Encodable, Sendable {
        let id: String
        let role: String
        let text: String
        let rule: Nullable<String>
        let verdict: String
        let truth: String
        let reason: String
        let used: [Use]
        let ask: [String]
    }

    struct Pathway: Encodable, Sendable {
        let outcome: String
        let reason: String
        let trace: [String]
    }

    let study: Nullable<String>
    let subject: String
    let on: Nullable<String>
    let eligibility: String
    let failed: [String]
    let open: [String]
    let ask: [String]
    let criteria: [Criterion]
    let pathway: Nullable<Pathway>

    /// The JSON view of a screening.
    public init(_ screening: Screening, of plan: ScreeningPlan) {
        study = Nullable(plan.study)
        subject = screening.subject.id
        on = Nullable(screening.on?.description)
        eligibility = screening.eligibility.rawValue
        failed = screening.failures.map(\.criterion.id)
        open = screening.open.map(\.criterion.id)
        ask = screening.asks.map(\.description)
        criteria = screening.verdicts.map(ScreeningJSON.criterion)
        pathway = Nullable(
            screening.pathway.map { Pathway(outcome: $0.outcome.rawValue, reason: $0.reason, trace: $0.trace) })
    }

    private static func criterion(_ verdict: Screening.CriterionVerdict) -> Criterion {
        Criterion(
            id: verdict.criterion.id, role: verdict.criterion.role.rawValue, text: verdict.criterion.text,
            rule: Nullable(verdict.criterion.rule?.description), verdict: verdict.verdict.rawValue,
            truth: verdict.finding.truth.rawValue, reason: verdict.finding.reason,
            used: verdict.finding.used.map {
                Use(
                    fact: $0.name, value: $0.value, date: Nullable($0.happened?.description),
                    source: Nullable($0.source))
            },
            ask: verdict.finding.asks.map(\.description))
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String { try JSONText.of(self) }
}

/// Lay answers and what they come to, as JSON: what `equipoise screen --answers --json` prints.
public struct SelfScreeningJSON: Encodable, Sendable {
    struct Answer: Encodable, Sendable {
        let id: String
        let role: String
        let question: String
        let answer: Nullable<String>
        let verdict: String
    }

    let study: Nullable<String>
    let outcome: String
    let failed: [String]
    let answers: [Answer]
    let unasked: [String]

    /// The JSON view of answers.
    public init(_ answers: SelfScreening, of plan: ScreeningPlan) {
        study = Nullable(plan.study)
        outcome = answers.outcome.rawValue
        failed = answers.failures.map(\.id)
        unasked = answers.unasked.map(\.id)
        self.answers = answers.verdicts.map {
            Answer(
                id: $0.criterion.id, role: $0.criterion.role.rawValue, question: $0.criterion.question ?? "",
                answer: Nullable($0.answer?.rawValue), verdict: $0.verdict.rawValue)
        }
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String { try JSONText.of(self) }
}
