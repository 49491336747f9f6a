import TrialNumerics

/// The one-sample log-rank test: the events of one group against those that a reference hazard would have brought.
///
/// Each subject was exposed to the reference hazard from its entry to the end of its follow-up; with Λᵢ what that adds up to
/// and wᵢ its case weight,
///
/// ```
/// O = Σ wᵢ δᵢ,   E = Σ wᵢ Λᵢ,   z = (O − E)/√E,   Wu: z = (O − E)/√((O + E)/2)
/// SMR = O/E,   exact: O ~ Poisson(E) when the hazard is the reference
/// ```
///
/// ```swift
/// let test = try OneSampleLogRankTest(followUp, reference: ReferenceHazard(median: 40))
/// test.standardizedRatio()     // O/E with exact limits
/// ```
///
/// The variance E is that of the null hypothesis and makes the one-sided test of "lower" conservative in small samples; Wu's
/// mean of O and E keeps the level better. The exact p-value takes O as Poisson; O/E is the standardised mortality ratio.
///
/// ## Edge cases
/// No exposure (E = 0): no test. Weights that are not whole: O is no count, and the exact p-value and limits are absent.
/// The reference is taken as known: that its median came from another sample is not allowed for.
///
/// ## Validated against
/// R `poisson.test`, `survexp`-style sums by hand (`Validation/R/one-sample-log-rank.json`).
///
/// ## References
/// Breslow, *Int Stat Rev* 43 (1975) 45–58. Woolson, *Biometrics* 37 (1981) 687–696. Finkelstein, Muzikansky & Schoenfeld, *JNCI*
/// 95 (2003) 1434–1439. Wu, *J Biom Biostat* 5 (2014) 210. Breslow & Day, *Statistical Methods in Cancer Research* II (1987), §2.3.
public struct OneSampleLogRankTest: Sendable, Hashable {
    /// The number of observations.
    public let count: Int
    /// O, the events; a sum of weights where there are case weights.
    public let observed: Double
    /// E, those that the reference would have brought.
    public let expected: Double
    /// Whether O is a number of events rather than a sum of fractions.
    public let isCount: Bool

    /// Compares follow-up with a reference.
    ///
    /// - Throws: ``StatisticsError`` where the expected events are too many for a number.
    public init(_ followUp: SurvivalTimes, reference: ReferenceHazard) throws(StatisticsError) {
        let exposures = followUp.times.indices.map { row in
            reference.cumulative(at: followUp.times[row])
                - (followUp.entries.map { reference.cumulative(at: $0[row]) } ?? 0)
        }
        try self.init(followUp, expected: exposures)
    }

    /// Compares follow-up with what was expected of each subject, such as the hazard of the population of its age and sex
    /// added up over its follow-up.
    ///
    /// - Throws: ``StatisticsError`` unless there is a finite number ≥ 0 for each observation.
    public init(_ followUp: SurvivalTimes, expected: [Double]) throws(StatisticsError) {
        guard expected.count == followUp.count else {
            throw .length("expected", expected.count, expected: followUp.count)
        }
        for (index, value) in expected.enumerated() where !(value >= 0 && value < .infinity) {
            throw .invalid("expected", index, value, expected: "a finite number ≥ 0")
        }
        var (observed, sum) = (0.0, 0.0)
        for row in expected.indices {
            let weight = followUp.weights?[row] ?? 1
            observed += followUp.events[row] ? weight : 0
            sum += weight * expected[row]
        }
        guard sum.isFinite else { throw .invalid("expected", 0, sum, expected: "a sum that is a finite number") }
        count = followUp.count
        self.observed = observed
        self.expected = sum
        isCount = followUp.hasWholeWeights
    }
}

extension OneSampleLogRankTest {
    /// The variance that O − E is divided by.
    public enum Variance: String, Sendable, Hashable, CaseIterable {
        /// E, that of the null hypothesis.
        case expected
        /// (O + E)/2, Wu's.
        case mean
    }

    /// z; below 0 where fewer events were seen than expected. Absent where nothing was expected.
    public func z(_ variance: Variance = .expected) -> Double? {
        guard expected > 0 else { return nil }
        let variance = variance == .expected ? expected : (observed + expected) / 2
        return (observed - expected) / variance.squareRoot()
    }

    /// The p-value by the normal distribution: two-sided, or of a hazard lower or higher than the reference.
    public func pValue(
        _ alternative: HazardAlternative = .twoSided, variance: Variance = .expected
    ) -> Double? {
        z(variance).map { alternative.tail(at: -$0) }
    }

    /// The exact p-value, from O ~ Poisson(E): one tail with O itself, or for two sides twice the smaller.
    ///
    /// R `poisson.test` adds for two sides the probabilities of all counts no likelier than O instead; doubling goes with the
    /// limits of ``standardizedRatio(level:)``, so that p < 0.05 exactly where the 95% limits leave 1 out.
    public func exactPValue(_ alternative: HazardAlternative = .twoSided) -> Double? {
        guard isCount, expected > 0, let poisson = try? Poisson(mean: expected) else { return nil }
        let events = Int(observed)
        let (lower, higher) = (poisson.lowerTail(at: events), poisson.upperTail(at: events - 1))
        switch alternative {
        case .twoSided: return min(1, 2 * min(lower, higher))
        case .lower: return lower
        case .higher: return higher
        }
    }

    /// O/E with exact limits, between which lie the ratios that make O no rare count.
    ///
    /// ```
    /// χ²(α/2; 2O)/2E … χ²(1 − α/2; 2O + 2)/2E
    /// ```
    ///
    /// The lower limit is 0 where O is. Absent where nothing was expected; without limits where O is no count.
    public func standardizedRatio(level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate? {
        guard expected > 0 else { return nil }
        let ratio = observed / expected
        let tail = (1 - level.coverage) / 2
        guard isCount else {
            return IntervalEstimate(estimate: ratio, limits: .notEstimable)
        }
        let lower = observed == 0 ? 0 : (try? Gamma(shape: observed, rate: expected))?.quantile(tail)
        let upper = (try? Gamma(shape: observed + 1, rate: expected))?.upperQuantile(tail)
        return IntervalEstimate(estimate: ratio, limits: ConfidenceLimits(lower: lower, upper: upper))
    }
}
