import TrialNumerics

/// The MaxCombo test of two groups: the largest of four weighted log-rank statistics, with their correlation allowed for.
///
/// Sensitive to differences early, late, in the middle, or throughout, without choosing one beforehand. With u = O − E of
/// the first group and v its variance at each event time, both unweighted, and the weights wₐ of Fleming-Harrington
/// (0, 0), (0, 1), (1, 0) and (1, 1):
///
/// ```
/// Uₐ = Σ wₐ·u,   Vₐᵦ = Σ wₐ·wᵦ·v,   Zₐ = Uₐ/√Vₐₐ,   p = P(max |Z| ≥ max |zₐ|),   Z ~ N(0, V scaled to correlations)
/// ```
///
/// Sums run over times and strata; every stratum has its own curve.
///
/// ```swift
/// let test = try MaxComboTest(followUp, groups: arm)
/// test.test?.pValue
/// ```
///
/// ## Edge cases
/// A weight that is 0 at every event time at which groups could differ takes no part. No such event time at all:
/// ``test`` is absent. As (0, 1) is (0, 0) less (1, 0), the correlation is singular; that is allowed for.
///
/// ## Validated against
/// R mvtnorm and a direct O(n²) computation (`Validation/R/max-combo.json`).
///
/// ## References
/// Lin et al., *Stat Biopharm Res* 12 (2020) 187–198. Karrison, *Stata J* 16 (2016) 678–690.
public struct MaxComboTest: Sendable {
    /// One weighted log-rank test of the combination.
    public struct Component: Sendable, Hashable {
        /// Its weights.
        public let weighting: LogRankTest.Weighting
        /// Zₐ, above 0 where the first group has more events than expected.
        public let statistic: Double
    }

    /// The largest |Zₐ| with its probability.
    public struct Test: Sendable, Hashable {
        /// max |zₐ|.
        public let statistic: Double
        /// P(max |Z| ≥ max |zₐ|) when there is no difference, two-sided, to a relative 1e-7.
        public let pValue: Double
    }

    /// The tests that take part.
    public let components: [Component]
    /// The correlation of the components, row by row.
    public let correlation: [Double]
    /// The test; absent where no event happened while both groups were at risk.
    public let test: Test?

    /// Compares the two levels of `groups`, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` when a factor and `followUp` differ in length, or there are not two groups.
    public init(_ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        guard groups.levels.count == 2 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) levels; MaxCombo compares 2")
        }
        let sums = MaxComboSums(RiskOrder(followUp, strata: strata), followUp, groups.codes)
        let present = Self.weightings.indices.filter { sums.variance($0) > 0 }
        components = present.map { index in
            Component(
                weighting: Self.weightings[index],
                statistic: sums.scores[index] / sums.variance(index).squareRoot())
        }
        correlation = present.flatMap { row in present.map { sums.correlation(row, $0) } }
        let largest = components.map { abs($0.statistic) }.max()
        let matrix = SymmetricMatrix(order: present.count, lowerTriangleOf: correlation)
        test = largest.flatMap { largest in
            LargestNormal(correlation: matrix).map { Test(statistic: largest, pValue: $0.upperTail(at: largest)) }
        }
    }

    /// Fleming-Harrington throughout, late, early, middle.
    static let weightings: [LogRankTest.Weighting] = [(0, 0), (0, 1), (1, 0), (1, 1)].map {
        .flemingHarrington(rho: $0.0, gamma: $0.1)
    }
}

/// U and V of the four statistics, from one walk.
private struct MaxComboSums {
    private(set) var scores = [Double](repeating: 0, count: 4)
    private var covariance = [Double](repeating: 0, count: 16)

    init(_ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32]) {
        var times = PooledEventTimes()
        var moments: [(score: Double, variance: Double)] = []
        var stratumNow = -1
        let hasWholeWeights = followUp.hasWholeWeights
        order.walkEventTimes(followUp, groups: codes, groupCount: 2) { stratum, time, riskSet in
            times.add(time, riskSet, beginsStratum: stratum != stratumNow)
            moments.append(Self.moments(riskSet, persons: riskSet.persons(ifWhole: hasWholeWeights)))
            stratumNow = stratum
        }
        let weights = MaxComboTest.weightings.map { times.weights($0) }
        for (index, moment) in moments.enumerated() {
            for row in 0..<4 {
                let weight = weights[row][index]
                scores[row] += weight * moment.score
                for column in 0..<4 {
                    covariance[row * 4 + column] += weight * weights[column][index] * moment.variance
                }
            }
        }
    }

    func variance(_ index: Int) -> Double { covariance[index * 5] }

    func correlation(_ row: Int, _ column: Int) -> Double {
        row == column ? 1 : covariance[row * 4 + column] / (variance(row) * variance(column)).squareRoot()
    }

    /// O − E of the first group at one event time and its hypergeometric variance.
    private static func moments(_ riskSet: RiskSet, persons: Double) -> (score: Double, variance: Double) {
        let (died, atRisk) = (riskSet.events, riskSet.total)
        let share = riskSet.atRisk[0] / atRisk
        let correction = persons > 1 ? persons / (persons - 1) : 0
        let variance = died * ((atRisk - died) / atRisk) * correction * share * (riskSet.atRisk[1] / atRisk)
        return (riskSet.eventsIn[0] - died * share, max(0, variance))
    }
}
