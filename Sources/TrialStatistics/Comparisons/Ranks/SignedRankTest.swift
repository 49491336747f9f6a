import TrialNumerics

/// Wilcoxon's signed-rank test of pairs: whether the differences lie symmetrically about 0.
///
/// ```
/// V = Σ ranks of |d| over the d > 0,   z = (V − n(n + 1)/4 ∓ ½) / √(n(n + 1)(2n + 1)/24 − Σ(t³ − t)/48)
/// ```
///
/// with t the sizes of the sets of differences of one size. Differences of 0 are left out. Exact with fewer than 50 pairs, none of difference 0 and no two of
/// one size, as in R; else by the normal approximation with correction for continuity and ties. ``permutationPValue`` is exact with ties as well: the probability over all
/// signs of a V at least as far from its mean.
///
/// ```swift
/// try SignedRankTest(pairs: [5, 8, 9, 12], [4, 6, 6, 8]).pValue      // 1/8
/// ```
///
/// ## Edge cases
/// All differences 0: no p-value. More than 200 that are not: no permutation p-value, to which the normal is close.
///
/// ## Validated against
/// R `wilcox.test(paired = TRUE)`, coin `wilcoxsign_test(distribution = "exact")` (`Validation/R/ranks-and-effects.json`); a listing of all signs.
///
/// ## References
/// Wilcoxon, *Biometrics Bull* 1 (1945) 80–83. Pratt, *JASA* 54 (1959) 655–667 (zeros). R `wilcox.test`, SAS `PROC UNIVARIATE`.
public struct SignedRankTest: Sendable, Hashable {
    /// V.
    public let statistic: Double
    /// The pairs that differ.
    public let count: Int
    /// How the p-value was computed.
    public let method: RankSumTest.Method
    /// The two-sided p-value; absent where no pair differs.
    public let pValue: Double?
    /// The exact two-sided p-value, ties or not; absent where no pair differs or too many do.
    public let permutationPValue: Double?
    /// Whether two differences have one size, or one is 0.
    public let hasTies: Bool

    /// The number of pairs from which on R takes the normal approximation.
    private static let exactBelow = 50
    private static let permutationLimit = 200

    /// Tests pairs, first less second.
    ///
    /// - Throws: ``StatisticsError`` for arrays that differ in length or are empty, or values that are not finite.
    public init(pairs first: [Double], _ second: [Double]) throws(StatisticsError) {
        guard first.count == second.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "second",
                "second has \(second.count) elements; expected \(first.count), one for each pair")
        }
        guard !first.isEmpty else {
            throw StatisticsError(.empty, argument: "first", "first is empty; expected at least one pair")
        }
        try checkFinite(first, "first")
        try checkFinite(second, "second")
        let differences = zip(first, second).map { $0 - $1 }.filter { $0 != 0 }
        let ranks = MidRanks(differences.map(abs))
        count = differences.count
        hasTies = ranks.tieSum > 0 || differences.count < first.count
        statistic = zip(differences, ranks.ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
        method = !hasTies && count < Self.exactBelow ? .exact : .normal
        guard count > 0 else {
            (pValue, permutationPValue) = (nil, nil)
            return
        }
        let exact =
            count <= Self.permutationLimit
            ? Self.exact(statistic, ranks.ranks.map { Int(2 * $0) }) : nil
        permutationPValue = exact
        pValue = method == .exact ? exact : Self.normal(statistic, Double(count), ranks.tieSum)
    }

    /// P(|V − mean| at least as large) over all signs; the ranks come doubled, so that mid-ranks are whole.
    private static func exact(_ statistic: Double, _ doubled: [Int]) -> Double {
        let counts = subsets(doubled)
        let distance = abs(2 * Int(2 * statistic) - (counts.count - 1))
        var (far, all) = (0.0, 0.0)
        for (sum, count) in counts.enumerated() {
            all += count
            if abs(2 * sum - (counts.count - 1)) >= distance { far += count }
        }
        return min(1, far / all)
    }

    /// The number of subsets of the weights with each sum.
    static func subsets(_ weights: [Int]) -> [Double] {
        var counts = [Double](repeating: 0, count: weights.reduce(1, +))
        counts[0] = 1
        var largest = 0
        for weight in weights {
            largest += weight
            for sum in stride(from: largest, through: weight, by: -1) { counts[sum] += counts[sum - weight] }
        }
        return counts
    }

    private static func normal(_ statistic: Double, _ n: Double, _ tieSum: Double) -> Double? {
        let variance = n * (n + 1) * (2 * n + 1) / 24 - tieSum / 48
        let distance = abs(statistic - n * (n + 1) / 4)
        let z = (distance == 0 ? 0 : distance - 0.5) / variance.squareRoot()
        return min(1, 2 * min(Normal.standard.upperTail(at: z), Normal.standard.lowerTail(at: z)))
    }
}
