import TrialNumerics

/// What is believed of the rate of a binary outcome before the data: a beta distribution.
///
/// ```
/// rate ~ Beta(α, β),   mean α/(α + β),   after x events among n subjects: Beta(α + x, β + n − x)
/// ```
///
/// The prior weighs as much as α + β subjects, of whom α had the event.
///
/// ```swift
/// let prior = try BetaPrior(alpha: 0.3, beta: 0.7)
/// prior.posterior(events: 3, of: 4).probabilityAbove(0.3)       // 0.953298
/// ```
///
/// ## Validated against
/// SciPy `scipy.stats.beta` and mpmath (`Validation/Python/binary-monitors.json`).
public struct BetaPrior: Sendable, Hashable {
    /// α, the events that the prior is worth.
    public let alpha: Double
    /// β, the subjects without the event that the prior is worth.
    public let beta: Double
    let distribution: Beta

    /// The range of a parameter.
    static let range = 1e-6...1e9

    /// A prior by its parameters, both in 10⁻⁶...10⁹.
    ///
    /// - Throws: ``StatisticsError`` that names `alpha` or `beta`.
    public init(alpha: Double, beta: Double) throws(StatisticsError) {
        for (name, value) in [("alpha", alpha), ("beta", beta)] where !Self.range.contains(value) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number > 0, in 1e-06...1e+09")
        }
        self.init(unchecked: alpha, beta)
    }

    init(unchecked alpha: Double, _ beta: Double) {
        guard let distribution = try? Beta(alpha: alpha, beta: beta) else {
            preconditionFailure("Beta(\(alpha), \(beta)) is no prior")
        }
        self.alpha = alpha
        self.beta = beta
        self.distribution = distribution
    }

    /// α/(α + β).
    public var mean: Double { alpha / effectiveSize }

    /// α + β, the subjects that the prior is worth.
    public var effectiveSize: Double { alpha + beta }

    /// αβ/((α + β)²(α + β + 1)).
    public var variance: Double { mean * (beta / effectiveSize) / (effectiveSize + 1) }

    /// The belief after `events` among `subjects`.
    public func posterior(events: Int, of subjects: Int) -> BetaPrior {
        precondition(events >= 0 && events <= subjects, "\(events) events of \(subjects) subjects")
        return BetaPrior(unchecked: alpha + Double(events), beta + Double(subjects - events))
    }

    /// P(rate > limit).
    public func probabilityAbove(_ limit: Double) -> Double { distribution.upperTail(at: limit) }

    /// P(rate ≤ limit).
    public func probabilityBelow(_ limit: Double) -> Double { distribution.lowerTail(at: limit) }

    /// The rate below which the belief lies with probability p; nil unless 0 ≤ p ≤ 1.
    public func quantile(_ p: Double) -> Double? { distribution.quantile(p) }

    /// The central interval that holds the rate with the probability `coverage`.
    public func interval(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let tail = (1 - level.coverage) / 2
        return ConfidenceLimits(lower: distribution.quantile(tail), upper: distribution.upperQuantile(tail))
    }
}
