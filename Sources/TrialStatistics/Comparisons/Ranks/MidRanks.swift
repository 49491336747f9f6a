/// The ranks of observations from 1, equal ones sharing the mean of theirs.
struct MidRanks {
    /// The rank of each observation.
    let ranks: [Double]
    /// Σ (t³ − t) over the sets of t equal observations.
    let tieSum: Double

    init(_ values: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var tieSum = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            let ties = Double(end - start)
            for place in start..<end { ranks[order[place]] = (Double(start + end) + 1) / 2 }
            tieSum += ties * (ties - 1) * (ties + 1)
            start = end
        }
        self.ranks = ranks
        self.tieSum = tieSum
    }
}
