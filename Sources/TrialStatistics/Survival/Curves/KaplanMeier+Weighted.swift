import TrialNumerics

extension KaplanMeier {
    /// Weighted or late-entered follow-up; numbers at risk are kept both as counts and as sums of weights.
    init(general followUp: SurvivalTimes) {
        let walk = WeightedWalk(followUp)
        self.init(
            count: followUp.count, eventCount: followUp.events.reduce(0) { $0 + ($1 ? 1 : 0) },
            emptiedRiskSetAt: walk.emptiedRiskSetAt, time: walk.times, columns: walk.columns,
            weighted: followUp.weights == nil ? nil : walk.weighted, lateEntries: LateEntries(followUp))
    }

    private struct WeightedWalk {
        var times: [Double] = []
        var columns = Columns()
        var weighted = WeightedCounts()
        var emptiedRiskSetAt: Double?

        init(_ followUp: SurvivalTimes) {
            let order = followUp.ascendingOrder
            let entryOrder =
                followUp.entries.map { entries in entries.indices.sorted { entries[$0] < entries[$1] } } ?? []
            collectTimes(followUp, order)
            countAtRisk(followUp, entryOrder)
            multiply(lastEntry: entryOrder.last.flatMap { followUp.entries?[$0] })
        }

        /// One row a distinct time: how many, and how much weight, die and are censored there.
        private mutating func collectTimes(_ followUp: SurvivalTimes, _ order: [Int]) {
            var previous = -Double.infinity
            for index in order {
                let time = followUp.times[index]
                if times.isEmpty || time - previous > followUp.gap { appendRow(time) }
                previous = time
                let weight = followUp.weights?[index] ?? 1
                if followUp.events[index] {
                    columns.events[columns.rows - 1] += 1
                    weighted.events[columns.rows - 1] += weight
                } else {
                    columns.censored[columns.rows - 1] += 1
                    weighted.censored[columns.rows - 1] += weight
                }
            }
        }

        private mutating func appendRow(_ time: Double) {
            times.append(time)
            columns.rows += 1
            columns.events.append(0)
            columns.censored.append(0)
            weighted.events.append(0)
            weighted.censored.append(0)
        }

        /// Counts from the last time backwards, so that sums of weights only ever grow, less what has yet to enter.
        private mutating func countAtRisk(_ followUp: SurvivalTimes, _ entryOrder: [Int]) {
            columns.atRisk = [Int32](repeating: 0, count: columns.rows)
            weighted.atRisk = [Double](repeating: 0, count: columns.rows)
            var leaving = (count: 0, weight: 0.0)
            var yetToEnter = (count: 0, weight: 0.0)
            var entry = entryOrder.count - 1
            for row in stride(from: columns.rows - 1, through: 0, by: -1) {
                leaving.count += Int(columns.events[row]) + Int(columns.censored[row])
                leaving.weight += weighted.events[row] + weighted.censored[row]
                while entry >= 0, let entries = followUp.entries, entries[entryOrder[entry]] >= times[row] {
                    yetToEnter.count += 1
                    yetToEnter.weight += followUp.weights?[entryOrder[entry]] ?? 1
                    entry -= 1
                }
                columns.atRisk[row] = Int32(truncatingIfNeeded: leaving.count - yetToEnter.count)
                weighted.atRisk[row] = leaving.weight - yetToEnter.weight
            }
        }

        private mutating func multiply(lastEntry: Double?) {
            var product = 1.0
            var variance = 0.0
            for row in 0..<columns.rows {
                if weighted.events[row] > 0 {
                    let everyone = columns.events[row] == columns.atRisk[row]
                    let atRisk = weighted.atRisk[row]
                    let remaining = everyone ? 0 : atRisk - weighted.events[row]
                    product *= remaining / atRisk
                    variance += weighted.events[row] / (atRisk * remaining)
                    if remaining == 0, emptiedRiskSetAt == nil, let lastEntry, lastEntry >= times[row] {
                        emptiedRiskSetAt = times[row]
                    }
                }
                columns.survival.append(product)
                columns.greenwood.append(product > 0 ? variance : .infinity)
            }
        }
    }
}

extension SurvivalTimes {
    /// The indices of the observations by ascending time, events before censorings at one time.
    var ascendingOrder: [Int] {
        var rows = times.indices.map {
            KeyedRow(key: TimeKey.key(time: times[$0], isEvent: events[$0]), row: UInt32(truncatingIfNeeded: $0))
        }
        rows.withUnsafeMutableBufferPointer { RadixSort.sort($0) }
        return rows.map { Int($0.row) }
    }
}
