/// A rule on a rate by what the end of the trial would say: stop once it is all but settled (Lee and Liu).
///
/// ```yaml
/// {rule: predictive-probability, event: response, prior: [0.6, 0.4], null rate: 0.60, success above: 0.95,
///  stop below: 0.05, maximum: 40, cohort: 5}
/// ```
public struct PredictiveProbabilityRule: RuleKeys {
    /// What is counted.
    public let event: String
    /// What is believed of the rate beforehand.
    public let prior: RatePrior
    /// The rate that is not good enough.
    public let nullRate: PrintedNumber
    /// The trial succeeds where the posterior probability of a higher rate is above this at its end.
    public let successAbove: PrintedNumber
    /// Stop for futility where the predictive probability of success is below this.
    public let stopBelow: PrintedNumber
    /// Stop for success where the predictive probability is above this.
    public let stopAbove: PrintedNumber?
    /// How many subjects come between two looks.
    public let cohort: Int
    /// The subjects at the first look.
    public let firstLook: Int?
    /// The most subjects.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let event = keys.required("event", .words, "what is counted, in the words of the protocol")
        let prior = keys.required("prior", .ratePrior, "what is believed of the rate before the trial")
        let nullRate = keys.required("null rate", .probability, "the rate that is not good enough")
        let successAbove = keys.required(
            "success above", .probability,
            "the trial succeeds where the probability of a rate above `null rate` is above this at its end")
        let stopBelow = keys.required(
            "stop below", .probability, "stop for futility where the predictive probability of success is below this")
        stopAbove = keys.optional(
            "stop above", .probability, "stop for success where the predictive probability of success is above this")
        cohort = keys.optional("cohort", .count(), "how many subjects come between two looks; 1 by default") ?? 1
        firstLook = keys.optional("first look", .count(), "the subjects at the first look; one cohort by default")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        guard let event, let prior, let nullRate, let successAbove, let stopBelow else { return nil }
        (self.event, self.prior, self.nullRate) = (event, prior, nullRate)
        (self.successAbove, self.stopBelow) = (successAbove, stopBelow)
    }
}
