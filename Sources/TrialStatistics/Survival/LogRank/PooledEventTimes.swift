/// The event times of each stratum with n and d of all groups together, in the order of `walkEventTimes`: last first.
struct PooledEventTimes {
    struct EventTime {
        let time, atRisk, events: Double
        /// Whether everyone at risk dies, so that the curve falls to exactly 0.
        let isEmptied: Bool
    }

    private(set) var all: [EventTime] = []
    /// The index at which each stratum ends that has events.
    private var ends: [Int] = []

    /// For those who fill it on a walk of their own.
    init() {}

    init(_ order: RiskOrder, _ followUp: SurvivalTimes) {
        var stratumNow = -1
        order.walkEventTimes(followUp, groups: nil, groupCount: 1) { stratum, time, riskSet in
            add(time, riskSet, beginsStratum: stratum != stratumNow)
            stratumNow = stratum
        }
    }

    mutating func add(_ time: Double, _ riskSet: borrowing RiskSet, beginsStratum: Bool) {
        if beginsStratum { ends.append(all.count) }
        all.append(
            EventTime(
                time: time, atRisk: riskSet.total, events: riskSet.events, isEmptied: riskSet.isEmptied))
        ends[ends.count - 1] = all.count
    }

    /// The weight of each event time, in the same order.
    func weights(_ weighting: LogRankTest.Weighting) -> [Double] {
        var weights = [Double](repeating: 1, count: all.count)
        var start = 0
        for end in ends {
            var weight = EventWeight(weighting)
            for index in (start..<end).reversed() {
                let now = all[index]
                weights[index] = weight.next(
                    time: now.time, atRisk: now.atRisk, events: now.events, isEmptied: now.isEmptied)
            }
            start = end
        }
        return weights
    }
}
