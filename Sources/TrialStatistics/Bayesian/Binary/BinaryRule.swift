/// A rule on the rate of a binary outcome: stop where the posterior probability that it exceeds a standard passes a cut-off.
///
/// ```
/// π = P(rate > standard + δ | data):   stop for many events where π > cut-off, for few where π < cut-off
/// ```
///
/// The direction belongs to the place where the rule stands: `stopAbove` or `stopBelow` of a ``BetaBinomialMonitor``.
///
/// ```swift
/// try BinaryRule(standard: .fixed(0.30), cutoff: 0.95)                 // toxicity above 30 %
/// try BinaryRule(standard: .random(standard), excess: 0.15, cutoff: 0.05)    // no improvement by 15 points in sight
/// ```
///
/// ## Edge cases
/// A probability that equals the cut-off to 10⁻¹² does not stop.
///
/// ## References
/// Thall & Simon, *Biometrics* 50 (1994) 337–349, section 2. Thall, Simon & Estey, *Stat Med* 14 (1995) 357–379.
public struct BinaryRule: Sendable, Hashable {
    /// What the rate is measured against.
    public let standard: BinaryStandard
    /// δ, by how much the rate is to exceed the standard.
    public let excess: Double
    /// The probability at which the rule stops.
    public let cutoff: Double

    /// A rule.
    ///
    /// - Throws: ``StatisticsError`` that names `standard`, `excess` or `cutoff`: the standard plus the excess must be a rate between 0 and 1,
    ///   the parameters of a random standard at least 0.05, the cut-off between 0 and 1.
    public init(standard: BinaryStandard, excess: Double = 0, cutoff: Double) throws(StatisticsError) {
        guard cutoff > 0, cutoff < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "cutoff", "cutoff is \(cutoff); expected a number between 0 and 1")
        }
        guard excess > -1, excess < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "excess", "excess is \(excess); expected a number between -1 and 1")
        }
        try Self.check(standard)
        if case .fixed(let rate) = standard, !(rate + excess > 0 && rate + excess < 1) {
            throw StatisticsError(
                .invalidValue, argument: "excess",
                "excess is \(excess), which makes the rate \(rate + excess); expected one between 0 and 1")
        }
        self.standard = standard
        self.excess = excess
        self.cutoff = cutoff
    }

    private static func check(_ standard: BinaryStandard) throws(StatisticsError) {
        switch standard {
        case .fixed(let rate) where !(rate > 0 && rate < 1):
            throw StatisticsError(
                .invalidValue, argument: "standard", "standard is \(rate); expected a rate between 0 and 1")
        case .random(let prior) where min(prior.alpha, prior.beta) < 0.05:
            throw StatisticsError(
                .invalidValue, argument: "standard",
                "standard is Beta(\(prior.alpha), \(prior.beta)); expected both parameters to be at least 0.05")
        case .fixed, .random: break
        }
    }

    /// π = P(rate > standard + δ) for a belief about the rate.
    public func probability(_ belief: BetaPrior) -> Double {
        switch standard {
        case .fixed(let rate): belief.probabilityAbove(rate + excess)
        case .random(let prior):
            BetaExceedance(belief.distribution, over: prior.distribution, by: excess).value
        }
    }

    /// Whether a probability is above the cut-off.
    func isAbove(_ probability: Double) -> Bool { probability > cutoff + Self.rounding }

    /// Whether a probability is below the cut-off.
    func isBelow(_ probability: Double) -> Bool { probability < cutoff - Self.rounding }

    /// The error of a probability that is equal to the cut-off.
    private static let rounding = 1e-12
}
