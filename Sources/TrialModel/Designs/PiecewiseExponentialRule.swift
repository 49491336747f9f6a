/// The rule ``ExponentialMedianRule`` where the hazard differs between stretches of time.
///
/// ```yaml
/// {rule: piecewise-exponential, endpoint: PFS, cuts: [6 months, 18 months], control: 40 months, gain: 12 months,
///  stop below: 0.035, every: 6 months, prior: {mean: 58 months, events: 3}}
/// ```
public struct PiecewiseExponentialRule: RuleKeys {
    /// The endpoint.
    public let endpoint: String
    /// Where one stretch ends and the next begins.
    public let cuts: [Period]
    /// The median under the standard.
    public let control: Period
    /// How much longer the median should be.
    public let gain: Period?
    /// Stop where the probability of reaching the control and the gain is below this.
    public let stopBelow: PrintedNumber
    /// The time between looks.
    public let every: Period?
    /// What is believed of the mean time in each stretch beforehand.
    public let prior: TimePrior
    /// The most subjects.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let endpoint = keys.required("endpoint", .words, "the endpoint, such as PFS")
        let cuts = keys.required("cuts", .list(of: .period), "the times at which the hazard may change")
        let control = keys.required("control", .period, "the median under the standard")
        gain = keys.optional("gain", .periodFromZero, "how much longer the median should be; 0 by default")
        let stopBelow = keys.required(
            "stop below", .probability, "stop where the probability of reaching control + gain is below this")
        every = keys.optional("every", .period, "the time between two looks; a look at every event without it")
        let prior = keys.required(
            "prior", .timePrior, "what is believed of the mean time (1/hazard) in each stretch before the trial")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        if let cuts, zip(cuts, cuts.dropFirst()).contains(where: { $0.months >= $1.months }) {
            keys.refuse("study.range", "`cuts` do not increase", at: "cuts")
        }
        guard let endpoint, let cuts, let control, let stopBelow, let prior else { return nil }
        (self.endpoint, self.cuts, self.control) = (endpoint, cuts, control)
        (self.stopBelow, self.prior) = (stopBelow, prior)
    }
}
