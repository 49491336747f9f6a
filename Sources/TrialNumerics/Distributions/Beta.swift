/// The beta distribution.
///
/// ```
/// f(x) = xᵃ⁻¹ (1 − x)ᵇ⁻¹ / B(a, b),   0 ≤ x ≤ 1
/// ```
///
/// ```swift
/// let posterior = try Beta(alpha: 0.3 + 2, beta: 0.7 + 6)
/// posterior.upperTail(at: 0.3)       // 0.339862…
/// ```
///
/// ## Validated against
/// R `pbeta`, `qbeta`, `dbeta` and mpmath.
public struct Beta: ContinuousDistribution {
    /// a.
    public let alpha: Double
    /// b.
    public let beta: Double

    /// The distribution with mean a/(a + b), both shapes in 1e-10...1e10.
    public init(alpha: Double, beta: Double) throws(NumericsError) {
        self.alpha = try .shape(alpha, "alpha")
        self.beta = try .shape(beta, "beta")
    }

    /// log f(x).
    public func logDensity(at x: Double) -> Double {
        requireNumber(x)
        if x < 0 || x > 1 { return -.infinity }
        if x == 0 { return logDensityAtEnd(shape: alpha, other: beta) }
        if x == 1 { return logDensityAtEnd(shape: beta, other: alpha) }
        return incomplete.logKernel(Proportion(x)) - logarithm(x) - logarithmOfOnePlus(-x)
    }

    /// P(X ≤ x).
    public func lowerTail(at x: Double) -> Double { incomplete.lower(clamped(x)) }

    /// P(X > x).
    public func upperTail(at x: Double) -> Double { incomplete.upper(clamped(x)) }

    /// log P(X ≤ x), finite where the tail underflows.
    public func logLowerTail(at x: Double) -> Double { incomplete.logLower(clamped(x)) }

    /// log P(X > x), finite where the tail underflows.
    public func logUpperTail(at x: Double) -> Double { incomplete.logUpper(clamped(x)) }

    /// The x with P(X ≤ x) = p; nil unless 0 ≤ p ≤ 1.
    public func quantile(_ p: Double) -> Double? {
        guard p >= 0, p <= 1 else { return nil }
        return p == 0 ? 0 : p == 1 ? 1 : Proportion(odds: incomplete.inverseLower(p)).value
    }

    /// The x with P(X > x) = q; nil unless 0 ≤ q ≤ 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q >= 0, q <= 1 else { return nil }
        return q == 0 ? 1 : q == 1 ? 0 : Proportion(odds: incomplete.inverseUpper(q)).value
    }

    private var incomplete: IncompleteBeta { IncompleteBeta(a: alpha, b: beta) }

    /// At the end where the density behaves as distance^(shape − 1); for shape 1 it is 1/B(1, other) = other.
    private func logDensityAtEnd(shape: Double, other: Double) -> Double {
        shape < 1 ? .infinity : shape == 1 ? logarithm(other) : -.infinity
    }

    private func clamped(_ x: Double) -> Proportion {
        requireNumber(x)
        return Proportion(min(max(x, 0), 1))
    }
}
