import TrialNumerics

/// What bootstrap replicates say of one estimate: its error, its bias and three kinds of limits.
///
/// With θ̂ the estimate, θ*₍₁₎ ≤ … ≤ θ*₍B₎ the replicates, q(α) the (B + 1)α-th of them, interpolated on the normal scale:
///
/// ```
/// percentile  q(α/2) … q(1 − α/2)
/// basic       2θ̂ − q(1 − α/2) … 2θ̂ − q(α/2)
/// BCa         q(Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z)))) at z = ±z(1 − α/2),   z₀ = Φ⁻¹(#{θ* < θ̂}/B),   a = Σl³/(6(Σl²)^{3/2})
/// ```
///
/// where l are the influences of the units that are resampled on θ̂.
///
/// ## Edge cases
/// Replicates at ±∞ (separated samples) take their places at the ends: limits stay right as long as they are fewer than the tail,
/// and are absent where a limit would be infinite; then there is no standard error. Limits that too few replicates carry,
/// (B + 1)α/2 < 1, are absent.
///
/// ## Validated against
/// R `boot::boot.ci` (`Validation/R/bootstrap.json`).
///
/// ## References
/// Davison & Hinkley, *Bootstrap Methods and their Application* (1997), §5.2–5.3 and eq. 5.8. Efron, *JASA* 82 (1987) 171–185. Efron &
/// Tibshirani, *An Introduction to the Bootstrap* (1993), ch. 14. R `boot::boot.ci`; SAS has no bootstrap in `PROC PHREG`.
public struct BootstrapDistribution: Sendable, Hashable {
    /// Which limits.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// The quantiles of the replicates themselves; keep their place when the scale is transformed.
        case percentile
        /// The quantiles of θ* − θ̂ as errors of θ̂.
        case basic
        /// Percentiles corrected for bias and for an error that grows with the estimate.
        case biasCorrected = "bca"
    }

    /// θ̂, the estimate from the data.
    public let estimate: Double
    /// The replicates in ascending order, −∞ and ∞ among them where samples were separated.
    public let replicates: [Double]
    /// a, the acceleration of BCa limits; absent where influences are.
    public let acceleration: Double?

    /// The distribution of replicates of an estimate.
    ///
    /// - Throws: ``StatisticsError`` for an estimate or influence that is not finite, or a replicate that is not a number.
    public init(estimate: Double, replicates: [Double], influences: [Double]? = nil) throws(StatisticsError) {
        guard estimate.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "estimate", "estimate is \(estimate); expected a finite number")
        }
        if let index = replicates.firstIndex(where: \.isNaN) {
            throw .invalid("replicates", index, replicates[index], expected: "a number")
        }
        if let influences, let index = influences.firstIndex(where: { !$0.isFinite }) {
            throw .invalid("influences", index, influences[index], expected: "a finite number")
        }
        self.estimate = estimate
        self.replicates = replicates.sorted()
        acceleration = influences.flatMap(Self.acceleration)
    }

    /// Whether all replicates are finite.
    private var isFinite: Bool {
        replicates.first.map { $0 > -.infinity } ?? false && replicates.last.map { $0 < .infinity } ?? false
    }

    /// The mean of the replicates less the estimate.
    public var bias: Double? {
        guard isFinite else { return nil }
        return replicates.reduce(0) { $0 + ($1 - estimate) } / Double(replicates.count)
    }

    /// The standard deviation of the replicates.
    public var standardError: Double? {
        guard let bias, replicates.count > 1 else { return nil }
        let squares = replicates.reduce(0) { sum, value in
            let distance = value - estimate - bias
            return sum + distance * distance
        }
        return (squares / Double(replicates.count - 1)).squareRoot()
    }

    /// Limits of the estimate; each absent where the replicates do not carry it.
    public func limits(_ method: Method, level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let tail = (1 - level.coverage) / 2
        switch method {
        case .percentile: return ConfidenceLimits(lower: quantile(tail), upper: quantile(1 - tail))
        case .basic:
            return ConfidenceLimits(
                lower: quantile(1 - tail).map { 2 * estimate - $0 }, upper: quantile(tail).map { 2 * estimate - $0 })
        case .biasCorrected:
            return ConfidenceLimits(
                lower: corrected(-level.normalQuantile).flatMap(quantile),
                upper: corrected(level.normalQuantile).flatMap(quantile))
        }
    }

    /// The share of the replicates at which a BCa limit lies.
    private func corrected(_ z: Double) -> Double? {
        let below = replicates.count { $0 < estimate }
        guard let acceleration, below > 0, below < replicates.count,
            let shift = Normal.standard.quantile(Double(below) / Double(replicates.count))
        else { return nil }
        let scale = 1 - acceleration * (shift + z)
        guard scale > 0 else { return nil }
        return Normal.standard.lowerTail(at: shift + (shift + z) / scale)
    }

    /// The (B + 1)p-th replicate, between two of them by the normal quantiles of their ranks; absent at ranks below 1 or above B.
    private func quantile(_ p: Double) -> Double? {
        let count = Double(replicates.count)
        let rank = (count + 1) * p
        // A rank such as 25.000000000000004 is one of the replicates.
        let whole = (rank + 1e-9).rounded(.down)
        guard whole >= 1, rank <= count + 1e-9 else { return nil }
        let value = replicates[Int(whole) - 1]
        guard rank - whole > 1e-9 else { return finite(value) }
        guard let lower = Normal.standard.quantile(whole / (count + 1)), let wanted = Normal.standard.quantile(p),
            let upper = Normal.standard.quantile((whole + 1) / (count + 1)), let end = finite(replicates[Int(whole)]),
            let start = finite(value)
        else { return nil }
        return start + (wanted - lower) / (upper - lower) * (end - start)
    }

    private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

    private static func acceleration(_ influences: [Double]) -> Double? {
        var (squares, cubes) = (0.0, 0.0)
        for influence in influences {
            squares += influence * influence
            cubes += influence * influence * influence
        }
        guard squares > 0 else { return nil }
        return cubes / (6 * squares * squares.squareRoot())
    }
}
