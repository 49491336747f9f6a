/// The F distribution: the ratio of two independent χ² variates, each over its degrees of freedom.
///
/// ```
/// P(F ≤ f) = Iₓ(ν₁/2, ν₂/2),   x = ν₁f/(ν₁f + ν₂)
/// ```
///
/// ```swift
/// let test = try FDistribution(numerator: 3, denominator: 20)
/// test.upperTail(at: 3.1)        // 0.0499…
/// ```
///
/// ## Validated against
/// R `pf`, `qf`, `df` and mpmath.
public struct FDistribution: ContinuousDistribution {
    /// ν₁, the degrees of freedom of the numerator.
    public let numerator: Double
    /// ν₂, the degrees of freedom of the denominator.
    public let denominator: Double

    /// The distribution of two numbers of degrees of freedom in 1e-10...1e10, which need not be integers.
    public init(numerator: Double, denominator: Double) throws(NumericsError) {
        self.numerator = try .shape(numerator, "numerator")
        self.denominator = try .shape(denominator, "denominator")
    }

    /// log f(x).
    public func logDensity(at x: Double) -> Double {
        requireNumber(x)
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return numerator < 2 ? .infinity : numerator == 2 ? 0 : -.infinity }
        return incomplete.logKernel(proportion(x)) - logarithm(x)
    }

    /// P(F ≤ x).
    public func lowerTail(at x: Double) -> Double { incomplete.lower(proportion(x)) }

    /// P(F > x), the p-value of a test statistic x.
    public func upperTail(at x: Double) -> Double { incomplete.upper(proportion(x)) }

    /// log P(F ≤ x), finite where the tail underflows.
    public func logLowerTail(at x: Double) -> Double { incomplete.logLower(proportion(x)) }

    /// log P(F > x), finite where the tail underflows.
    public func logUpperTail(at x: Double) -> Double { incomplete.logUpper(proportion(x)) }

    /// The x with P(F ≤ x) = p, 0 at p = 0; nil unless 0 ≤ p < 1.
    public func quantile(_ p: Double) -> Double? {
        guard p >= 0, p < 1 else { return nil }
        return p == 0 ? 0 : finite(incomplete.inverseLower(p) * denominator / numerator)
    }

    /// The x with P(F > x) = q, 0 at q = 1; nil unless 0 < q ≤ 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q <= 1 else { return nil }
        return q == 1 ? 0 : finite(incomplete.inverseUpper(q) * denominator / numerator)
    }

    private var incomplete: IncompleteBeta { IncompleteBeta(a: numerator / 2, b: denominator / 2) }

    private func proportion(_ x: Double) -> Proportion {
        requireNumber(x)
        return Proportion(odds: max(x, 0) / denominator * numerator)
    }
}
