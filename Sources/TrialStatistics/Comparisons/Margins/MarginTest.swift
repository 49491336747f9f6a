import TrialNumerics

/// The test of non-inferiority, of superiority by a margin, or of equivalence of two groups.
///
/// The null hypothesis is that the effect, first against second, lies on the wrong side of the margin:
///
/// ```
/// above L:          H₀: θ ≤ L,             p = P(Z ≥ z(L))
/// below U:          H₀: θ ≥ U,             p = P(Z ≤ z(U))
/// between L and U:  H₀: θ ≤ L or θ ≥ U,    p = the larger of both (Schuirmann's two one-sided tests)
/// ```
///
/// The decision is that of the confidence limit: shown where the limits of coverage 1 − 2α lie beyond the margin, α = (1 − level)/2. At 95% that is a
/// one-sided test at 2.5%; equivalence at 5% takes the level 0.9.
///
/// ```swift
/// let two = TwoProportions(try Proportion(83, of: 100), try Proportion(69, of: 76))
/// let test = try MarginTest(two, .riskDifference, by: .score(.farringtonManning), margin: .above(-0.1))
/// test.isShown             // false: the lower limit is −0.177
/// ```
///
/// ## Edge cases
/// What cannot be estimated is absent, and ``isShown`` with it where the limit it needs is. Newcombe's limits belong to no test: no p-value. A
/// ratio without an upper limit is not shown to lie below anything.
///
/// ## Validated against
/// statsmodels `test_proportions_2indep` of ratio and odds ratio, and a maximised likelihood of the difference, of which statsmodels's restricted estimates
/// are not the likeliest (`Validation/Python/two-proportions.json`); R `t.test(mu =)`.
///
/// ## References
/// Farrington & Manning, *Stat Med* 9 (1990) 1447–1454. Miettinen & Nurminen, *Stat Med* 4 (1985) 213–226. Schuirmann, *J Pharmacokinet Biopharm* 15
/// (1987) 657–680. ICH E9, section 3.3.2. SAS `PROC FREQ RISKDIFF(NONINF MARGIN= METHOD=SCORE)`, `PROC TTEST TOST`.
public struct MarginTest: Sendable, Hashable {
    /// How limits and p-values of two proportions are made.
    public enum Method: Sendable, Hashable {
        /// By the score test.
        case score(ScoreVariance)
        /// By Newcombe's hybrid score limits, of the risk difference.
        case newcombe
        /// By Chan and Zhang's exact unconditional test, of the risk difference in groups of up to ``ExactRiskDifference/largestGroup``.
        case exact
    }

    /// What had to be shown.
    public let margin: Margin
    /// The effect with its two-sided limits.
    public let effect: IntervalEstimate
    /// The one-sided p-value against the bound below.
    public let lowerPValue: Double?
    /// The one-sided p-value against the bound above.
    public let upperPValue: Double?

    /// The one-sided p-value: of equivalence the larger of both.
    public var pValue: Double? {
        switch margin {
        case .above: lowerPValue
        case .below: upperPValue
        case .between: lowerPValue.flatMap { lower in upperPValue.map { max(lower, $0) } }
        }
    }

    /// Whether the limits lie beyond the margin; absent where they cannot be estimated.
    public var isShown: Bool? {
        guard effect.limits.lower != nil || effect.limits.upper != nil else { return nil }
        let isAbove = margin.lower.map { bound in effect.limits.lower.map { $0 > bound } ?? false } ?? true
        let isBelow = margin.upper.map { bound in effect.limits.upper.map { $0 < bound } ?? false } ?? true
        return isAbove && isBelow
    }

