import TrialNumerics

/// The one-way analysis of variance: whether the means of several groups with one variance are equal.
///
/// ```
/// F = (Σ nᵢ(x̄ᵢ − x̄)² / (k − 1)) / (Σ (nᵢ − 1)sᵢ² / (N − k))
/// ```
///
/// ## Edge cases
/// Fewer than two groups, no degrees of freedom within, or no spread within: F and p are absent.
///
/// ## Validated against
/// R `aov` (`Validation/R/comparisons.json`); for two groups F is the square of the pooled t.
///
/// ## References
/// Fisher, *Statistical Methods for Research Workers* (1925), chapter 7. R `aov`, SAS `PROC GLM`.
public struct OneWayAnalysisOfVariance: Sendable, Hashable {
    /// Σ nᵢ(x̄ᵢ − x̄)².
    public let sumOfSquaresBetween: Double
    /// Σ (nᵢ − 1)sᵢ².
    public let sumOfSquaresWithin: Double
    /// k − 1.
    public let degreesOfFreedomBetween: Int
    /// N − k.
    public let degreesOfFreedomWithin: Int
    /// F.
    public let statistic: Double?
    /// P(F at least as large) when all means are equal.
    public let pValue: Double?

    /// Compares the means of groups.
    public init(_ groups: [SampleSummary]) {
        let total = Double(groups.reduce(0) { $0 + $1.count })
        let mean = total > 0 ? groups.reduce(0) { $0 + Double($1.count) / total * $1.mean } : 0
        sumOfSquaresBetween = groups.reduce(0) { $0 + Double($1.count) * ($1.mean - mean) * ($1.mean - mean) }
        sumOfSquaresWithin = groups.reduce(0) { $0 + $1.degreesOfFreedom * $1.variance }
        degreesOfFreedomBetween = max(0, groups.count - 1)
        degreesOfFreedomWithin = groups.reduce(0) { $0 + $1.count - 1 }
        let (between, within) = (Double(degreesOfFreedomBetween), Double(degreesOfFreedomWithin))
        let ratio = sumOfSquaresBetween / between / (sumOfSquaresWithin / within)
        guard ratio.isFinite, let distribution = try? FDistribution(numerator: between, denominator: within) else {
            (statistic, pValue) = (nil, nil)
            return
        }
        statistic = ratio
        pValue = distribution.upperTail(at: ratio)
    }
}
