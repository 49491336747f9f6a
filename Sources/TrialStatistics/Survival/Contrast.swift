import TrialNumerics

/// A difference or a ratio of two groups with its limits and the p-value of Wald's test that there is none.
public struct Contrast: Sendable, Hashable {
    /// The difference, or the ratio; absent where it has no finite value.
    public let estimate: Double?
    /// The standard error of the difference, or of the logarithm of the ratio.
    public let standardError: Double?
    /// The confidence limits.
    public let limits: ConfidenceLimits
    /// The two-sided probability of a contrast at least as large when the groups are alike.
    public let pValue: Double?

    /// A difference with its variance; limits are kept within ±`bound`.
    init(difference: Double, variance: Double?, within bound: Double, level: ConfidenceLevel) {
        estimate = difference
        let error = variance.flatMap { $0.isFinite && $0 >= 0 ? $0.squareRoot() : nil }
        standardError = error
        limits =
            error.map { error in
                ConfidenceLimits(
                    lower: max(-bound, difference - level.normalQuantile * error),
                    upper: min(bound, difference + level.normalQuantile * error))
            } ?? .notEstimable
        pValue = Self.pValue(difference, error)
    }

    /// A ratio with the variance of its logarithm, from which it has its limits.
    init(ratioOf numerator: Double, to denominator: Double, logVariance: Double?, level: ConfidenceLevel) {
        guard denominator > 0, numerator >= 0 else {
            (estimate, standardError, limits, pValue) = (nil, nil, .notEstimable, nil)
            return
        }
        let ratio = numerator / denominator
        estimate = ratio
        let error = logVariance.flatMap { numerator > 0 && $0.isFinite && $0 >= 0 ? $0.squareRoot() : nil }
        standardError = error
        limits =
            error.map { error in
                let factor = Elementary.exponential(level.normalQuantile * error)
                return ConfidenceLimits(lower: ratio / factor, upper: ratio * factor)
            } ?? .notEstimable
        pValue = numerator > 0 ? Self.pValue(Elementary.logarithm(ratio), error) : nil
    }

    private static func pValue(_ value: Double, _ error: Double?) -> Double? {
        guard let error, error > 0 else { return nil }
        return min(1, 2 * Normal.standard.upperTail(at: abs(value) / error))
    }
}

/// Independent estimates of one quantity in several groups, tested for being equal.
struct EqualityOfEstimates {
    let estimates: [Double]
    let variances: [Double]

    /// Wald's test on k − 1 degrees of freedom.
    ///
    /// The contrasts are taken against the estimate of least variance, which may be 0; a second such leaves none.
    ///
    /// ```
    /// χ² = Σ dᵢ²/vᵢ − v₀/(1 + v₀ Σ 1/vᵢ) · (Σ dᵢ/vᵢ)²,   dᵢ = θᵢ − θ₀
    /// ```
    var test: ChiSquaredTest? {
        guard estimates.count > 1, variances.allSatisfy({ $0.isFinite && $0 >= 0 }),
            let base = variances.indices.min(by: { variances[$0] < variances[$1] })
        else { return nil }
        var (squares, sums, precisions) = (0.0, 0.0, 0.0)
        for index in estimates.indices where index != base {
            guard variances[index] > 0 else { return nil }
            let distance = estimates[index] - estimates[base]
            squares += distance * distance / variances[index]
            sums += distance / variances[index]
            precisions += 1 / variances[index]
        }
        let shared = variances[base] / (1 + variances[base] * precisions)
        return ChiSquaredTest(statistic: squares - shared * sums * sums, degreesOfFreedom: estimates.count - 1)
    }
}
