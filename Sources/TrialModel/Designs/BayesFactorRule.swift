/// A rule by the Bayes factor of "better than the standard" against "as the standard" (Johnson and Cook).
///
/// ```yaml
/// {rule: bayes-factor, event: response, null rate: 0.20, target rate: 0.40, stop below: 0.1, stop above: 0.9,
///  cohort: 5, maximum: 50}
/// {rule: bayes-factor, endpoint: PFS, control: 40 months, target: 52 months, stop below: 0.1, every: 6 months}
/// ```
public struct BayesFactorRule: RuleKeys {
    /// What is compared.
    public enum Parameter: Sendable, Hashable {
        /// The rate of an event.
        case rate(event: String, null: PrintedNumber, target: PrintedNumber)
        /// The median of an endpoint.
        case median(endpoint: String, control: Period, target: Period)
    }

    /// What is compared.
    public let parameter: Parameter
    /// Stop for inferiority where the probability of "better" is below this.
    public let stopBelow: PrintedNumber?
    /// Stop for superiority where it is above this.
    public let stopAbove: PrintedNumber?
    /// How many subjects come between two looks, for a rate.
    public let cohort: Int
    /// The time between looks, for a median.
    public let every: Period?
    /// The most subjects.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let event = keys.optional("event", .words, "what is counted, where the rule is on a rate")
        let nullRate = keys.optional("null rate", .probability, "the rate under the standard")
        let targetRate = keys.optional("target rate", .probability, "the rate that is hoped for")
        let endpoint = keys.optional("endpoint", .words, "the endpoint, where the rule is on a median")
        let control = keys.optional("control", .period, "the median under the standard")
        let target = keys.optional("target", .period, "the median that is hoped for")
        stopBelow = keys.optional(
            "stop below", .probability, "stop for inferiority where the probability of better is below this")
        stopAbove = keys.optional(
            "stop above", .probability, "stop for superiority where the probability of better is above this")
        keys.expectAny(of: ["stop below", "stop above"])
        cohort =
            keys.optional("cohort", .count(), "how many subjects come between two looks at a rate; 1 by default")
            ?? 1
        every = keys.optional("every", .period, "the time between two looks at a median; every event without it")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        keys.expectOne(of: ["event", "endpoint"])
        if keys.has("endpoint") {
            keys.expectTogether(["endpoint", "control", "target"], without: ["null rate", "target rate", "cohort"])
        } else if keys.has("event") {
            keys.expectTogether(["event", "null rate", "target rate"], without: ["control", "target", "every"])
        }
        if let event, let nullRate, let targetRate {
            parameter = .rate(event: event, null: nullRate, target: targetRate)
        } else if let endpoint, let control, let target {
            parameter = .median(endpoint: endpoint, control: control, target: target)
        } else {
            return nil
        }
    }
}
