/// The normal distribution.
///
/// ```
/// f(x) = 1/(σ √2π) exp(−½ z²),   z = (x − μ)/σ
/// ```
///
/// ```swift
/// Normal.standard.upperTail(at: 1.96)        // 0.0249978…
/// Normal.standard.logUpperTail(at: 40)       // −804.608…, where the tail itself is 0
/// Normal.standard.quantile(0.975)            // 1.9599639…
/// ```
///
/// ## Validated against
/// R `pnorm`, `qnorm`, `dnorm` and mpmath.
public struct Normal: ContinuousDistribution {
    /// μ.
    public let mean: Double
    /// σ.
    public let standardDeviation: Double

    /// Mean 0, standard deviation 1.
    public static let standard = Normal()

    private init() {
        mean = 0
        standardDeviation = 1
    }

    /// The distribution of a mean and a standard deviation above 0.
    public init(mean: Double, standardDeviation: Double) throws(NumericsError) {
        guard mean.isFinite else { throw .invalid("mean", mean, expected: "a finite number") }
        self.mean = mean
        self.standardDeviation = try .positive(standardDeviation, "standardDeviation")
    }

    /// log f(x).
    public func logDensity(at x: Double) -> Double {
        let z = standardized(x)
        return -0.5 * z * z - halfLogTwoPi - logarithm(standardDeviation)
    }

    /// P(X ≤ x).
    public func lowerTail(at x: Double) -> Double { NormalTail(-standardized(x)).probability }

    /// P(X > x).
    public func upperTail(at x: Double) -> Double { NormalTail(standardized(x)).probability }

    /// log P(X ≤ x), finite where the tail underflows.
    public func logLowerTail(at x: Double) -> Double { NormalTail(-standardized(x)).logarithm }

    /// log P(X > x), finite where the tail underflows.
    public func logUpperTail(at x: Double) -> Double { NormalTail(standardized(x)).logarithm }

    /// The x with P(X ≤ x) = p; nil unless 0 < p < 1.
    public func quantile(_ p: Double) -> Double? {
        guard p > 0, p < 1 else { return nil }
        return finite(mean - standardDeviation * NormalTail.inverse(p))
    }

    /// The x with P(X > x) = q; nil unless 0 < q < 1.
    public func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q < 1 else { return nil }
        return finite(mean + standardDeviation * NormalTail.inverse(q))
    }

    private func standardized(_ x: Double) -> Double {
        requireNumber(x)
        return (x - mean) / standardDeviation
    }
}
