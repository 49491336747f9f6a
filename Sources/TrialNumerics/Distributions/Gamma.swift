/// The gamma distribution.
///
/// ```
/// f(x) = βᵃ xᵃ⁻¹ e⁻ᵝˣ / Γ(a),   x ≥ 0,   a the shape, β the rate
/// ```
///
/// ```swift
/// let prior = try Gamma(shape: 3, rate: 36)
/// prior.upperTail(at: 0.1)        // 0.302746…
/// ```
///
/// ## Validated against
/// R `pgamma`, `qgamma`, `dgamma` and mpmath.
public struct Gamma: ContinuousDistribution {
    /// a.
    public let shape: Double
    /// β, the inverse of the scale.
    public let rate: Double

    /// The distribution with mean shape / rate: a shape in 1e-10...1e10 and a rate above 0.
    public init(shape: Double, rate: Double) throws(NumericsError) {
        self.shape = try .shape(shape, "shape")
        self.rate = try .positive(rate, "rate")
    }

    /// The distribution with mean shape × scale: a shape in 1e-10...1e10 and a scale above 0.
    public init(shape: Double, scale: Double) throws(NumericsError) {
        let scale = try Double.positive(scale, "scale")
        self.shape = try .shape(shape, "shape")
        self.rate = try .positive(1 / scale, "1 / scale")
    }

    /// 1/β.
    public var scale: Double { 1 / rate }

    /// log f(x).
    public func logDensity(at x: Double) -> Double {
        requireNumber(x)
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return shape < 1 ? .infinity : shape == 1 ? logarithm(rate) : -.infinity }
        return incomplete.logKernel(scaled(x)) - logarithm(x)
    }

    /// P(X ≤ x).
    public func lowerTail(at x: Double) -> Double { incomplete.lower(scaled(x)) }

    /// P(X > x).
    public func upperTail(at x: Double) -> Double { incomplete.upper(scaled(x)) }

    /// log P(X ≤ x), finite where the tail underflows.
    public func logLowerTail(at x: Double) -> Double { incomplete.logLower(scaled(x)) }

    /// log P(X > x), finite where the tail underflows.
    public func logUpperTail(at x: Double) -> Double { incomplete.logUpper(scaled(x)) }

    /// The x with P(X ≤ x) = p, 0 at p = 0; nil unless 0 ≤ p < 1.
    public func quantile(_ p: Double) -> Double? {
        guard p >= 0, p < 1 else { return nil }
        return p == 0 ? 0 : finite(incomplete.inverseLower(p) / rate)
    }

    /// The x with P(X > x) = q, 0 at q = 1; nil unless 0 < q ≤ 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q <= 1 else { return nil }
        return q == 1 ? 0 : finite(incomplete.inverseUpper(q) / rate)
    }

    private var incomplete: IncompleteGamma { IncompleteGamma(shape: shape) }

    private func scaled(_ x: Double) -> Double {
        requireNumber(x)
        return x * rate
    }
}
