/// How much the pairs of each event time of a stratum count.
struct ConcordanceTimes {
    /// One number an event time, in order; absent where all are 1.
    private(set) var factors: [Double]?

    init(
        _ followUp: SurvivalTimes, _ order: RiskOrder, _ stratum: Int, _ weighting: Concordance.TimeWeight,
        _ end: Double?
    ) {
        guard weighting != .harrell || end != nil else { return }
        let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
        let atRisk = Self.atRisk(followUp, order, range)
        let whole = range.reduce(0) { $0 + (followUp.weights?[Int(order.rows[$1])] ?? 1) }
        var factors: [Double] = []
        var (survival, censoring) = (1.0, 1.0)
        var start = range.lowerBound
        while start < range.upperBound {
            var (events, censored) = (0.0, 0.0)
            var next = start
            repeat {
                let weight = followUp.weights?[Int(order.rows[next])] ?? 1
                if order.marks[next].contains(.event) { events += weight } else { censored += weight }
                next += 1
            } while next < range.upperBound && !order.marks[next].contains(.beginsTime)
            let n = atRisk[start - range.lowerBound]
            if order.marks[start].contains(.beginsEventTime) {
                let isLate = end.map { followUp.times[Int(order.rows[start])] > $0 } ?? false
                factors.append(isLate ? 0 : weighting.factor(survival, censoring, atRisk: n, whole: whole))
            }
            // Events come before censorings of the same time.
            survival *= 1 - events / n
            if censored > 0, n > events { censoring *= 1 - censored / (n - events) }
            start = next
        }
        self.factors = factors
    }

    /// By position within the stratum, where a time begins the weight at risk then.
    private static func atRisk(_ followUp: SurvivalTimes, _ order: RiskOrder, _ range: Range<Int>) -> [Double] {
        var atRisk = [Double](repeating: 0, count: range.count)
        var sum = 0.0
        var late = range.upperBound - 1
        for position in range.reversed() {
            let row = Int(order.rows[position])
            sum += followUp.weights?[row] ?? 1
            guard order.marks[position].contains(.beginsTime) else { continue }
            if let entries = followUp.entries, let entryRows = order.entryRows {
                while late >= range.lowerBound, entries[Int(entryRows[late])] >= followUp.times[row] {
                    sum -= followUp.weights?[Int(entryRows[late])] ?? 1
                    late -= 1
                }
            }
            atRisk[position - range.lowerBound] = sum
        }
        return atRisk
    }
}

extension Concordance.TimeWeight {
    /// g, given S and G just before the time, the weight at risk then, and the weight of all.
    func factor(_ survival: Double, _ censoring: Double, atRisk: Double, whole: Double) -> Double {
        switch self {
        case .harrell: 1
        case .uno: 1 / (censoring * censoring)
        case .peto: whole * survival / atRisk
        case .schemper: whole * survival / (censoring * atRisk)
        case .logRank: 1 / atRisk
        }
    }
}
