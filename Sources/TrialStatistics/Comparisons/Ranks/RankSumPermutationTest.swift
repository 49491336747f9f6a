/// The exact rank-sum test with ties: the probability, over all ways to share the mid-ranks out between the groups, of a rank sum at least as far from its
/// mean.
///
/// ```
/// p = P(|W − mn/2| ≥ |w − mn/2|)
/// ```
///
/// Without ties this is the exact test of ``RankSumTest``. The ways are counted rank by rank, by sums of doubled mid-ranks.
///
/// ```swift
/// try RankSumPermutationTest([1, 2, 2], [2, 3, 4]).pValue      // 0.3
/// ```
///
/// ## Edge cases
/// All observations equal: p = 1. Too many observations to count within `workLimit` steps (some hundred in each group): absent.
///
/// ## Validated against
/// coin `wilcox_test(distribution = "exact")` (`Validation/R/ranks-and-effects.json`), a listing of all choices.
///
/// ## References
/// Streitberg & Röhmel, *Stat Softw Newsl* 12 (1986) 10–17. R `coin::wilcox_test`, SAS `PROC NPAR1WAY; EXACT WILCOXON`.
public struct RankSumPermutationTest: Sendable, Hashable {
    /// The two-sided p-value; absent where the work would be too much.
    public let pValue: Double?

    /// Compares two samples.
    ///
    /// - Throws: ``StatisticsError`` for a sample without observations, or one that is not finite.
    public init(_ first: [Double], _ second: [Double], workLimit: Int = 200_000_000) throws(StatisticsError) {
        for (name, values) in [("first", first), ("second", second)] {
            try checkFinite(values, name)
            guard !values.isEmpty else {
                throw StatisticsError(.empty, argument: name, "\(name) is empty; expected at least one observation")
            }
        }
        let doubled = MidRanks(first + second).ranks.map { Int(2 * $0) }
        let isFirstSmaller = first.count <= second.count
        let chosen = isFirstSmaller ? doubled[..<first.count] : doubled[first.count...]
        // The smallest rank is taken from all, which shortens the sums and moves the mean by as much.
        let smallest = doubled.min() ?? 0
        let (seen, size) = (chosen.reduce(0) { $0 + $1 - smallest }, chosen.count)
        let ranks = doubled.map { $0 - smallest }.sorted()
        let largest = ranks.suffix(size).reduce(0, +)
        guard Double(largest + 1) * Double(size) * Double(ranks.count) <= Double(workLimit) else {
            pValue = nil
            return
        }
        pValue = Self.probability(ranks, size, largest, seen)
    }

    private static func probability(_ ranks: [Int], _ size: Int, _ largest: Int, _ seen: Int) -> Double? {
        let width = largest + 1
        // counts[k·width + s]: choices of k of the ranks so far whose sum is s.
        var counts = [Double](repeating: 0, count: (size + 1) * width)
        counts[0] = 1
        var reach = 0
        counts.withUnsafeMutableBufferPointer { counts in
            for (index, rank) in ranks.enumerated() {
                reach = min(largest, reach + rank)
                for chosen in stride(from: min(index + 1, size), through: 1, by: -1) {
                    let (to, from) = (chosen * width, (chosen - 1) * width)
                    for sum in stride(from: reach, through: rank, by: -1) {
                        counts[to &+ sum] += counts[from &+ sum &- rank]
                    }
                }
            }
        }
        let total = ranks.reduce(0, +)
        // The mean of the sum is size · total / N: distances are compared in whole numbers.
        let distance = abs(seen * ranks.count - size * total)
        var (far, all) = (0.0, 0.0)
        for sum in 0...largest {
            let count = counts[size * width + sum]
            all += count
            if abs(sum * ranks.count - size * total) >= distance { far += count }
        }
        return all.isFinite ? min(1, far / all) : nil
    }
}
