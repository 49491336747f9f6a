/// What each observation adds to O − E of its group, whichever group that is.
///
/// ```
/// cᵢ = w(tᵢ)·δᵢ − Σ over event times t in (entryᵢ, tᵢ] of w(t)·d/n,     Oₖ − Eₖ = Σ over i in group k of cᵢ
/// ```
///
/// n, d and w are those of the stratum, all groups together, so that no cᵢ depends on the labels: permuting labels permutes
/// the scores. They sum to 0 in each stratum.
///
/// ## References
/// Peto & Peto, *JRSS A* 135 (1972) 185–207 (log-rank scores). Kalbfleisch & Prentice 2002, §7.2.
struct LogRankScores {
    /// By position in the order, for each weighting one after the other.
    let values: [Double]

    init(_ order: RiskOrder, _ followUp: SurvivalTimes, _ weightings: [LogRankTest.Weighting]) {
        let pooled = PooledEventTimes(order, followUp)
        let count = weightings.count
        var values = [Double](repeating: 0, count: order.count * count)
        for (component, weighting) in weightings.enumerated() {
            let weights = pooled.weights(weighting)
            var before = 0
            for stratum in 0..<order.stratumBounds.count - 1 {
                let positions = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                let size = positions.count { order.marks[$0].contains(.beginsEventTime) }
                // The walk that gathered them went from the last event time of a stratum to its first.
                let events = (before..<before + size).reversed()
                before += size
                var hazard = StratumHazard(
                    events.map { index in
                        let now = pooled.all[index]
                        return (now.time, weights[index], weights[index] * now.events / now.atRisk)
                    })
                for position in positions {
                    hazard.reach(order.marks[position])
                    let row = Int(order.rows[position])
                    let entry = followUp.entries.map { hazard.accumulated(until: $0[row]) } ?? 0
                    let isEvent = order.marks[position].contains(.event)
                    values[position * count + component] = (isEvent ? hazard.weight : 0) - (hazard.total - entry)
                }
            }
        }
        self.values = values
    }
}

/// The weighted hazard of one stratum, added up as positions pass.
private struct StratumHazard {
    private let events: [(time: Double, weight: Double, increment: Double)]
    private var sums: [Double] = [0]
    private var passed = 0
    /// w at the event time passed last, and Σ w·d/n up to it.
    private(set) var weight = 0.0
    private(set) var total = 0.0

    init(_ events: [(time: Double, weight: Double, increment: Double)]) {
        self.events = events
        for event in events { sums.append((sums.last ?? 0) + event.increment) }
    }

    mutating func reach(_ mark: RiskOrder.Mark) {
        guard mark.contains(.beginsEventTime) else { return }
        weight = events[passed].weight
        passed += 1
        total = sums[passed]
    }

    /// Σ w·d/n over the event times at or before a time.
    func accumulated(until time: Double) -> Double {
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return sums[low]
    }
}
