/// The times at which observations enter late, with the sums of weights that have yet to enter.
struct LateEntries: Sendable {
    /// Ascending.
    private let times: [Double]
    /// For each entry the weight of it and all later ones; empty without weights.
    private let weightFrom: [Double]

    /// The entries of follow-up; nil where none is late.
    init?(_ followUp: SurvivalTimes) {
        guard let entries = followUp.entries else { return nil }
        let order = entries.indices.sorted { entries[$0] < entries[$1] }
        times = order.map { entries[$0] }
        guard let weights = followUp.weights else {
            weightFrom = []
            return
        }
        var sums = [Double](repeating: 0, count: order.count + 1)
        for place in order.indices.reversed() { sums[place] = sums[place + 1] + weights[order[place]] }
        weightFrom = sums
    }

    /// The number that have entered before a time.
    func count(before time: Double) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The weight that enters at or after one time and before another.
    func weight(from start: Double, before end: Double) -> Double {
        let (first, next) = (count(before: start), count(before: end))
        guard first < next, !weightFrom.isEmpty else { return 0 }
        return weightFrom[first] - weightFrom[next]
    }
}
