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
            fill(&weights, start..<end, weighting)
            start = end
        }
        return weights
    }

    private func fill(_ weights: inout [Double], _ stratum: Range<Int>, _ weighting: LogRankTest.Weighting) {
        switch weighting {
        case .logRank: break
        case .gehan: for index in stratum { weights[index] = all[index].atRisk }
        case .taroneWare: for index in stratum { weights[index] = all[index].atRisk.squareRoot() }
        case .peto: fillPeto(&weights, stratum) { _ in 1 }
        case .modifiedPeto: fillPeto(&weights, stratum) { $0 / ($0 + 1) }
        case .flemingHarrington(let rho, let gamma):
            fillBefore(&weights, stratum) { Elementary.power($0.survival, rho) * Elementary.power($0.failure, gamma) }
        case .modestlyWeighted(let bound):
            let least = leastSurvival(stratum, bound)
            fillBefore(&weights, stratum) { 1 / max($0.survival, least) }
        }
    }

    /// S̃(t) = ∏ 1 − d/(n + 1) up to and at t, times a factor of n.
    private func fillPeto(_ weights: inout [Double], _ stratum: Range<Int>, factor: (Double) -> Double) {
        var survival = 1.0
        for index in stratum.reversed() {
            let now = all[index]
            survival *= (now.atRisk + 1 - now.events) / (now.atRisk + 1)
            weights[index] = survival * factor(now.atRisk)
        }
    }

    /// A function of the Kaplan-Meier curve just before t.
    private func fillBefore(_ weights: inout [Double], _ stratum: Range<Int>, weight: (PooledCurve) -> Double) {
        var curve = PooledCurve()
        for index in stratum.reversed() {
            weights[index] = weight(curve)
            curve.pass(all[index])
        }
    }

    /// s*, above 0: the bound, or the curve at t*, never below the curve's last value above 0.
    private func leastSurvival(_ stratum: Range<Int>, _ bound: LogRankTest.ModestBound) -> Double {
        guard case .time(let last) = bound else {
            guard case .survival(let least) = bound else { return 1 }
            return least
        }
        var curve = PooledCurve()
        var least = 1.0
        for index in stratum.reversed() {
            guard all[index].time <= last else { break }
            curve.pass(all[index])
            guard curve.survival > 0 else { break }
            least = curve.survival
        }
        return least
    }
}

/// S and 1 − S of the pooled Kaplan-Meier curve, the second summed on its own so that no digits cancel.
private struct PooledCurve {
    private(set) var survival = 1.0
    private(set) var failure = 0.0

    mutating func pass(_ now: PooledEventTimes.EventTime) {
        failure = now.isEmptied ? 1 : failure + survival * now.events / now.atRisk
        survival = now.isEmptied ? 0 : max(0, survival * ((now.atRisk - now.events) / now.atRisk))
    }
}
