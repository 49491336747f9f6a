import TrialValues

/// The day on which criteria are looked at, and what windows count to.
///
/// ```swift
/// EvaluationContext(on: Day("2024-03-01"), reference: "start", window: ObservationWindow(14, .days))
/// ```
public struct EvaluationContext: Sendable, Hashable {
    /// The day on which they are looked at: what was observed later does not count. Without it everything counts.
    public let on: Day?
    /// The name of the date that windows and `days since` count to; `on` stands in for it where it is not known.
    public let reference: String?
    /// The window of measured values where a criterion names none.
    public let window: ObservationWindow?

    /// A day, a reference date and a window.
    public init(on: Day? = nil, reference: String? = nil, window: ObservationWindow? = nil) {
        self.on = on
        self.reference = reference
        self.window = window
    }

    /// The same with the window of one criterion.
    package func with(window: ObservationWindow?) -> EvaluationContext {
        EvaluationContext(on: on, reference: reference, window: window ?? self.window)
    }
}

/// What is known of a subject, seen from the day on which criteria are looked at.
struct SubjectView {
    let subject: SubjectFacts
    let context: EvaluationContext

    /// The days that the study counts to; what to ask for where they are not known.
    var reference: Found<PartialDay> {
        if let name = context.reference {
            if let date = date(of: name) { return .found(date) }
            if let on = context.on { return .found(PartialDay(on)) }
            return .missing([[FactAsk(name)]], "\(name) is not known, to which the study counts")
        }
        if let on = context.on { return .found(PartialDay(on)) }
        return .missing([[FactAsk("day of screening")]], "the day to count to is not known")
    }

    /// The day of a date, where it has happened and is known; of several the latest.
    func date(of name: String) -> PartialDay? {
        let dates = subject[name].compactMap { if case .date(let date) = $0.value { date } else { nil } }
        return dates.max { ($0.last, $0.first) < ($1.last, $1.first) }
    }

    /// A thing, or what to ask for.
    enum Found<Value> {
        case found(Value)
        /// The event of a date has never happened.
        case never(String)
        case missing([[FactAsk]], String)
    }

    /// The date of a fact, or of an event that has never happened.
    func anchor(_ fact: FactDefinition) -> Found<PartialDay> {
        if let date = date(of: fact.name) { return .found(date) }
        if fact.name == context.reference { return reference }
        if subject[fact.name].contains(where: { $0.value == .never }) { return .never(fact.name) }
        return .missing([[FactAsk(fact.name)]], "\(fact.name) is not known")
    }
}
