import TrialNumerics

/// The stratified log-rank statistic of a virtual trial at a look.
public struct LookStatistic: Sendable, Hashable {
    /// The events that are known.
    public let events: Int
    /// E − O of the experimental arm: above 0 where it has fewer events than it would have without an effect.
    public let score: Double
    /// The variance of the score, hypergeometric.
    public let information: Double

    /// score/√information, above 0 where the experimental arm does better; nil without information.
    public var z: Double? { information > 0 ? score / information.squareRoot() : nil }

    /// −score/information, Peto's one-step estimate of the log hazard ratio; nil without information.
    public var logHazardRatio: Double? { information > 0 ? -score / information : nil }
}

extension VirtualTrial {
    /// The stratified log-rank statistic of the first arm against the others at a time.
    ///
    /// Patients are in order of exit once; of those who entered, the ones who are still under observation leave in the
    /// reverse order of entry. So a look is one walk without sorting:
    ///
    /// ```
    /// Σ over event times and strata:   score += d·n₁/n − d₁     information += d (n₁/n)(1 − n₁/n)(n − d)/(n − 1)
    /// ```
    ///
    /// - Precondition: the monitor asked for the order of the endpoint (``TrialMonitor/needs``).
    public func logRank(at time: Double, of endpoint: TimedEndpoint = .first) -> LookStatistic {
        withUnsafeTemporaryAllocation(of: RiskCount.self, capacity: stratumCount) { risk in
            risk.initialize(repeating: RiskCount())
            var walk = LogRankWalk(trial: self, record: record(endpoint), time: time, endpoint: endpoint)
            return walk.statistic(risk)
        }
    }
}

/// The patients at risk in a stratum and the events of one time.
struct RiskCount: BitwiseCopyable {
    var first = 0.0, all = 0.0
    var firstEvents = 0.0, events = 0.0
}

/// The walk along the times of one endpoint at one look.
struct LogRankWalk {
    private let trial: VirtualTrial
    private let record: EndpointRecord
    private let time: Double
    private let interval: Double?
    private let entered: Int
    /// The patient who leaves next because the look ends their follow-up.
    private var leaving: Int
    private var events = 0
    private var score = 0.0
    private var information = 0.0

    init(trial: VirtualTrial, record: EndpointRecord, time: Double, endpoint: TimedEndpoint) {
        self.trial = trial
        self.record = record
        self.time = time
        interval = endpoint == .first ? trial.visitInterval : nil
        entered = trial.entered(by: time)
        leaving = entered - 1
    }

    mutating func statistic(_ risk: UnsafeMutableBufferPointer<RiskCount>) -> LookStatistic {
        for index in 0..<entered { add(index, 1, risk) }
        var place = 0
        while place < record.order.count {
            let key = record.order[place].sortKey
            var end = place
            var hasEvents = false
            while end < record.order.count, record.order[end].sortKey == key {
                let index = Int(record.order[end].row)
                if isKnown(index), record.isEvent[index] {
                    if !hasEvents { censor(before: Double(bitPattern: key), risk) }
                    hasEvents = true
                    count(index, risk)
                }
                end += 1
            }
            if hasEvents { close(risk, place..<end) }
            for position in place..<end {
                let index = Int(record.order[position].row)
                if isKnown(index) { add(index, -1, risk) }
            }
            place = end
        }
        return LookStatistic(events: events, score: score, information: information)
    }

    private func isKnown(_ index: Int) -> Bool {
        index < entered && record.known[index] <= time
    }

    private func add(_ index: Int, _ sign: Double, _ risk: UnsafeMutableBufferPointer<RiskCount>) {
        let stratum = Int(trial.strata[index])
        risk[stratum].all += sign
        if trial.arms[index] == 0 { risk[stratum].first += sign }
    }

    private mutating func count(_ index: Int, _ risk: UnsafeMutableBufferPointer<RiskCount>) {
        let stratum = Int(trial.strata[index])
        risk[stratum].events += 1
        if trial.arms[index] == 0 { risk[stratum].firstEvents += 1 }
        events += 1
    }

    /// Takes those out of risk whose follow-up to the look ends before a time; they come in reverse order of entry.
    private mutating func censor(before exit: Double, _ risk: UnsafeMutableBufferPointer<RiskCount>) {
        while leaving >= 0, VirtualTrial.seen(time - trial.entries[leaving], interval) < exit {
            if !isKnown(leaving) { add(leaving, -1, risk) }
            leaving -= 1
        }
    }

    /// Adds what the events of one time say, and empties their counts.
    private mutating func close(_ risk: UnsafeMutableBufferPointer<RiskCount>, _ places: Range<Int>) {
        for place in places {
            let index = Int(record.order[place].row)
            guard index < entered else { continue }
            let stratum = Int(trial.strata[index])
            let (n, d) = (risk[stratum].all, risk[stratum].events)
            guard d > 0 else { continue }
            let share = risk[stratum].first / n
            score += d * share - risk[stratum].firstEvents
            if n > 1 { information += d * share * (1 - share) * (n - d) / (n - 1) }
            risk[stratum].events = 0
            risk[stratum].firstEvents = 0
        }
    }
}
