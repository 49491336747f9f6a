/// Concordance by looking at every pair.
public struct NaiveConcordance {
    /// Concordant, discordant, tied score, tied time, tied both; a higher score should have the earlier event.
    public private(set) var counts = [0.0, 0, 0, 0, 0]
    /// The derivative of C by the logarithm of each weight.
    public private(set) var influence: [Double]

    /// Counts the pairs of rows of one stratum.
    public init(
        times: [Double], events: [Bool], score: [Double], entries: [Double]?, weights: [Double]?, strata: [Int32]?
    ) {
        let count = times.count
        let weight = weights ?? [Double](repeating: 1, count: count)
        var net = [Double](repeating: 0, count: count)
        var all = net
        influence = net
        for first in 0..<count where events[first] {
            for other in 0..<count where other != first && strata?[other] == strata?[first] {
                let product = weight[first] * weight[other]
                if events[other], times[other] == times[first] {
                    counts[score[first] == score[other] ? 4 : 3] += product / 2  // each pair is met twice
                    continue
                }
                let outlives = times[other] > times[first] || (times[other] == times[first] && !events[other])
                guard outlives, (entries?[other] ?? -1) < times[first] else { continue }
                let sign = score[first] > score[other] ? 1.0 : score[first] < score[other] ? -1 : 0
                counts[sign > 0 ? 0 : sign < 0 ? 1 : 2] += product
                net[first] += sign * weight[other]
                net[other] += sign * weight[first]
                all[first] += weight[other]
                all[other] += weight[first]
            }
        }
        let comparable = counts[0] + counts[1] + counts[2]
        let somers = (counts[0] - counts[1]) / comparable
        influence = (0..<count).map { weight[$0] * (net[$0] - somers * all[$0]) / (2 * comparable) }
    }
}
