/// O, E and V of a weighted log-rank test, summed over times and strata.
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

    /// Adds every event time with its weight.
    ///
    /// Without entries and weights numbers at risk are whole, so that a walk forward may take from them without error; it meets
    /// each event time with the curve that its weight needs. Else the risk set grows backward by addition, and weights that
    /// need the curve take a first walk without groups.
    mutating func walk(
        _ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32], _ weighting: LogRankTest.Weighting = .logRank
    ) {
        guard followUp.entries != nil || followUp.weights != nil else {
            walkForward(order, followUp, codes, weighting)
            return
        }
        let weights = weighting.followsCurve ? PooledEventTimes(order, followUp).weights(weighting) : []
        let hasWholeWeights = followUp.hasWholeWeights
        var index = 0
        order.walkEventTimes(followUp, groups: codes, groupCount: groupCount) { _, _, riskSet in
            let weight =
                switch weighting {
                case .logRank: 1.0
                case .gehan: riskSet.total
                case .taroneWare: riskSet.total.squareRoot()
                default: weights[index]
                }
            let persons = riskSet.persons(ifWhole: hasWholeWeights)
            riskSet.atRisk.withUnsafeBufferPointer { atRisk in
                riskSet.eventsIn.withUnsafeBufferPointer { eventsIn in
                    accumulate(
                        atRisk, eventsIn, total: riskSet.total, events: riskSet.events, weight: weight,
                        persons: persons)
                }
            }
            index += 1
        }
    }

    /// Adds one event time: w·d·nₖ/n to E and w²·d·(n − d)/(n − 1)·(nₖ/n)(δₖₗ − nₗ/n) to V; (n − 1)/n by persons.
    ///
    /// What an element of V off the diagonal loses, the two on it gain: a sum of terms of one sign.
    @inline(__always)
    private mutating func accumulate(
        _ atRisk: UnsafeBufferPointer<Double>, _ eventsIn: UnsafeBufferPointer<Double>, total: Double, events: Double,
        weight: Double, persons: Double
    ) {
        let perHead = weight * (events / total)
        let factor =
            persons > 1 ? weight * perHead * ((total - events) / total) * (persons / (persons - 1)) / total : 0
        for group in 0..<groupCount {
            observed[group] += weight * eventsIn[group]
            expected[group] += perHead * atRisk[group]
            guard factor > 0 else { continue }
            for other in 0..<group {
                let share = factor * atRisk[group] * atRisk[other]
                covariance[group * groupCount + other] -= share
                covariance[other * groupCount + group] -= share
                covariance[group * groupCount + group] += share
                covariance[other * groupCount + other] += share
            }
        }
    }
}

// MARK: Forward

extension LogRankSums {
    /// Adds every event time of follow-up without entries and weights, stratum by stratum from its first to its last.
    private mutating func walkForward(
        _ order: RiskOrder, _ followUp: SurvivalTimes, _ codes: [Int32], _ weighting: LogRankTest.Weighting
    ) {
        let groups = codes.withUnsafeBufferPointer { codes in order.rows.map { codes[Int($0)] } }
        var counts = [Double](repeating: 0, count: 2 * groupCount)
        counts.withUnsafeMutableBufferPointer { counts in
            let atRisk = UnsafeMutableBufferPointer(rebasing: counts[..<groupCount])
            let eventsIn = UnsafeMutableBufferPointer(rebasing: counts[groupCount...])
            groups.withUnsafeBufferPointer { groups in
                order.marks.withUnsafeBufferPointer { marks in
                    for stratum in 0..<order.stratumBounds.count - 1 {
                        let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                        atRisk.update(repeating: 0)
                        for position in range { atRisk[Int(groups[position])] += 1 }
                        walk(
                            range, groups, marks, EventWeight(weighting), atRisk: atRisk, eventsIn: eventsIn,
                            time: { followUp.times[Int(order.rows[$0])] })
                    }
                }
            }
        }
    }

    /// One stratum, with all its members at risk to begin with.
    @inline(__always)
    private mutating func walk(
        _ range: Range<Int>, _ groups: UnsafeBufferPointer<Int32>, _ marks: UnsafeBufferPointer<RiskOrder.Mark>,
        _ first: EventWeight, atRisk: UnsafeMutableBufferPointer<Double>, eventsIn: UnsafeMutableBufferPointer<Double>,
        time: (Int) -> Double
    ) {
        var weight = first
        var total = Double(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            guard marks[position].contains(.beginsEventTime) else {
                atRisk[Int(groups[position])] -= 1
                total -= 1
                position += 1
                continue
            }
            let start = position
            var events = 0.0
            eventsIn.update(repeating: 0)
            repeat {
                let event = Double(marks[position].rawValue & RiskOrder.Mark.event.rawValue)
                eventsIn[Int(groups[position])] += event
                events += event
                position += 1
            } while position < range.upperBound && !marks[position].contains(.beginsTime)
            accumulate(
                UnsafeBufferPointer(atRisk), UnsafeBufferPointer(eventsIn), total: total, events: events,
                weight: weight.next(time: time(start), atRisk: total, events: events, isEmptied: events == total),
                persons: total)
            for left in start..<position { atRisk[Int(groups[left])] -= 1 }
            total -= Double(position - start)
        }
    }
}
