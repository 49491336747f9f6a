import TrialNumerics

/// Student's t test of two means, or of the mean difference of pairs, with the confidence limits of the difference.
///
/// ```
/// t = (x̄₁ − x̄₂) / SE
/// equal:    SE² = s²(1/n₁ + 1/n₂),  s² = Σ(nᵢ − 1)sᵢ² / Σ(nᵢ − 1),  df = n₁ + n₂ − 2
/// unequal:  SE² = s₁²/n₁ + s₂²/n₂,  df = SE⁴ / Σ (sᵢ²/nᵢ)²/(nᵢ − 1)          (Welch, Satterthwaite)
/// pairs:    SE² = s²/n of the differences,  df = n − 1
/// ```
///
/// ```swift
/// let one = try SampleSummary(mean: 70.05, standardDeviation: 10.62, count: 40)
/// let other = try SampleSummary(mean: 67.51, standardDeviation: 11.35, count: 40)
/// TTest(one, other, variances: .equal).statistic      // 1.033
/// ```
///
/// ## Edge cases
/// No spread at all, or too few observations: the difference stands, the rest is absent and ``reason`` says why. R stops
/// with "data are essentially constant".
///
/// ## Validated against
/// R `t.test` (`Validation/R/comparisons.json`), hand-solved samples.
///
/// ## References
/// Student, *Biometrika* 6 (1908) 1–25. Welch, *Biometrika* 34 (1947) 28–35. R `t.test` (unequal by default), SAS `PROC TTEST` (both).
public struct TTest: Sendable, Hashable {
    /// What is assumed of the variances of the two groups.
    public enum Variances: String, Sendable, Hashable, CaseIterable {
        /// They are equal: the pooled test.
        case equal
        /// They may differ: Welch's test.
        case unequal
    }

    /// x̄₁ − x̄₂, or the mean of the differences, with its limits.
    public let difference: IntervalEstimate
    /// The standard error of the difference.
    public let standardError: Double?
    /// t.
    public let statistic: Double?
    /// The degrees of freedom.
    public let degreesOfFreedom: Double?
    /// The two-sided p-value.
    public let pValue: Double?
    /// Why there is no test.
    public var reason: String? { difference.reason }

    /// Tests the means of two samples.
    public init(
        _ first: SampleSummary, _ second: SampleSummary, variances: Variances,
        level: ConfidenceLevel = .ninetyFivePercent
    ) {
        let difference = first.mean - second.mean
        let (n1, n2) = (Double(first.count), Double(second.count))
        let degrees = first.degreesOfFreedom + second.degreesOfFreedom
        switch variances {
        case .equal:
            let squares = first.degreesOfFreedom * first.variance + second.degreesOfFreedom * second.variance
            self.init(
                difference, squared: degrees > 0 ? squares / degrees * (1 / n1 + 1 / n2) : 0, degrees: degrees, level)
        case .unequal:
            guard first.count > 1, second.count > 1 else {
                self.init(absent: difference, "a group of one has no variance of its own")
                return
            }
            let (share1, share2) = (first.variance / n1, second.variance / n2)
            let squared = share1 + share2
            let (part1, part2) = squared > 0 ? (share1 / squared, share2 / squared) : (0, 0)
            let inverse = part1 * part1 / first.degreesOfFreedom + part2 * part2 / second.degreesOfFreedom
            self.init(difference, squared: squared, degrees: inverse > 0 ? 1 / inverse : 0, level)
        }
    }

    /// Tests that pairs, such as before and after, do not differ on average: first minus second.
    ///
    /// - Throws: ``StatisticsError`` for arrays that differ in length or are empty, or values that are not finite.
    public init(
        pairs first: [Double], _ second: [Double], level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard first.count == second.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "second",
                "second has \(second.count) elements; expected \(first.count), one for each pair")
        }
        try checkFinite(first, "first")
        try checkFinite(second, "second")
        self.init(mean: try SampleSummary(zip(first, second).map { $0 - $1 }), level: level)
    }

    /// Tests that the mean of one sample, such as of differences, is 0.
    public init(mean sample: SampleSummary, level: ConfidenceLevel = .ninetyFivePercent) {
        self.init(
            sample.mean, squared: sample.variance / Double(sample.count), degrees: sample.degreesOfFreedom, level)
    }

    private init(_ difference: Double, squared: Double, degrees: Double, _ level: ConfidenceLevel) {
        guard let distribution = try? StudentT(degreesOfFreedom: degrees) else {
            self.init(absent: difference, degrees > 0 ? "the samples are too large" : Self.noSpread(squared))
            return
        }
        guard squared > 0, squared.isFinite, (difference / squared.squareRoot()).isFinite,
            let quantile = distribution.upperQuantile((1 - level.coverage) / 2)
        else {
            self.init(absent: difference, Self.noSpread(squared))
            return
        }
        let error = squared.squareRoot()
        let t = difference / error
        self.init(
            difference: IntervalEstimate(difference, difference - quantile * error, difference + quantile * error),
            standardError: error, statistic: t, degreesOfFreedom: degrees,
            pValue: min(1, 2 * distribution.upperTail(at: abs(t))))
    }

    private static func noSpread(_ squared: Double) -> String {
        squared > 0 ? "the numbers are too large or too small" : "the observations do not vary, or there are too few"
    }

    private init(absent difference: Double, _ reason: String) {
        self.init(
            difference: IntervalEstimate(difference, nil, nil, reason: reason), standardError: nil, statistic: nil,
            degreesOfFreedom: nil, pValue: nil)
    }

    private init(
        difference: IntervalEstimate, standardError: Double?, statistic: Double?, degreesOfFreedom: Double?,
        pValue: Double?
    ) {
        self.difference = difference
        self.standardError = standardError
        self.statistic = statistic
        self.degreesOfFreedom = degreesOfFreedom
        self.pValue = pValue
    }
}
