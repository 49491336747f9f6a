/// The true rates of toxicity and response, with how often they come together.
///
/// ```swift
/// try JointRates(toxicity: 0.3, response: 0.4)                     // independent: both in 12 %
/// try JointRates(toxicity: 0.3, response: 0.4, oddsRatio: 3)       // responders have more toxicity
/// ```
public struct JointRates: Sendable, Hashable {
    /// P(toxicity).
    public let toxicity: Double
    /// P(response).
    public let response: Double
    /// P(toxicity and response).
    public let both: Double

    /// P(toxicity and no response).
    public var toxicityOnly: Double { max(0, toxicity - both) }
    /// P(response and no toxicity).
    public var responseOnly: Double { max(0, response - both) }
    /// P(neither).
    public var neither: Double { max(0, 1 - toxicity - response + both) }

    /// Rates with the probability of both; that of independent outcomes by default.
    ///
    /// - Throws: ``StatisticsError`` that names `toxicity`, `response` or `both`, which lies between what the two rates allow.
    public init(toxicity: Double, response: Double, both: Double? = nil) throws(StatisticsError) {
        for (name, value) in [("toxicity", toxicity), ("response", response)] where !(value >= 0 && value <= 1) {
            throw StatisticsError(.invalidValue, argument: name, "\(name) is \(value); expected a rate in 0...1")
        }
        let least = max(0, toxicity + response - 1)
        let most = min(toxicity, response)
        let both = both ?? toxicity * response
        guard both >= least - 1e-15, both <= most + 1e-15 else {
            throw StatisticsError(
                .invalidValue, argument: "both", "both is \(both); expected a probability in \(least)...\(most)")
        }
        self.toxicity = toxicity
        self.response = response
        self.both = both
    }

    /// Rates with the odds ratio of the two outcomes, ψ = p₁₁ p₀₀ / (p₁₀ p₀₁).
    ///
    /// p₁₁ is the root of (ψ − 1) p² − (1 + (ψ − 1)(t + r)) p + ψ t r = 0 between the bounds (Plackett).
    public init(toxicity: Double, response: Double, oddsRatio: Double) throws(StatisticsError) {
        guard oddsRatio.isFinite, oddsRatio > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "oddsRatio", "oddsRatio is \(oddsRatio); expected a finite number > 0")
        }
        let change = oddsRatio - 1
        let sum = 1 + change * (toxicity + response)
        let product = oddsRatio * toxicity * response
        // The root that does not cancel, and is t · r where ψ = 1.
        let both = 2 * product / (sum + max(0, sum * sum - 4 * change * product).squareRoot())
        try self.init(toxicity: toxicity, response: response, both: both)
    }
}
