/// The χ² distribution, the gamma distribution of shape ν/2 and rate ½.
///
/// ```
/// f(x) = x^(ν/2 − 1) e^(−x/2) / (2^(ν/2) Γ(ν/2)),   x ≥ 0,   ν degrees of freedom
/// ```
///
/// ```swift
/// let test = try ChiSquared(degreesOfFreedom: 2)
/// test.upperTail(at: 5.99)           // 0.0500366…
/// test.logUpperTail(at: 2000)        // −1000, where the tail itself is 0
/// ```
///
/// ## Validated against
/// R `pchisq`, `qchisq`, `dchisq` and mpmath.
public struct ChiSquared: ContinuousDistribution {
    /// ν; need not be an integer.
    public let degreesOfFreedom: Double

    /// One degree of freedom: the square of a standard normal variate.
    public static let oneDegreeOfFreedom = ChiSquared(valid: 1)

    /// The distribution of a number of degrees of freedom in 1e-10...1e10.
    public init(degreesOfFreedom: Double) throws(NumericsError) {
        self.init(valid: try .shape(degreesOfFreedom, "degreesOfFreedom"))
    }

    private init(valid degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// log f(x).
    public func logDensity(at x: Double) -> Double {
        requireNumber(x)
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return degreesOfFreedom < 2 ? .infinity : degreesOfFreedom == 2 ? logarithm(0.5) : -.infinity }
        return incomplete.logKernel(x / 2) - logarithm(x)
    }

    /// P(X ≤ x).
    public func lowerTail(at x: Double) -> Double { incomplete.lower(halved(x)) }

    /// P(X > x), the p-value of a test statistic x.
    public func upperTail(at x: Double) -> Double { incomplete.upper(halved(x)) }

    /// log P(X ≤ x), finite where the tail underflows.
    public func logLowerTail(at x: Double) -> Double { incomplete.logLower(halved(x)) }

    /// log P(X > x), finite where the tail underflows.
    public func logUpperTail(at x: Double) -> Double { incomplete.logUpper(halved(x)) }

    /// The x with P(X ≤ x) = p, 0 at p = 0; nil unless 0 ≤ p < 1.
    public func quantile(_ p: Double) -> Double? {
        guard p >= 0, p < 1 else { return nil }
        return p == 0 ? 0 : finite(2 * incomplete.inverseLower(p))
    }

    /// The x with P(X > x) = q, 0 at q = 1; nil unless 0 < q ≤ 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q <= 1 else { return nil }
        return q == 1 ? 0 : finite(2 * incomplete.inverseUpper(q))
    }

    private var incomplete: IncompleteGamma { IncompleteGamma(shape: degreesOfFreedom / 2) }

    private func halved(_ x: Double) -> Double {
        requireNumber(x)
        return x / 2
    }
}
