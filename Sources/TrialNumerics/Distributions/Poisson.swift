/// The Poisson distribution.
///
/// ```
/// P(X = k) = λᵏ e^(−λ) / k!,   P(X > k) = P(k + 1, λ), the incomplete gamma function
/// ```
///
/// ```swift
/// try Poisson(mean: 2).lowerTail(at: 0)      // 0.1353352… = e⁻²
/// ```
///
/// ## Validated against
/// R `ppois`, `qpois`, `dpois` and mpmath.
public struct Poisson: DiscreteDistribution {
    /// λ.
    public let mean: Double

    /// The distribution of a mean of 0 or more.
    public init(mean: Double) throws(NumericsError) {
        guard mean >= 0, mean <= 0x1p53 else { throw .invalid("mean", mean, expected: "a number in 0...2⁵³") }
        self.mean = mean
    }

    /// None.
    public var largest: Int? { nil }

    /// log P(X = k), by Loader's deviance.
    public func logProbability(of k: Int) -> Double {
        if k < 0 { return -.infinity }
        if k == 0 { return -mean }
        if mean == 0 { return -.infinity }
        return IncompleteGamma(shape: Double(k)).logKernel(mean) - logarithm(Double(k))
    }

    /// P(X ≤ k).
    public func lowerTail(at k: Int) -> Double { k < 0 ? 0 : above(k).upper(mean) }

    /// P(X > k).
    public func upperTail(at k: Int) -> Double { k < 0 ? 1 : above(k).lower(mean) }

    /// log P(X ≤ k), finite where the tail underflows.
    public func logLowerTail(at k: Int) -> Double { k < 0 ? -.infinity : above(k).logUpper(mean) }

    /// log P(X > k), finite where the tail underflows.
    public func logUpperTail(at k: Int) -> Double { k < 0 ? 0 : above(k).logLower(mean) }

    /// The function whose value at λ is P(X > k).
    private func above(_ k: Int) -> IncompleteGamma { IncompleteGamma(shape: Double(k) + 1) }
}
