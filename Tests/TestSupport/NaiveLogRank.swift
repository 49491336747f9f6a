/// Observed and expected events and their hypergeometric covariance, one pass over all rows for each event time.
///
/// An event time's weight is a function of the counts of the event times of its stratum up to it.
public struct NaiveLogRank {
    /// O and E by group.
    public private(set) var observed, expected: [Double]
    /// V, row by row.
    public private(set) var covariance: [Double]

    /// All groups together at one event time: n, d, and whether all at risk die.
    public struct Counts: Sendable {
        /// n and d.
        public let atRisk, events: Double
        /// Whether the last person at risk dies.
        public let empties: Bool
    }

    /// Sums over the event times of every stratum; `weighting` takes the counts of the times before, and those now.
    public init(
        times: [Double], events: [Bool], groups: [Int32], groupCount: Int, entries: [Double]? = nil,
        weights: [Double]? = nil, strata: [Int32]? = nil,
        weighting: (_ before: [Counts], _ now: Counts) -> Double = { _, _ in 1 }
    ) {
        observed = [Double](repeating: 0, count: groupCount)
        expected = observed
        covariance = [Double](repeating: 0, count: groupCount * groupCount)
        let isWhole = weights.map { $0.allSatisfy { $0 == $0.rounded() } } ?? true
        for stratum in Set(strata ?? [0]).sorted() {
            let rows = times.indices.filter { (strata?[$0] ?? 0) == stratum }
            var before: [Counts] = []
            for time in Set(rows.filter { events[$0] }.map { times[$0] }).sorted() {
                var persons = 0
                var present = 0
                var atRisk = [Double](repeating: 0, count: groupCount)
                var died = atRisk
                for row in rows where times[row] >= time && (entries?[row] ?? -.infinity) < time {
                    atRisk[Int(groups[row])] += weights?[row] ?? 1
                    persons += 1
                    present += (weights?[row] ?? 1) > 0 ? 1 : 0
                    guard times[row] == time, events[row] else { continue }
                    died[Int(groups[row])] += weights?[row] ?? 1
                    persons -= 1
                }
                let now = Counts(
                    atRisk: atRisk.reduce(0, +), events: died.reduce(0, +), empties: persons == 0)
                add(atRisk, died, weighting(before, now), size: isWhole ? now.atRisk : Double(present))
                before.append(now)
            }
        }
    }

    private mutating func add(_ atRisk: [Double], _ died: [Double], _ weight: Double, size: Double) {
        let n = atRisk.reduce(0, +)
        let d = died.reduce(0, +)
        for j in atRisk.indices {
            observed[j] += weight * died[j]
            expected[j] += weight * d * atRisk[j] / n
            guard size > 1 else { continue }
            for k in atRisk.indices {
                let same = j == k ? 1.0 : 0
                covariance[j * atRisk.count + k] +=
                    weight * weight * d * (n - d) / n * size / (size - 1) * atRisk[j] / n * (same - atRisk[k] / n)
            }
        }
    }
}
