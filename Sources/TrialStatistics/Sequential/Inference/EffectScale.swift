/// The scale on which the effect of a sequential trial is reported, from the parameter θ whose z-statistic has mean θ√I at the information I.
///
/// ```
/// difference      θ
/// hazard ratio    exp(−θ), so that z > 0 speaks for the experimental group
/// ```
///
/// ## Edge cases
/// A hazard ratio turns the order of limits round; ``limits(_:)`` gives them back in order.
public enum EffectScale: String, Sendable, Hashable, CaseIterable {
    /// θ itself: a difference of means or of rates, a log odds ratio.
    case difference
    /// The hazard ratio of experimental to control, exp(−θ).
    case hazardRatio

    /// The effect of a θ.
    public func effect(_ theta: Double) -> Double {
        switch self {
        case .difference: theta
        case .hazardRatio: Elementary.exponential(-theta)
        }
    }

    /// The θ of an effect; nil for a hazard ratio that is not above 0, or a number that is not finite.
    public func theta(_ effect: Double) -> Double? {
        switch self {
        case .difference: effect.isFinite ? effect : nil
        case .hazardRatio: effect > 0 && effect.isFinite ? -Elementary.logarithm(effect) : nil
        }
    }

    /// The limits of an interval for θ, as limits of the effect.
    public func limits(_ theta: ConfidenceLimits) -> ConfidenceLimits {
        switch self {
        case .difference: theta
        case .hazardRatio:
            ConfidenceLimits(lower: theta.upper.map(effect), upper: theta.lower.map(effect))
        }
    }
}
