/// What a trial is to estimate, by the five attributes of the addendum ICH E9(R1), 2019, A.3.
///
/// ```yaml
/// estimand:
///   treatment: ixazomib against placebo, as randomised
///   population: all randomised
///   variable: time from randomisation to progression or death
///   summary: hazard ratio
///   intercurrent events:
///     - {event: next therapy, strategy: treatment policy}
///     - {event: discontinuation, strategy: treatment policy}
/// ```
public struct Estimand: Sendable, Hashable {
    /// How an event after the start of treatment is dealt with (A.3.2).
    public enum Strategy: String, Sendable, Hashable, CaseIterable {
        case treatmentPolicy = "treatment policy"
        case hypothetical
        case composite
        case whileOnTreatment = "while on treatment"
        case principalStratum = "principal stratum"
    }

    /// An event after the start of treatment that changes what the variable means.
    public struct IntercurrentEvent: Sendable, Hashable {
        /// The event.
        public let event: String
        /// How it is dealt with.
        public let strategy: Stated<Strategy>
    }

    /// The treatment condition, and what it is compared with.
    public let treatment: Stated<String>?
    /// The patients whom the question concerns.
    public let population: Stated<String>?
    /// The variable of each patient.
    public let variable: Stated<String>?
    /// The events after the start of treatment that matter.
    public let intercurrentEvents: [IntercurrentEvent]
    /// The number for the population.
    public let summary: Stated<String>?
}

extension Expectation where Value == Estimand {
    static let estimand = Expectation.group(
        "keys such as {population: all randomised, summary: hazard ratio}", of: "`estimand`"
    ) { keys in
        Estimand(
            treatment: keys.optional("treatment", .stated(.words), "the treatment, and what it is compared with"),
            population: keys.optional("population", .stated(.words), "the patients whom the question concerns"),
            variable: keys.optional("variable", .stated(.words), "the variable of each patient"),
            intercurrentEvents: keys.optional(
                "intercurrent events", .list(of: .intercurrentEvent),
                "the events after the start of treatment that matter") ?? [],
            summary: keys.optional("summary", .stated(.words), "the number for the population"))
    }
}

extension Expectation where Value == Estimand.IntercurrentEvent {
    fileprivate static let intercurrentEvent = Expectation.group(
        "keys such as {event: next therapy, strategy: treatment policy}", of: "an intercurrent event"
    ) { keys in
        let event = keys.required("event", .words, "the event")
        let strategy = keys.required(
            "strategy", .stated(Expectation<Estimand.Strategy>.choice), "how it is dealt with")
        guard let event, let strategy else { return nil }
        return Estimand.IntercurrentEvent(event: event, strategy: strategy)
    }
}
