/// The rule ``ExponentialMedianRule`` where the hazard differs between stretches of time.
///
/// ```yaml
/// {rule: piecewise-exponential, endpoint: PFS, cuts: [6 months, 18 months], control: 40 months, gain: 12 months,
///  stop below: 0.035, every: 6 months, prior: {median: 40 months, events: 1}}
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
    public let stopBelow: PrintedNumber?
    /// Stop for success where that probability is above this.
    public let stopAbove: PrintedNumber?
    /// The time between looks.
    public let every: Period?
    /// What is believed of the hazard in each stretch: one belief for all, or one for each.
    public let priors: [StretchPrior]
    /// The most subjects.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let endpoint = keys.required("endpoint", .words, "the endpoint, such as PFS")
        let cuts = keys.required("cuts", .list(of: .period), "the times at which the hazard may change")
        let control = keys.required("control", .period, "the median under the standard")
        gain = keys.optional("gain", .periodFromZero, "how much longer the median should be; 0 by default")
        stopBelow = keys.optional(
            "stop below", .probability, "stop where the probability of reaching control + gain is below this")
        stopAbove = keys.optional(
            "stop above", .probability, "stop for success where that probability is above this")
        keys.expectAny(of: ["stop below", "stop above"])
        every = keys.optional("every", .period, "the time between two looks; a look at every event without it")
        let priors = keys.required(
            "prior", .stretchPriors,
            "what is believed of the hazard before the trial, of all stretches alike or of each")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        if let cuts, zip(cuts, cuts.dropFirst()).contains(where: { $0.months >= $1.months }) {
            keys.refuse("study.range", "`cuts` do not increase", at: "cuts")
        }
        if let cuts, let priors, priors.count > 1, priors.count != cuts.count + 1 {
            keys.refuse(
                "study.list",
                "`prior` has \(priors.count) beliefs; expected one, or \(cuts.count + 1), one for each stretch",
                at: "prior")
        }
        guard let endpoint, let cuts, let control, let priors else { return nil }
        (self.endpoint, self.cuts, self.control, self.priors) = (endpoint, cuts, control, priors)
    }
}

/// What is believed of the hazard in a stretch of time: that of a median, worth so many events.
public struct StretchPrior: Sendable, Hashable {
    /// The median of a time with this hazard.
    public let median: Period
    /// How many events the belief is worth.
    public let events: PrintedNumber
}

extension Expectation where Value == [StretchPrior] {
    /// One belief, or a list of them.
    static let stretchPriors = Expectation(
        "{median: 40 months, events: 1}, or a list of such, one for each stretch",
        shape: .any([belief.shape, .list(belief.shape)])
    ) { node, name, problems in
        guard node.items != nil else { return belief.read(node, name, &problems).map { [$0] } }
        return list(of: belief).read(node, name, &problems)
    }

    private static let belief = Expectation<StretchPrior>.group(
        "keys such as {median: 40 months, events: 1}", of: "the prior"
    ) { keys in
        let median = keys.required("median", .period, "the median of a time with the hazard")
        let events = keys.required("events", .positive, "how many events the prior is worth")
        guard let median, let events else { return nil }
        return StretchPrior(median: median, events: events)
    }
}
