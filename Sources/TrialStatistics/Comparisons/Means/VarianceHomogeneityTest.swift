import TrialNumerics

/// Whether the variances of several groups are equal: Bartlett's test, and that of Brown and Forsythe, which holds without normality.
///
/// ```
/// Bartlett: χ² = ((N − k) log s² − Σ(nᵢ − 1) log sᵢ²) / (1 + (Σ 1/(nᵢ − 1) − 1/(N − k)) / (3(k − 1))),   k − 1 df
/// Brown-Forsythe: F of the analysis of variance of |x − median of its group|
/// ```
///
/// ```swift
/// VarianceHomogeneityTest.bartlett([one, other])?.pValue
/// try VarianceHomogeneityTest.brownForsythe([[1, 2, 9], [4, 5, 5]]).pValue
/// ```
///
/// ## Edge cases
/// A group of one observation counts for nothing in Bartlett's test; one group, or a group that does not vary: no Bartlett. Levene's original test takes means for
/// medians and rejects too often where distributions are skew; it is not offered.
///
/// ## Validated against
/// R `bartlett.test`, `aov` of the absolute deviations (`Validation/R/pairs-and-variances.json`).
///
/// ## References
/// Bartlett, *Proc R Soc A* 160 (1937) 268–282. Brown & Forsythe, *JASA* 69 (1974) 364–367. R `bartlett.test`, `car::leveneTest`; SAS `PROC GLM; MEANS / HOVTEST=BF`.
public enum VarianceHomogeneityTest {
    /// Bartlett's test from the summaries of groups.
    public static func bartlett(_ groups: [SampleSummary]) -> ChiSquaredTest? {
        let groups = groups.filter { $0.count > 1 }
        let degrees = groups.reduce(0) { $0 + $1.degreesOfFreedom }
        guard groups.count > 1, groups.allSatisfy({ $0.variance > 0 }) else { return nil }
        let pooled = groups.reduce(0) { $0 + $1.degreesOfFreedom * $1.variance } / degrees
        // Σ (nᵢ − 1) log(s²/sᵢ²), in which nothing large cancels.
        let sum = groups.reduce(0) { $0 + $1.degreesOfFreedom * Elementary.logarithm(pooled / $1.variance) }
        let inverse = groups.reduce(0) { $0 + 1 / $1.degreesOfFreedom } - 1 / degrees
        let correction = 1 + inverse / (3 * Double(groups.count - 1))
        return ChiSquaredTest(statistic: sum / correction, degreesOfFreedom: groups.count - 1)
    }

    /// Brown and Forsythe's test of the observations of groups.
    ///
    /// - Throws: ``StatisticsError`` for a group without observations, or one that is not finite.
    public static func brownForsythe(_ groups: [[Double]]) throws(StatisticsError) -> OneWayAnalysisOfVariance {
        var deviations: [SampleSummary] = []
        for group in groups {
            let median = try SampleDescription(group).median
            deviations.append(try SampleSummary(group.map { abs($0 - median) }))
        }
        return OneWayAnalysisOfVariance(deviations)
    }
}
