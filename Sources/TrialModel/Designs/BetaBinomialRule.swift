/// A rule on a rate: stop once the posterior probability that it exceeds a limit is too large, or too small.
///
/// The prior of the rate is a beta distribution. The limit is a number, or, as Thall, Simon and Estey have it, the
/// rate of a standard with a prior of its own, with an excess that would be acceptable or is hoped for.
///
/// ```yaml
/// {rule: beta-binomial, event: dose-limiting toxicity, prior: [0.3, 0.7], limit: 0.30, stop above: 0.95, cohort: 4}
/// ```
public struct BetaBinomialRule: RuleKeys {
    /// What the rate is compared with.
    public enum Limit: Sendable, Hashable {
        /// A number.
        case fixed(PrintedNumber)
        /// The rate of a standard, and how much may be added to it.
        case standard(RatePrior, excess: PrintedNumber?)
    }

    /// What is counted, in the words of the protocol.
    public let event: String
    /// What is believed of the rate beforehand.
    public let prior: RatePrior
    /// What the rate is compared with.
    public let limit: Limit
    /// Stop where the probability of exceeding the limit is above this.
    public let stopAbove: PrintedNumber?
    /// Stop where the probability of exceeding the limit is below this.
    public let stopBelow: PrintedNumber?
    /// How many subjects come between two looks.
    public let cohort: Int
    /// The subjects at the first look; those of one cohort by default.
    public let firstLook: Int?
    /// The most subjects; the sample size of the design by default.
    public let maximum: Int?

    init?(_ keys: inout MappingReader) {
        let event = keys.required("event", .words, "what is counted, in the words of the protocol")
        let prior = keys.required("prior", .ratePrior, "what is believed of the rate before the trial")
        let limit = keys.optional("limit", .probability, "the rate that the true one is compared with")
        let standard = keys.optional(
            "standard", .ratePrior, "what is known of the rate of the standard, in place of `limit`")
        let excess = keys.optional("excess", .share, "how far above the standard the rate may lie; 0 by default")
        keys.expectOne(of: ["limit", "standard"])
        stopAbove = keys.optional(
            "stop above", .probability, "stop where the probability that the rate exceeds the limit is above this")
        stopBelow = keys.optional(
            "stop below", .probability, "stop where the probability that the rate exceeds the limit is below this")
        keys.expectAny(of: ["stop above", "stop below"])
        cohort = keys.optional("cohort", .count(), "how many subjects come between two looks; 1 by default") ?? 1
        firstLook = keys.optional("first look", .count(), "the subjects at the first look; one cohort by default")
        maximum = keys.optional("maximum", .count(), "the most subjects; `sample size` of the design by default")
        if keys.has("excess"), !keys.has("standard") {
            keys.refuse("study.conflict", "`excess` goes with `standard` only", at: "excess")
        }
        guard let event, let prior else { return nil }
        (self.event, self.prior) = (event, prior)
        if let limit {
            self.limit = .fixed(limit)
        } else if let standard {
            self.limit = .standard(standard, excess: excess)
        } else {
            return nil
        }
    }
}
