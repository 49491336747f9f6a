/// A rule on a median or mean time of one arm: stop once it is unlikely to be as long as hoped (Thall, Wooten and
/// Tannir).
///
/// ```yaml
/// {rule: exponential-median, endpoint: PFS, control: 40 months, gain: 12 months, stop below: 0.035,
///  every: 6 months, prior: {mean: 58 months, events: 3}}
/// ```
public struct ExponentialMedianRule: RuleKeys {
    /// Which time of the exponential distribution the rule is on.
    public enum Quantity: String, Sendable, Hashable, CaseIterable { case median, mean }
    /// What the time is compared with.
    public enum Control: Sendable, Hashable {
        /// A number.
        case fixed(Period)
        /// The time of a standard with a prior of its own.
        case standard(TimePrior)
    }

    /// The endpoint.
    public let endpoint: String
    /// Whether times are medians or means.
    public let quantity: Quantity
    /// What the time is compared with.
    public let control: Control
    /// How much longer it should be.
    public let gain: Period?
    /// Stop where the probability of reaching the control and the gain is below this.
    public let stopBelow: PrintedNumber?
    /// Stop for success where that probability is above this.
    public let stopAbove: PrintedNumber?
    /// The time between looks; continuously where there is none.
    public let every: Period?
    /// What is believed of the time beforehand.
    public let prior: TimePrior
    /// The most subjects.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let endpoint = keys.required("endpoint", .words, "the endpoint, such as PFS")
        quantity =
            keys.optional("on", .choice, "whether all times are those of the median (the default) or the mean")
            ?? .median
        let control = keys.optional("control", .period, "the time under the standard")
        let standard = keys.optional(
            "standard", .timePrior, "what is known of the time under the standard, in place of `control`")
        keys.expectOne(of: ["control", "standard"])
        gain = keys.optional("gain", .periodFromZero, "how much longer the time should be; 0 by default")
        stopBelow = keys.optional(
            "stop below", .probability, "stop where the probability of reaching control + gain is below this")
        stopAbove = keys.optional(
            "stop above", .probability, "stop for success where that probability is above this")
        keys.expectAny(of: ["stop below", "stop above"])
        every = keys.optional("every", .period, "the time between two looks; a look at every event without it")
        let prior = keys.required("prior", .timePrior, "what is believed of the time before the trial")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        guard let endpoint, let prior else { return nil }
        (self.endpoint, self.prior) = (endpoint, prior)
        if let control {
            self.control = .fixed(control)
        } else if let standard {
            self.control = .standard(standard)
        } else {
            return nil
        }
    }
}
