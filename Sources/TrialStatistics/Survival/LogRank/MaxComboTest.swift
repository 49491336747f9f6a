import TrialNumerics

/// The MaxCombo test of two groups: the largest of several weighted log-rank statistics, with their correlation allowed for.
///
/// Sensitive to differences early, late, in the middle, or throughout, without choosing one beforehand. With u = O − E of
/// the first group and v its variance at each event time, both unweighted, and the weights wₐ, by default those of
/// Fleming-Harrington (0, 0), (0, 1), (1, 0) and (1, 1):
///
/// ```
/// Uₐ = Σ wₐ·u,   Vₐᵦ = Σ wₐ·wᵦ·v,   Zₐ = Uₐ/√Vₐₐ,   p = P(max |Z| ≥ max |zₐ|),   Z ~ N(0, V scaled to correlations)
/// ```
///
/// Sums run over times and strata; every stratum has its own curve. In one direction the largest Z counts instead of the
/// largest |Z|: the way a superiority trial is planned.
///
/// ```swift
/// let test = try MaxComboTest(followUp, groups: arm)
/// test.test?.pValue
/// let late = try MaxComboTest(followUp, groups: arm, weightings: [.logRank, .flemingHarrington(rho: 0, gamma: 0.5)],
///                             alternative: .lower)
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
/// Lin et al., *Stat Biopharm Res* 12 (2020) 187–198. Karrison, *Stata J* 16 (2016) 678–690. R `simtrial::maxcombo` and
/// `nph::logrank.maxtest` take the probability from mvtnorm's random lattice, so that it changes from call to call.
public struct MaxComboTest: Sendable {
    /// One weighted log-rank test of the combination.
    public struct Component: Sendable, Hashable {
        /// Its weights.
        public let weighting: LogRankTest.Weighting
        /// Zₐ, above 0 where the first group has more events than expected.
        public let statistic: Double
    }

    /// The largest statistic with its probability.
    public struct Test: Sendable, Hashable {
        /// max |zₐ|; in one direction max zₐ, or max −zₐ.
        public let statistic: Double
        /// The probability of one at least as large when there is no difference, to a relative 1e-7.
        public let pValue: Double
    }

    /// What the test is to show.
    public let alternative: HazardAlternative
    /// The tests that take part.
    public let components: [Component]
    /// The correlation of the components, row by row.
    public let correlation: [Double]
    /// The test; absent where no event happened while both groups were at risk.
    public let test: Test?

    /// Fleming-Harrington (0, 0), (0, 1), (1, 0) and (1, 1): throughout, late, early, middle.
    public static let standardWeightings: [LogRankTest.Weighting] = [(0, 0), (0, 1), (1, 0), (1, 1)].map {
        .flemingHarrington(rho: $0.0, gamma: $0.1)
    }

    /// The most components that a combination may have.
    public static let mostComponents = 4

    /// Compares the two levels of `groups`, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` when a factor and `followUp` differ in length, there are not two groups, or not one to
    ///   four weightings that can be.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil,
        weightings: [LogRankTest.Weighting] = standardWeightings, alternative: HazardAlternative = .twoSided
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        try Self.check(groups, weightings)
        let sums = MaxComboSums(RiskOrder(followUp, strata: strata), followUp, groups.codes, weightings)
        let present = weightings.indices.filter { sums.variance($0) > 0 }
        let components = present.map { index in
            Component(
                weighting: weightings[index], statistic: sums.scores[index] / sums.variance(index).squareRoot())
        }
        let correlation = present.flatMap { row in present.map { sums.correlation(row, $0) } }
        self.alternative = alternative
        self.components = components
        self.correlation = correlation
        test = components.map { alternative.extent(of: $0.statistic) }.max().flatMap { largest in
            let matrix = SymmetricMatrix(order: present.count, lowerTriangleOf: correlation)
            return LargestNormal(correlation: matrix).map { normal in
                let p =
                    alternative == .twoSided
                    ? normal.upperTail(at: largest) : normal.oneSidedUpperTail(at: largest)
                return Test(statistic: largest, pValue: p)
            }
        }
    }

    /// Refuses what cannot be combined.
    static func check(_ groups: Factor, _ weightings: [LogRankTest.Weighting]) throws(StatisticsError) {
        guard groups.levels.count == 2 else {
            throw StatisticsError(
                .invalidValue, argument: "groups", "groups has \(groups.levels.count) levels; MaxCombo compares 2")
        }
        guard (1...mostComponents).contains(weightings.count) else {
            throw StatisticsError(
                .invalidValue, argument: "weightings",
                "weightings has \(weightings.count) elements; MaxCombo combines 1 to \(mostComponents)")
        }
        for weighting in weightings { try weighting.check() }
    }
}

/// U and V of the statistics, from one walk.
private struct MaxComboSums {
    private(set) var scores: [Double]
    private var covariance: [Double]
    private let order: Int

    init(
        _ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32], _ weightings: [LogRankTest.Weighting]
    ) {
        var times = PooledEventTimes()
        var moments: [(score: Double, variance: Double)] = []
        var stratumNow = -1
        let hasWholeWeights = followUp.hasWholeWeights
        order.walkEventTimes(followUp, groups: codes, groupCount: 2) { stratum, time, riskSet in
            times.add(time, riskSet, beginsStratum: stratum != stratumNow)
            moments.append(Self.moments(riskSet, persons: riskSet.persons(ifWhole: hasWholeWeights)))
            stratumNow = stratum
        }
        let weights = weightings.map { times.weights($0) }
        let count = weightings.count
        self.order = count
        scores = [Double](repeating: 0, count: count)
        covariance = [Double](repeating: 0, count: count * count)
        for (index, moment) in moments.enumerated() {
            for row in 0..<count {
                let weight = weights[row][index]
                scores[row] += weight * moment.score
                for column in 0..<count {
                    covariance[row * count + column] += weight * weights[column][index] * moment.variance
                }
            }
        }
    }

    func variance(_ index: Int) -> Double { covariance[index * (order + 1)] }

    func correlation(_ row: Int, _ column: Int) -> Double {
        row == column ? 1 : covariance[row * order + column] / (variance(row) * variance(column)).squareRoot()
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
