import TrialNumerics

/// The log-rank test of equal hazards in two or more groups and its weighted family, stratified where asked.
///
/// Compares the events Oₖ seen in group k with the Eₖ expected if the hazards were equal at every time. At each
/// distinct event time, with n at risk of whom nₖ are in group k, d events of whom dₖ in group k, and the weight w:
///
/// ```
/// Oₖ = Σ w·dₖ,    Eₖ = Σ w·d·nₖ/n,    Vₖₗ = Σ w²·d·(n − d)/(n − 1) · nₖ/n · (δₖₗ − nₗ/n)
/// χ² = (O − E)ᵀ V⁻ (O − E)
/// ```
///
/// Sums run over times and over strata; w is 1 in the log-rank test, see ``Weighting`` for the others. The degrees of
/// freedom are the rank of V: groups that were never at risk together with another when an event happened count for
/// nothing.
///
/// ```swift
/// let test = try LogRankTest(followUp, groups: arm, strata: stage)
/// test.test?.pValue
/// let late = try LogRankTest(followUp, groups: arm, weighting: .flemingHarrington(rho: 0, gamma: 1))
/// ```
///
/// ## Edge cases
/// No event at a time when two groups were at risk: ``test`` is absent. Delayed entry: an observation is at risk after
/// its entry. Case weights: O, E, n and d are sums of weights, taken as frequencies in V; where they are not whole the
/// factor n/(n − 1) takes the number of observations for n (R `survdiff` offers neither).
///
/// ## Validated against
/// R survival 3.5-3 (`Validation/R/log-rank.json`, `weighted-log-rank.json`), coin, hand-solved data, an O(n²) version.
///
/// ## References
/// Mantel, *Cancer Chemother Rep* 50 (1966) 163–170. Kalbfleisch & Prentice 2002, §1.5. R `survival::survdiff`,
/// SAS `PROC LIFETEST STRATA`.
public struct LogRankTest: Sendable {
    /// The observed and expected events of one group.
    public struct Group: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// The number of observations.
        public let count: Int
        /// Oₖ, the number of events; a sum of weights where subjects or event times have weights.
        public let observed: Double
        /// Eₖ.
        public let expected: Double
    }

    /// The weights that event times got.
    public let weighting: Weighting
    /// The groups, in the order of the factor's levels.
    public let groups: [Group]
    /// V, the covariance of the O − E, row by row.
    public let covariance: [Double]
    /// The test; absent where no event happened while two groups were at risk.
    public let test: ChiSquaredTest?

    /// Compares the levels of `groups`, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` when a factor and `followUp` differ in length, or `weighting` has an exponent or
    ///   bound out of range.
    /// - Complexity: O(n log n) at most; sorting by radix makes it linear in practice.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, weighting: Weighting = .logRank
    ) throws(StatisticsError) {
        try weighting.check()
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        var sums = LogRankSums(groupCount: groups.levels.count)
        sums.walk(RiskOrder(followUp, strata: strata), followUp, groups.codes, weighting)
        let counts = groups.counts
        self.weighting = weighting
        self.groups = groups.levels.indices.map { level in
            Group(
                name: groups.levels[level], count: counts[level], observed: sums.observed[level],
                expected: sums.expected[level])
        }
        self.covariance = sums.covariance
        self.test = Self.quadraticForm(sums)
    }

    /// The least share of a group's variance that the groups before it must leave for it to count.
    private static let ownVariance = 1e-9

    /// (O − E)ᵀ V⁻ (O − E) over a largest set of groups on which V is not singular.
    private static func quadraticForm(_ sums: LogRankSums) -> ChiSquaredTest? {
        let count = sums.observed.count
        let covariance = SymmetricMatrix(order: count, lowerTriangleOf: sums.covariance)
        guard let kept = try? PivotedCholesky(covariance, tolerance: ownVariance).independent, !kept.isEmpty else {
            return nil
        }
        let block = SymmetricMatrix(
            order: kept.count, lowerTriangleOf: kept.flatMap { row in kept.map { covariance[row, $0] } })
        guard let factorization = try? CholeskyFactorization(block) else { return nil }
        let scores = kept.map { sums.observed[$0] - sums.expected[$0] }
        let statistic = zip(scores, factorization.solve(scores)).reduce(0) { $0 + $1.0 * $1.1 }
        return ChiSquaredTest(statistic: statistic, degreesOfFreedom: kept.count)
    }
}
