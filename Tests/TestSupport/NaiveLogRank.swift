/// Observed and expected events and their hypergeometric covariance, one pass over all rows for each event time.
public struct NaiveLogRank {
    /// O and E by group.
    public private(set) var observed, expected: [Double]
    /// V, row by row.
    public private(set) var covariance: [Double]

    /// Sums over the event times of every stratum.
    public init(
        times: [Double], events: [Bool], groups: [Int32], groupCount: Int, entries: [Double]? = nil,
        weights: [Double]? = nil, strata: [Int32]? = nil
    ) {
        observed = [Double](repeating: 0, count: groupCount)
        expected = observed
        covariance = [Double](repeating: 0, count: groupCount * groupCount)
        for stratum in Set(strata ?? [0]).sorted() {
            let rows = times.indices.filter { (strata?[$0] ?? 0) == stratum }
            for time in Set(rows.filter { events[$0] }.map { times[$0] }).sorted() {
                var atRisk = [Double](repeating: 0, count: groupCount)
                var died = atRisk
                for row in rows where times[row] >= time && (entries?[row] ?? -.infinity) < time {
                    atRisk[Int(groups[row])] += weights?[row] ?? 1
                    if times[row] == time, events[row] { died[Int(groups[row])] += weights?[row] ?? 1 }
                }
                add(atRisk, died)
            }
        }
    }

    private mutating func add(_ atRisk: [Double], _ died: [Double]) {
        let n = atRisk.reduce(0, +)
        let d = died.reduce(0, +)
        for j in atRisk.indices {
            observed[j] += died[j]
            expected[j] += d * atRisk[j] / n
            guard n > 1 else { continue }
            for k in atRisk.indices {
                let same = j == k ? 1.0 : 0
                covariance[j * atRisk.count + k] +=
                    d * (n - d) / (n - 1) * atRisk[j] / n * (same - atRisk[k] / n)
            }
        }
    }
}
