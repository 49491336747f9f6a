/// Who is at risk, by group, and who dies at the time now being gathered.
struct RiskSet {
    private(set) var atRisk: [Double]
    private(set) var eventsIn: [Double]
    private(set) var total = 0.0
    private(set) var events = 0.0
    private(set) var eventCount = 0
    private var members = 0

    /// The number of persons, which the hypergeometric variance needs: the sum of weights where these are numbers of
    /// persons, else the number of observations, for nobody can say how many persons they stand for.
    func persons(ifWhole hasWholeWeights: Bool) -> Double { hasWholeWeights ? total : Double(members) }

    /// Whether everyone at risk dies now, told by counting persons, whatever sums of weights were rounded to.
    var isEmptied: Bool { members == eventCount }

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

extension RiskOrder {
    /// Shows the risk set of every event time, stratum by stratum, each from its last time to its first.
    ///
    /// Walking back lets the risk set grow by addition. Without `codes` everyone is in group 0.
    @inline(__always)
    func walkEventTimes(
        _ followUp: SurvivalTimes, groups codes: [Int32]?, groupCount: Int,
        visit: (_ stratum: Int, _ time: Double, _ riskSet: inout RiskSet) -> Void
    ) {
        var riskSet = RiskSet(groupCount: groupCount)
        for stratum in 0..<stratumBounds.count - 1 {
            let range = stratumBounds[stratum]..<stratumBounds[stratum + 1]
            riskSet.reset()
            var entry = range.upperBound - 1
            for position in range.reversed() {
                let row = Int(rows[position])
                let weight = followUp.weights?[row] ?? 1
                riskSet.add(
                    weight, to: codes.map { Int($0[row]) } ?? 0, isEvent: marks[position].contains(.event))
                guard marks[position].contains(.beginsTime), riskSet.eventCount > 0 else { continue }
                if let entryRows, let entries = followUp.entries {
                    while entry >= range.lowerBound, entries[Int(entryRows[entry])] >= followUp.times[row] {
                        let late = Int(entryRows[entry])
                        riskSet.remove(followUp.weights?[late] ?? 1, from: codes.map { Int($0[late]) } ?? 0)
                        entry -= 1
                    }
                }
                visit(stratum, followUp.times[row], &riskSet)
                riskSet.clearEvents()
            }
        }
    }
}
