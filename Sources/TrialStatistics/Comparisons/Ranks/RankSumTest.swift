import TrialNumerics

/// The rank-sum test of Wilcoxon, Mann and Whitney: whether one of two groups tends to larger values.
///
/// ```
/// W = Σ ranks of the first − m(m + 1)/2,   the number of pairs in which the first is larger, ties for ½
/// z = (W − mn/2 ∓ ½) / √(mn/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))))
/// ```
///
/// Exact where both groups have fewer than 50 observations and none are equal, as in R; else by the normal approximation with
/// correction for continuity and ties. ``method`` says which.
///
/// ```swift
/// try RankSumTest([1.1, 2.2], [0.4, 3.0, 5.1]).pValue
/// ```
///
/// ## Edge cases
/// All observations equal: no p-value.
///
/// ## Validated against
/// R `wilcox.test` (`Validation/R/comparisons.json`); the exact distribution against a count of all orders.
///
/// ## References
/// Wilcoxon, *Biometrics Bull* 1 (1945) 80–83. Mann & Whitney, *Ann Math Stat* 18 (1947) 50–60. R `wilcox.test`, SAS `PROC NPAR1WAY WILCOXON`.
public struct RankSumTest: Sendable, Hashable {
    /// How the p-value was computed.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// From the distribution of W over all orders.
        case exact
        /// From the normal distribution, corrected for continuity and ties.
        case normal
    }

    /// W.
    public let statistic: Double
    /// How the p-value was computed.
    public let method: Method
    /// The two-sided p-value; absent where all observations are equal.
    public let pValue: Double?
    /// Whether two observations are equal.
    public let hasTies: Bool

    /// The size of a group from which on R takes the normal approximation.
    private static let exactBelow = 50

    /// Compares two samples.
    ///
    /// - Throws: ``StatisticsError`` for a sample without observations, or one that is not finite.
    public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
        for (name, values) in [("first", first), ("second", second)] {
            try checkFinite(values, name)
            guard !values.isEmpty else {
                throw StatisticsError(.empty, argument: name, "\(name) is empty; expected at least one observation")
            }
        }
        let ranks = MidRanks(first + second)
        let (m, n) = (first.count, second.count)
        statistic = ranks.ranks[..<m].reduce(0, +) - Double(m) * Double(m + 1) / 2
        hasTies = ranks.tieSum > 0
        let isExact = !hasTies && m < Self.exactBelow && n < Self.exactBelow
        method = isExact ? .exact : .normal
        pValue =
            isExact
            ? Self.exact(Int(statistic), m, n) : Self.normal(statistic, Double(m), Double(n), tieSum: ranks.tieSum)
    }

    /// Twice the smaller tail of W; its distribution is symmetric about mn/2.
    private static func exact(_ statistic: Int, _ m: Int, _ n: Int) -> Double {
        let counts = orders(m, n)
        let nearer = min(statistic, m * n - statistic)
        return min(1, 2 * counts[...nearer].reduce(0, +) / counts.reduce(0, +))
    }

    /// The number of orders of m and n observations with each W from 0 to mn, as the coefficients of
    /// Π (1 − xⁿ⁺ⁱ)/(1 − xⁱ) over i in 1...m.
    static func orders(_ m: Int, _ n: Int) -> [Double] {
        // counts[k][w]: choices of k among the ranks so far whose W is w.
        var counts = [[Double]](repeating: [Double](repeating: 0, count: m * n + 1), count: m + 1)
        counts[0][0] = 1
        for rank in 1...(m + n) {
            for chosen in stride(from: min(rank, m), through: 1, by: -1) {
                // The chosen-th smallest of the first, at this rank, exceeds rank − chosen of the second.
                let pairs = rank - chosen
                guard pairs <= n else { continue }
                for w in stride(from: m * n, through: pairs, by: -1) {
                    counts[chosen][w] += counts[chosen - 1][w - pairs]
                }
            }
        }
        return counts[m]
    }

    private static func normal(_ statistic: Double, _ m: Double, _ n: Double, tieSum: Double) -> Double? {
        let total = m + n
        let variance = m * n / 12 * (total + 1 - tieSum / (total * (total - 1)))
        guard variance > 1e-9 * m * n else { return nil }
        let distance = abs(statistic - m * n / 2)
        let z = (distance == 0 ? 0 : distance - 0.5) / variance.squareRoot()
        return min(1, 2 * min(Normal.standard.upperTail(at: z), Normal.standard.lowerTail(at: z)))
    }
}