    /// Tests a contrast of two proportions.
    ///
    /// - Throws: ``StatisticsError`` for a margin that the contrast cannot have, bounds out of order, Newcombe's or exact limits of a
    ///   ratio, or groups too large for these.
    public init(
        _ two: TwoProportions, _ contrast: ProportionContrast, by method: Method = .score(.miettinenNurminen),
        margin: Margin, level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        let isDifference = contrast == .riskDifference
        try Self.check(margin, isDifference ? -1...1 : 0...Double.greatestFiniteMagnitude)
        switch method {
        case .newcombe:
            try Self.requireDifference(contrast, "Newcombe's")
            self.init(margin, two.differenceNewcombe(level), nil, nil)
        case .exact:
            try Self.requireDifference(contrast, "Chan and Zhang's")
            let exact = try ExactRiskDifference(two, level: level)
            self.init(
                margin, exact.estimate, margin.lower.flatMap(exact.greater), margin.upper.flatMap(exact.less))
        case .score(let variance):
            self.init(
                margin, two.score(contrast, variance, level),
                margin.lower.flatMap { two.scoreTest(contrast, at: $0, variance)?.greater },
                margin.upper.flatMap { two.scoreTest(contrast, at: $0, variance)?.less })
        }
    }

    /// Tests the common risk difference of strata by the stratified score test.
    ///
    /// - Throws: ``StatisticsError`` for a margin outside −1...1 or bounds out of order.
    public init(
        common strata: StratifiedProportions, margin: Margin, level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        try Self.check(margin, -1...1)
        self.init(
            margin, strata.differenceScore(level), margin.lower.flatMap { strata.scoreTest(at: $0)?.greater },
            margin.upper.flatMap { strata.scoreTest(at: $0)?.less })
    }

    /// Tests the difference of two proportions of the same subjects by Tango's score test.
    ///
    /// - Throws: ``StatisticsError`` for a margin outside −1...1 or bounds out of order.
    public init(
        pairs: PairedProportions, margin: Margin, level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        try Self.check(margin, -1...1)
        self.init(
            margin, pairs.difference(level), margin.lower.flatMap { pairs.scoreTest(at: $0)?.greater },
            margin.upper.flatMap { pairs.scoreTest(at: $0)?.less })
    }

    /// Tests a difference of means.
    ///
    /// - Throws: ``StatisticsError`` for a margin that is not finite or bounds out of order.
    public init(difference test: TTest, margin: Margin) throws(StatisticsError) {
        let largest = Double.greatestFiniteMagnitude
        try Self.check(margin, -largest...largest)
        func tails(_ bound: Double) -> (less: Double, greater: Double)? {
            guard let estimate = test.difference.estimate, let error = test.standardError,
                let degrees = test.degreesOfFreedom, let distribution = try? StudentT(degreesOfFreedom: degrees)
            else { return nil }
            let t = (estimate - bound) / error
            return (distribution.lowerTail(at: t), distribution.upperTail(at: t))
        }
        self.init(
            margin, test.difference, margin.lower.flatMap { tails($0)?.greater },
            margin.upper.flatMap { tails($0)?.less })
    }

    private init(_ margin: Margin, _ effect: IntervalEstimate, _ lower: Double?, _ upper: Double?) {
        self.margin = margin
        self.effect = effect
        lowerPValue = lower
        upperPValue = upper
    }

    private static func requireDifference(_ contrast: ProportionContrast, _ name: String) throws(StatisticsError) {
        guard contrast != .riskDifference else { return }
        throw StatisticsError(
            .invalidValue, argument: "method",
            "method is \(name) for the \(contrast.rawValue); expected the risk difference")
    }

    private static func check(_ margin: Margin, _ range: ClosedRange<Double>) throws(StatisticsError) {
        for bound in [margin.lower, margin.upper].compactMap(\.self) where !(range ~= bound) || !bound.isFinite {
            throw StatisticsError(
                .invalidValue, argument: "margin",
                "margin is \(bound); expected a number \(range.lowerBound == 0 ? "≥ 0" : range.upperBound == 1 ? "in −1...1" : "that is finite")"
            )
        }
        if let lower = margin.lower, let upper = margin.upper, lower >= upper {
            throw StatisticsError(
                .invalidValue, argument: "margin", "margin is \(lower) to \(upper); expected the lower bound first")
        }
    }
}
