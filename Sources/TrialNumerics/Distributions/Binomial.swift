/// The binomial distribution: the number of successes among n independent trials.
///
/// ```
/// P(X = k) = C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ,   P(X > k) = Iₚ(k + 1, n − k),   0 ≤ k ≤ n
/// ```
///
/// ```swift
/// try Binomial(trials: 3, probability: 0.5).upperTail(at: 1)     // 0.5
/// ```
///
/// ## Validated against
/// R `pbinom`, `qbinom`, `dbinom` and mpmath.
public struct Binomial: DiscreteDistribution {
    /// n.
    public let trials: Int
    /// p.
    public let probability: Double

    /// The distribution of 0 or more trials, each a success with a probability in [0, 1].
    public init(trials: Int, probability: Double) throws(NumericsError) {
        guard trials >= 0, trials <= 1 << 53 else {
            throw .invalid("trials", trials, expected: "an integer in 0...2⁵³")
        }
        guard probability >= 0, probability <= 1 else {
            throw .invalid("probability", probability, expected: "a number in 0...1")
        }
        self.trials = trials
        self.probability = probability
    }

    /// n.
    public var largest: Int? { trials }

    /// np.
    public var mean: Double { Double(trials) * probability }

    /// log P(X = k), by Loader's deviances.
    public func logProbability(of k: Int) -> Double {
        guard k >= 0, k <= trials else { return -.infinity }
        let (n, successes, failures) = (Double(trials), Double(k), Double(trials - k))
        if k == 0 { return trials == 0 ? 0 : n * logarithmOfOnePlus(-probability) }
        if k == trials { return n * logarithm(probability) }
        if probability == 0 || probability == 1 { return -.infinity }
        // The kernel has Γ(n)/(Γ(k)Γ(n − k)) for C(n, k).
        let kernel = IncompleteBeta(a: successes, b: failures).logKernel(Proportion(probability))
        return kernel + logarithm(n / successes / failures)
    }

    /// P(X ≤ k).
    public func lowerTail(at k: Int) -> Double {
        k < 0 ? 0 : k >= trials ? 1 : above(k).upper(Proportion(probability))
    }

    /// P(X > k).
    public func upperTail(at k: Int) -> Double {
        k < 0 ? 1 : k >= trials ? 0 : above(k).lower(Proportion(probability))
    }

    /// log P(X ≤ k), finite where the tail underflows.
    public func logLowerTail(at k: Int) -> Double {
        k < 0 ? -.infinity : k >= trials ? 0 : above(k).logUpper(Proportion(probability))
    }

    /// log P(X > k), finite where the tail underflows.
    public func logUpperTail(at k: Int) -> Double {
        k < 0 ? 0 : k >= trials ? -.infinity : above(k).logLower(Proportion(probability))
    }

    /// The function whose value at p is P(X > k).
    private func above(_ k: Int) -> IncompleteBeta { IncompleteBeta(a: Double(k) + 1, b: Double(trials - k)) }
}
