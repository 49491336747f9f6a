import TrialNumerics

/// The shift between two samples, or of pairs, by Hodges and Lehmann, with the limits that go with Wilcoxon's tests.
///
/// ```
/// two samples: the median of all mn differences xᵢ − yⱼ      limits: the (C)-th smallest and the (C)-th largest of them
/// pairs:       the median of all averages (dᵢ + dⱼ)/2, i ≤ j
/// ```
///
/// C − 1 is the largest w whose lower tail under no shift is at most half of what the level leaves, by the exact distribution where both samples have fewer than 50
/// observations and none are equal (pairs: fewer than 50, no two differences of one size and none 0), as R; else C is the whole part of
/// μ − z σ, at least 1, by the normal distribution without ties, as SAS.
///
/// ```swift
/// let shift = try LocationShift([5, 7, 9], [1, 2, 3])
/// shift.estimate.estimate      // 5
/// ```
///
/// ## Edge cases
/// So few observations that no limit has the level: no limits. R instead widens to the range of the differences and says so. With ties R's normal limits come
/// from a search of the z statistic and differ from these a little.
///
/// ## Validated against
/// R `wilcox.test(conf.int = TRUE)` (exact) and a listing of all differences (`Validation/R/ranks-and-effects.json`).
///
/// ## References
/// Hodges & Lehmann, *Ann Math Stat* 34 (1963) 598–611. Moses 1965, in Hollander & Wolfe, *Nonparametric Statistical Methods* (1999), 4.2 and 3.2. R
/// `wilcox.test`, SAS `PROC NPAR1WAY HL`.
public struct LocationShift: Sendable, Hashable {
    /// The shift, first less second, with its limits.
    public let estimate: IntervalEstimate
    /// How the limits were found.
    public let method: RankSumTest.Method

    /// The shift between two samples.
    ///
    /// - Throws: ``StatisticsError`` for a sample without observations, or one that is not finite.
    public init(
        _ first: [Double], _ second: [Double], level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        let test = try RankSumTest(first, second)
        let (x, y) = (first.sorted(), second.sorted())
        let (m, n) = (x.count, y.count)
        let pairs = m * n
        method = test.method
        let total = Double(m + n)
        let place =
            method == .exact
            ? Self.exactPlace(RankSumTest.orders(m, n), level)
            : Self.normalPlace(Double(pairs) / 2, Double(pairs) * (total + 1) / 12, level)
        estimate = Self.estimate(pairs, place) { PairedOrder.difference($0, x, y) }
    }

    /// The shift of pairs, such as before and after: the pseudomedian of first less second.
    ///
    /// - Throws: ``StatisticsError`` for arrays that differ in length or are empty, or values that are not finite.
    public init(
        pairs first: [Double], _ second: [Double], level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        let test = try SignedRankTest(pairs: first, second)
        let differences = zip(first, second).map { $0 - $1 }.sorted()
        let n = differences.count
        let averages = n * (n + 1) / 2
        method = test.method
        let size = Double(n)
        let place =
            method == .exact
            ? Self.exactPlace(SignedRankTest.subsets(Array(1...n)), level)
            : Self.normalPlace(size * (size + 1) / 4, size * (size + 1) * (2 * size + 1) / 24, level)
        estimate = Self.estimate(averages, place) { PairedOrder.average($0, differences) }
    }

    private static func estimate(_ count: Int, _ place: Int?, _ value: (Int) -> Double) -> IntervalEstimate {
        let (low, high) = (value((count + 1) / 2), value(count / 2 + 1))
        let middle = low + (high - low) / 2
        guard let place else {
            return IntervalEstimate(middle, nil, nil, reason: "too few observations for limits of this level")
        }
        return IntervalEstimate(middle, value(place), value(count + 1 - place))
    }

    /// The largest place whose lower tail, the counts before it, is at most half of what the level leaves.
    private static func exactPlace(_ counts: [Double], _ level: ConfidenceLevel) -> Int? {
        let bound = (1 - level.coverage) / 2 * counts.reduce(0, +)
        var (place, sum) = (0, 0.0)
        while place < counts.count, sum + counts[place] <= bound * (1 + 1e-12) {
            sum += counts[place]
            place += 1
        }
        return place > 0 ? place : nil
    }

    private static func normalPlace(_ mean: Double, _ variance: Double, _ level: ConfidenceLevel) -> Int {
        max(1, Int((mean - level.normalQuantile * variance.squareRoot()).rounded(.down)))
    }
}
