/// O, E and V of the log-rank test, summed over times and strata.
struct LogRankSums {
    private(set) var observed: [Double]
    private(set) var expected: [Double]
    private(set) var covariance: [Double]
    private let groupCount: Int

    init(groupCount: Int) {
        self.groupCount = groupCount
        observed = [Double](repeating: 0, count: groupCount)
        expected = observed
        covariance = [Double](repeating: 0, count: groupCount * groupCount)
    }

    /// Walks each stratum from its last time to its first, so that the risk set grows by addition.
    mutating func walk(_ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32]) {
        var riskSet = RiskSet(groupCount: groupCount)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
            riskSet.reset()
            var entry = range.upperBound - 1
            for position in range.reversed() {
                let row = Int(order.rows[position])
                let group = Int(codes[row])
                let weight = followUp.weights?[row] ?? 1
                riskSet.add(weight, to: group, isEvent: order.marks[position].contains(.event))
                guard order.marks[position].contains(.beginsTime) else { continue }
                if riskSet.eventCount > 0 {
                    if let entryRows = order.entryRows, let entries = followUp.entries {
                        while entry >= range.lowerBound, entries[Int(entryRows[entry])] >= followUp.times[row] {
                            let late = Int(entryRows[entry])
                            riskSet.remove(followUp.weights?[late] ?? 1, from: Int(codes[late]))
                            entry -= 1
                        }
                    }
                    accumulate(&riskSet)
                }
            }
        }
    }

    /// Adds one event time: d·nₖ/n to E and d·(n − d)/(n − 1)·(nₖ/n)(δₖₗ − nₗ/n) to V.
    private mutating func accumulate(_ riskSet: inout RiskSet) {
        let died = riskSet.events
        let atRisk = riskSet.total
        let perHead = died / atRisk
        let factor = atRisk > 1 ? perHead * (atRisk - died) / (atRisk - 1) : 0
        for group in 0..<groupCount {
            let inGroup = riskSet.atRisk[group]
            observed[group] += riskSet.eventsIn[group]
            expected[group] += perHead * inGroup
            guard factor > 0, inGroup > 0 else { continue }
            covariance[group * groupCount + group] += factor * inGroup
            for other in 0..<groupCount {
                covariance[group * groupCount + other] -= factor * inGroup * riskSet.atRisk[other] / atRisk
            }
        }
        riskSet.clearEvents()
    }

    /// Who is at risk, by group, and who dies at the time now being gathered.
    private struct RiskSet {
        private(set) var atRisk: [Double]
        private(set) var eventsIn: [Double]
        private(set) var total = 0.0
        private(set) var events = 0.0
        private(set) var eventCount = 0
        private var members = 0

        init(groupCount: Int) {
            atRisk = [Double](repeating: 0, count: groupCount)
            eventsIn = atRisk
        }

        mutating func reset() {
            for group in atRisk.indices { atRisk[group] = 0 }
            total = 0
            members = 0
            clearEvents()
        }

        mutating func clearEvents() {
            guard eventCount > 0 else { return }
            for group in eventsIn.indices { eventsIn[group] = 0 }
            events = 0
            eventCount = 0
        }

        mutating func add(_ weight: Double, to group: Int, isEvent: Bool) {
            atRisk[group] += weight
            total += weight
            members += 1
            guard isEvent else { return }
            eventsIn[group] += weight
            events += weight
            eventCount += 1
        }

        /// Takes out an observation that has not entered yet; an empty set is exactly empty, whatever was rounded.
        mutating func remove(_ weight: Double, from group: Int) {
            atRisk[group] -= weight
            total -= weight
            members -= 1
            if members == 0 { reset() }
        }
    }
}
