import TrialValues

/// A visitor's answers to the questions of a study, and what they come to.
///
/// ```swift
/// SelfScreening([ "I4": .yes, "E1": .notSure ], for: population).outcome   // .needsScreening
/// ```
///
/// An answer says whether the rule holds: a yes to an inclusion fits, a yes to an exclusion excludes. One answer that
/// does not fit excludes; one that is not sure, or not given, needs screening by the study team. Answers never make a
/// subject eligible: criteria without a question are looked at by the study team in any case.
public struct SelfScreening: Sendable, Hashable {
    /// An answer.
    public enum Answer: String, Sendable, Hashable, CaseIterable {
        case yes = "Yes"
        case no = "No"
        case notSure = "Not sure"

        /// The answer of a text in any case of letters; `nil` for anything else.
        public init?(_ text: some StringProtocol) {
            switch text.lowercased() {
            case "yes", "true": self = .yes
            case "no", "false": self = .no
            case "not sure", "unsure", "unknown", "?": self = .notSure
            default: return nil
            }
        }

        /// Whether the rule holds by the answer.
        public var truth: Truth {
            switch self {
            case .yes: .yes
            case .no: .no
            case .notSure: .unknown
            }
        }
    }

    /// What the answers come to.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// An answer does not fit.
        case excluded
        /// An answer is not sure, or missing.
        case needsScreening = "needs screening"
        /// Every answer fits.
        case mayFit = "may be eligible"
    }

    /// What one answer comes to.
    public struct AnswerVerdict: Sendable, Hashable {
        /// The criterion.
        public let criterion: EligibilityCriterion
        /// The answer; `nil` where none was given.
        public let answer: Answer?
        /// Whether the demand is met by the answer.
        public let verdict: Verdict
    }

    /// The verdicts on the criteria that have a question, in the order of the file.
    public let verdicts: [AnswerVerdict]
    /// The criteria without a question, which the study team looks at.
    public let unasked: [EligibilityCriterion]

    /// What answers by the ids of criteria come to.
    public init(_ answers: [String: Answer], for population: Population) {
        verdicts = population.criteria.filter { $0.question != nil }.map { criterion in
            let answer = answers[criterion.id]
            let truth = answer?.truth ?? .unknown
            return AnswerVerdict(
                criterion: criterion, answer: answer,
                verdict: Verdict(criterion.role == .inclusion ? truth : !truth))
        }
        unasked = population.criteria.filter { $0.question == nil }
    }

    /// The criteria that an answer excludes by.
    public var failures: [EligibilityCriterion] { verdicts.filter { $0.verdict == .notMet }.map(\.criterion) }

    /// What the answers come to.
    public var outcome: Outcome {
        if verdicts.contains(where: { $0.verdict == .notMet }) { return .excluded }
        return verdicts.allSatisfy { $0.verdict == .met } && !verdicts.isEmpty ? .mayFit : .needsScreening
    }

    /// Reads answers by the ids of criteria.
    ///
    /// ```yaml
    /// I1: yes
    /// I4: not sure
    /// ```
    ///
    /// - Throws: a name that is no criterion with a question, and an answer that is none.
    public init(_ document: StudyDocument, for population: Population) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        var answers: [String: Answer] = [:]
        let asked = population.criteria.filter { $0.question != nil }.map(\.id)
        if document.root.entries == nil {
            problems.append(
                StudyFault.type.diagnostic(document.root, "the file", expected: "ids of criteria with answers"))
        }
        for entry in document.root.entries ?? [] {
            guard asked.contains(entry.key) else {
                let nearest = NearestName(to: entry.key, among: asked).map { "did you mean `\($0.name)`?" }
                let isCriterion = population[id: entry.key] != nil
                problems.append(
                    Diagnostic(
                        .error, "answers.unknown-criterion",
                        isCriterion
                            ? "`\(entry.key)` has no question" : "`\(entry.key)` is not a criterion of the study",
                        at: entry.place,
                        advice: nearest ?? "the criteria with questions are \(asked.joined(separator: ", "))"))
                continue
            }
            guard let text = entry.value.text, let answer = Answer(text) else {
                problems.append(
                    Diagnostic(
                        .error, "answers.answer",
                        "`\(entry.key)` is \(entry.value.shown); expected Yes, No or Not sure",
                        at: entry.value.place))
                continue
            }
            answers[entry.key] = answer
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.init(answers, for: population)
    }
}
