import TrialNumerics

/// The difference of the concordances of two scores on the same observations, with the error that their dependence leaves.
///
/// ```
/// C₁ − C₂,      var = Σ (d₁ᵢ − d₂ᵢ)²
/// ```
///
/// with dᵢ the shares of the observations in each (``Concordance/influence``), added up over clusters where there are any.
///
/// ```swift
/// let difference = try ConcordanceDifference(Concordance(followUp, score: new), Concordance(followUp, score: old))
/// difference.pValue
/// ```
///
/// ## Edge cases
/// Where one of them has no pair, nothing is estimable; where both order all pairs alike the difference is 0 without error. With
/// case weights R's comparison of two models weights the shares once more, so that its error is not that of its single
/// concordances; here both are the same.
///
/// ## References
/// Therneau & Watson, *The concordance statistic and the Cox model*, Mayo Clinic 85 (2017), section 6. R `concordance(fit1, fit2)`.
public struct ConcordanceDifference: Sendable, Hashable {
    /// C₁ − C₂.
    public let estimate: Double?
    /// Its standard error.
    public let standardError: Double?
    /// The two-sided p-value of the difference being 0.
    public let pValue: Double?

    /// The difference of two concordances of the same observations.
    ///
    /// - Throws: ``StatisticsError`` where they are not of the same number of observations.
    public init(_ first: Concordance, _ second: Concordance, clusters: Factor? = nil) throws(StatisticsError) {
        guard first.influence.count == second.influence.count else {
            throw .length("second", second.influence.count, expected: first.influence.count)
        }
        if let clusters, clusters.count != first.influence.count {
            throw .length("clusters", clusters.count, expected: first.influence.count)
        }
        guard let one = first.estimate, let other = second.estimate else {
            (estimate, standardError, pValue) = (nil, nil, nil)
            return
        }
        estimate = one - other
        let variance = Concordance.variance(zip(first.influence, second.influence).map { $0 - $1 }, clusters)
        guard variance > 0 else {
            (standardError, pValue) = (nil, nil)
            return
        }
        let error = variance.squareRoot()
        standardError = error
        pValue = ChiSquaredTest(statistic: (one - other) * (one - other) / variance, degreesOfFreedom: 1)?.pValue
    }

    /// The limits of the difference.
    public func limits(level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        guard let estimate, let standardError else { return .notEstimable }
        let reach = level.normalQuantile * standardError
        return ConfidenceLimits(lower: estimate - reach, upper: estimate + reach)
    }
}
