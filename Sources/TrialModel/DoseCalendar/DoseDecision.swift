import TrialValues

/// What was decided on a day about a drug or the treatment, with the rules and facts that decided it.
public struct DoseDecision: Sendable, Hashable {
    /// Who or what decided.
    public enum Source: Sendable, Hashable {
        /// Rules of the study.
        case rules
        /// A record of those who treat.
        case record
        /// The plan of the study, such as a dose that is raised.
        case plan
    }

    /// The day.
    public let day: Day
    /// The drugs; empty where it is about the treatment as a whole.
    public let drugs: [String]
    /// What is done.
    public let action: String
    /// Who or what decided.
    public let source: Source
    /// The rules that hold, each with the facts that it used; for records the reason.
    public let because: [String]
    /// What is to be settled by a person.
    public let openQuestions: [String]
}
