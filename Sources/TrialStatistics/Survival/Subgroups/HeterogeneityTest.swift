/// Cochran's test that several estimates of one effect, from groups of different subjects, differ by chance alone.
///
/// With estimates β̂ᵢ, such as log hazard ratios of the levels of a subgroup variable, and wᵢ = 1/seᵢ²:
///
/// ```
/// β̄ = Σ wᵢβ̂ᵢ / Σ wᵢ,    Q = Σ wᵢ(β̂ᵢ − β̄)²  on k − 1 df,    I² = max(0, (Q − (k − 1))/Q)
/// ```
///
/// ```swift
/// let test = try HeterogeneityTest(estimates: [0, 1], standardErrors: [0.5, 0.5])
/// test.test?.statistic     // 2
/// ```
///
/// ## Edge cases
/// Fewer than two estimates: ``test`` is absent. Each level has a baseline hazard of its own here, which the interaction
/// test of a Cox model with main effects has not; the two differ a little.
///
/// ## Validated against
/// Fractions by hand; a direct computation in R (`Validation/R/subgroups.json`).
///
/// ## References
/// Cochran, *Biometrics* 10 (1954) 101–129. Higgins & Thompson, *Stat Med* 21 (2002) 1539–1558, for I².
public struct HeterogeneityTest: Sendable, Hashable {
    /// k, the number of estimates.
    public let count: Int
    /// β̄, their mean by inverse variances; absent without estimates.
    public let pooled: Double?
    /// The standard error of β̄, 1/√Σ wᵢ.
    public let standardError: Double?
    /// I², the share of the variation among estimates that chance does not explain.
    public let share: Double?
    /// The test; absent where there are fewer than two estimates.
    public let test: ChiSquaredTest?

    /// exp(β̄), where the estimates are log hazard ratios or other logarithms.
    public var pooledRatio: Double? { pooled.map(Elementary.exponential) }

    /// Tests estimates with their standard errors.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, an estimate that is not finite, or an error not above 0.
    public init(estimates: [Double], standardErrors: [Double]) throws(StatisticsError) {
        guard standardErrors.count == estimates.count else {
            throw .length("standardErrors", standardErrors.count, expected: estimates.count)
        }
        for (index, estimate) in estimates.enumerated() where !estimate.isFinite {
            throw .invalid("estimates", index, estimate, expected: "a finite number")
        }
        for (index, error) in standardErrors.enumerated() where !(error > 0 && error.isFinite) {
            throw .invalid("standardErrors", index, error, expected: "a finite number > 0")
        }
        count = estimates.count
        let weights = standardErrors.map { 1 / ($0 * $0) }
        let total = weights.reduce(0, +)
        guard count > 0 else {
            (pooled, standardError, share, test) = (nil, nil, nil, nil)
            return
        }
        let mean = zip(weights, estimates).reduce(0) { $0 + $1.0 * $1.1 } / total
        let statistic = zip(weights, estimates).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        pooled = mean
        standardError = 1 / total.squareRoot()
        test = ChiSquaredTest(statistic: statistic, degreesOfFreedom: count - 1)
        share = count < 2 ? nil : statistic > 0 ? max(0, (statistic - Double(count - 1)) / statistic) : 0
    }
}
