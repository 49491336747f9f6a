import TrialNumerics

/// A belief about the mean or median of exponential times to an event: an inverse gamma distribution.
///
/// ```
/// f(m) = bᵃ m⁻ᵃ⁻¹ e⁻ᵇᐟᵐ / Γ(a),   m > 0:   b/m has the gamma distribution of shape a and rate 1
/// on the mean θ = 1/λ:   θ | d events in total time T ~ IG(a + d, b + T)
/// on the median m = θ ln 2:   m | d, T ~ IG(a + d, b + T ln 2)
/// ```
///
/// a counts events (the prior weighs as much as a of them for the rate λ, as a − 1 for the mean time), b is time on test. IG(a, b) on the mean
/// says the same as IG(a, b ln 2) on the median.
///
/// ```swift
/// let prior = try InverseGammaPrior(shape: 3, scale: 12, of: .median)
/// prior.mean                                              // 6
/// prior.probabilityBelow(6)                               // 0.6766764…, e⁻²(1 + 2 + 2)
/// prior.posterior(events: 10, totalTime: 60).scale        // 53.588…
/// ```
///
/// ## Edge cases
/// The mean is nil for a ≤ 1 and the variance for a ≤ 2, where they are infinite.
///
/// ## Validated against
/// SciPy's `invgamma` and Poisson sums (`Validation/Python/event-time-monitors.json`).
///
/// ## References
/// Thall, Wooten & Tannir, *Clin Trials* 2 (2005) 467–478, who put it on the mean; trialists' software puts it on the median as well.
public struct InverseGammaPrior: Sendable, Hashable {
    /// a.
    public let shape: Double
    /// b, in the unit of time of `quantity`.
    public let scale: Double
    /// Which number it is a belief about.
    public let quantity: EventTimeQuantity

    /// A distribution by its two parameters.
    ///
    /// - Throws: ``StatisticsError`` that names `shape` (in 1e-3...1e9) or `scale` (> 0).
    public init(shape: Double, scale: Double, of quantity: EventTimeQuantity) throws(StatisticsError) {
        guard shape >= 1e-3, shape <= 1e9 else {
            throw StatisticsError(
                .invalidValue, argument: "shape", "shape is \(shape); expected a number in 0.001...1e+09")
        }
        try Self.checkTime(scale, "scale")
        self.init(unchecked: shape, scale, quantity)
    }

    init(unchecked shape: Double, _ scale: Double, _ quantity: EventTimeQuantity) {
        self.shape = shape
        self.scale = scale
        self.quantity = quantity
    }

    static func checkTime(_ value: Double, _ argument: String) throws(StatisticsError) {
        guard value.isFinite, value > 0 else {
            throw StatisticsError(
                .invalidValue, argument: argument, "\(argument) is \(value); expected a finite number > 0")
        }
    }

    /// b/(a − 1); nil where it is infinite.
    public var mean: Double? { shape > 1 ? scale / (shape - 1) : nil }

    /// b²/((a − 1)²(a − 2)); nil where it is infinite.
    public var variance: Double? {
        guard let mean, shape > 2 else { return nil }
        return mean * mean / (shape - 2)
    }

    /// P(time ≤ x).
    public func probabilityBelow(_ x: Double) -> Double { x <= 0 ? 0 : gamma.upperTail(at: scale / x) }

    /// P(time > x).
    public func probabilityAbove(_ x: Double) -> Double { x <= 0 ? 1 : gamma.lowerTail(at: scale / x) }

    /// The time below which the belief lies with probability p; nil unless 0 < p < 1, or where it exceeds what a `Double` holds.
    public func quantile(_ p: Double) -> Double? {
        guard p > 0, p < 1, let rate = gamma.upperQuantile(p) else { return nil }
        let time = scale / rate
        return time.isFinite ? time : nil
    }

    /// The central interval that holds the time with the probability `coverage`.
    public func interval(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let tail = (1 - level.coverage) / 2
        return ConfidenceLimits(lower: quantile(tail), upper: quantile(1 - tail))
    }

    /// The belief after d events in the total time T that all subjects were watched.
    public func posterior(events: Int, totalTime: Double) -> InverseGammaPrior {
        precondition(events >= 0 && totalTime >= 0, "counts and times are not negative")
        return InverseGammaPrior(unchecked: shape + Double(events), scale + totalTime * quantity.perMean, quantity)
    }

    /// The same belief as a statement about another quantity.
    public func expressed(as other: EventTimeQuantity) -> InverseGammaPrior {
        guard other != quantity else { return self }
        return InverseGammaPrior(unchecked: shape, scale / quantity.perMean * other.perMean, other)
    }

    /// The distribution of b/m.
    var gamma: Gamma {
        guard let gamma = try? Gamma(shape: shape, rate: 1) else { preconditionFailure("the shape is valid") }
        return gamma
    }
}
