import TrialNumerics

/// Tarone's test that hazards rise or fall along ordered groups, for any test of the log-rank family.
///
/// Gathers the O − E of the groups along scores s, so that it finds a trend with one degree of freedom where the test of
/// k groups spreads its power over k − 1. What is left of that test's χ² tells whether the trend is all there is.
///
/// ```
/// T = Σ sₖ (Oₖ − Eₖ),    Var T = Σ Σ sₖ sₗ Vₖₗ = −Σ over k < l of Vₖₗ (sₖ − sₗ)²,    z = T/√Var T
/// ```
///
/// ```swift
/// let test = try LogRankTest(followUp, groups: dose, strata: centre)
/// let trend = try LogRankTrendTest(of: test, scores: [0, 5, 10])
/// trend.z        // positive where the hazard rises with the score
/// ```
///
/// Scores that differ by a factor or a shift give the same test up to the sign of the factor. For plain weights it is the
/// score test of a Cox model with s as the covariate and ties as R's `exact`.
///
/// ## Edge cases
/// No event while groups of different scores were at risk, or all scores alike: no test. Two groups: the trend is the test of
/// the groups and nothing is left to depart from it.
///
/// ## Validated against
/// R `coxph(ties = "exact")` and a direct computation from `survdiff` (`Validation/R/log-rank-family.json`).
///
/// ## References
/// Tarone, *Biometrika* 62 (1975) 679–682. Tarone & Ware, *Biometrika* 64 (1977) 156–160. SAS `PROC LIFETEST STRATA / TREND`
/// takes the values of a numeric variable as scores, else 1, 2, …; R survival has no such test.
public struct LogRankTrendTest: Sendable {
    /// The score of each group, in the order of the factor's levels.
    public let scores: [Double]
    /// z; positive where the hazard rises with the score.
    public let z: Double?
    /// χ² = z² on one degree of freedom.
    public let test: ChiSquaredTest?
    /// The rest of the χ² of the groups: whether they differ otherwise than along the scores.
    public let departure: ChiSquaredTest?

    /// The trend of a test's groups; their scores are 1, 2, … unless given.
    ///
    /// - Throws: ``StatisticsError`` when there is not a finite score for each group.
    public init(of test: LogRankTest, scores: [Double]? = nil) throws(StatisticsError) {
        let scores = scores ?? test.groups.indices.map { Double($0 + 1) }
        guard scores.count == test.groups.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "scores",
                "scores has \(scores.count) elements; expected \(test.groups.count), one for each group")
        }
        if let index = scores.firstIndex(where: { !$0.isFinite }) {
            throw .invalid("scores", index, scores[index], expected: "a finite number")
        }
        self.scores = scores
        let z = Self.z(test, scores)
        self.z = z
        let trend = z.flatMap { ChiSquaredTest(statistic: $0 * $0, degreesOfFreedom: 1) }
        self.test = trend
        departure = trend.flatMap { trend in
            test.test.flatMap {
                ChiSquaredTest(
                    statistic: $0.statistic - trend.statistic, degreesOfFreedom: $0.degreesOfFreedom - 1)
            }
        }
    }

    /// Compares ordered groups along their scores, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` for lengths that differ, weights out of range or scores that do not fit the groups.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, weighting: LogRankTest.Weighting = .logRank,
        scores: [Double]? = nil
    ) throws(StatisticsError) {
        try self.init(
            of: LogRankTest(followUp, groups: groups, strata: strata, weighting: weighting), scores: scores)
    }

    /// T over its standard error. Differences of scores make a sum of terms of one sign, so that no digits cancel.
    private static func z(_ test: LogRankTest, _ scores: [Double]) -> Double? {
        let count = scores.count
        var (difference, variance) = (0.0, 0.0)
        for group in 0..<count {
            difference += (scores[group] - scores[0]) * (test.groups[group].observed - test.groups[group].expected)
            for other in 0..<group {
                let distance = scores[group] - scores[other]
                variance -= test.covariance[group * count + other] * distance * distance
            }
        }
        return variance > 0 ? difference / variance.squareRoot() : nil
    }
}
