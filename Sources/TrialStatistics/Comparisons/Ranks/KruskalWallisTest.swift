/// The Kruskal-Wallis test that no group tends to larger values than the others.
///
/// ```
/// H = (12 / (N(N + 1)) · Σ Rᵢ²/nᵢ − 3(N + 1)) / (1 − Σ(t³ − t)/(N³ − N)),   χ² on k − 1 df
/// ```
///
/// with Rᵢ the sum of the ranks of group i and t the sizes of the sets of equal observations.
///
/// ## Edge cases
/// Empty groups count for nothing. One group, or all observations equal: no test.
///
/// ## Validated against
/// R `kruskal.test` (`Validation/R/comparisons.json`).
///
/// ## References
/// Kruskal & Wallis, *JASA* 47 (1952) 583–621. R `kruskal.test`, SAS `PROC NPAR1WAY WILCOXON`.
public struct KruskalWallisTest: Sendable, Hashable {
    /// H as χ².
    public let test: ChiSquaredTest?

    /// Compares samples.
    ///
    /// - Throws: ``StatisticsError`` for an observation that is not finite.
    public init(_ groups: [[Double]]) throws(StatisticsError) {
        let groups = groups.filter { !$0.isEmpty }
        for group in groups { try checkFinite(group, "groups") }
        let ranks = MidRanks(Array(groups.joined()))
        let n = Double(ranks.ranks.count)
        // Σ nᵢ (R̄ᵢ − (N + 1)/2)² is the bracket without its cancellation.
        var (start, between) = (0, 0.0)
        for group in groups {
            let size = Double(group.count)
            let mean = ranks.ranks[start..<start + group.count].reduce(0, +) / size
            between += size * (mean - (n + 1) / 2) * (mean - (n + 1) / 2)
            start += group.count
        }
        let untied = n * (n - 1) * (n + 1) - ranks.tieSum
        test =
            untied > 0
            ? ChiSquaredTest(statistic: 12 * (n - 1) * between / untied, degreesOfFreedom: groups.count - 1) : nil
    }
}
