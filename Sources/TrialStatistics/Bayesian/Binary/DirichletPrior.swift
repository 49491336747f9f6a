/// What is believed of two binary outcomes together, toxicity and response: a Dirichlet distribution of the four ways a patient can fare.
///
/// The sum of some of its components is beta: toxicity Beta(both + toxicity only, response only + neither). After each patient the component
/// of what happened grows by 1, so the marginal beliefs depend on the marginal counts alone.
///
/// ```swift
/// let prior = try DirichletPrior(both: 0.2, toxicityOnly: 0.2, responseOnly: 0.6, neither: 1)
/// prior.toxicity                // Beta(0.4, 1.6)
/// ```
///
/// ## References
/// Thall, Simon & Estey, *Stat Med* 14 (1995) 357–379, section 2.
public struct DirichletPrior: Sendable, Hashable {
    /// The patients with both outcomes that the prior is worth.
    public let both: Double
    /// The patients with toxicity alone that the prior is worth.
    public let toxicityOnly: Double
    /// The patients with response alone that the prior is worth.
    public let responseOnly: Double
    /// The patients with neither that the prior is worth.
    public let neither: Double
    /// The belief about toxicity.
    public let toxicity: BetaPrior
    /// The belief about response.
    public let response: BetaPrior

    /// A prior by its four parameters.
    ///
    /// - Throws: ``StatisticsError`` that names the parameter, which must be in 10⁻⁶...10⁸.
    public init(
        both: Double, toxicityOnly: Double, responseOnly: Double, neither: Double
    ) throws(StatisticsError) {
        let named = [
            ("both", both), ("toxicityOnly", toxicityOnly), ("responseOnly", responseOnly), ("neither", neither),
        ]
        for (name, value) in named where !(value >= 1e-6 && value <= 1e8) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number > 0, in 1e-06...1e+08")
        }
        self.both = both
        self.toxicityOnly = toxicityOnly
        self.responseOnly = responseOnly
        self.neither = neither
        toxicity = BetaPrior(unchecked: both + toxicityOnly, responseOnly + neither)
        response = BetaPrior(unchecked: both + responseOnly, toxicityOnly + neither)
    }
}
