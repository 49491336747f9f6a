extension KaplanMeier {
    /// What happens at one distinct time, and the curve from there on.
    public struct Step: Sendable, Hashable {
        /// tᵢ, in the unit of the data.
        public let time: Double
        /// nᵢ, the observations at risk just before tᵢ.
        public let atRisk: Int
        /// dᵢ, the events at tᵢ.
        public let events: Int
        /// The observations censored at tᵢ.
        public let censored: Int
        /// nᵢ as a sum of weights; `atRisk` where there are none.
        public let weightedAtRisk: Double
        /// dᵢ as a sum of weights; `events` where there are none.
        public let weightedEvents: Double
        /// S(tᵢ).
        public let survival: Double
        /// σ(tᵢ), the standard error of log S(tᵢ); absent where S is 0.
        public let standardErrorOfLog: Double?
        /// The standard error of S(tᵢ), σ·S; absent where S is 0.
        public var standardError: Double? { standardErrorOfLog.map { $0 * survival } }
    }

    /// The steps of a curve, one a distinct time of an event or a censoring, ascending.
    public struct Steps: RandomAccessCollection, Sendable {
        let curve: KaplanMeier
        /// 0.
        public var startIndex: Int { 0 }
        /// The number of distinct times.
        public var endIndex: Int { curve.time.count }

        /// The step at the index-th distinct time, from 0.
        public subscript(index: Int) -> Step {
            let atRisk = Int(curve.atRiskCount[index])
            let events = Int(curve.eventsAt[index])
            return Step(
                time: curve.time[index], atRisk: atRisk, events: events, censored: curve.censored(index),
                weightedAtRisk: curve.weighted?.atRisk[index] ?? Double(atRisk),
                weightedEvents: curve.weighted?.events[index] ?? Double(events), survival: curve.survivalAfter[index],
                standardErrorOfLog: curve.survivalAfter[index] > 0 ? curve.greenwood[index].squareRoot() : nil)
        }
    }

    /// The steps of the curve, one a distinct time of an event or a censoring, ascending.
    public var steps: Steps { Steps(curve: self) }

    /// The confidence limits of S from one step to the next.
    public func limits(
        atStep index: Int, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent
    ) -> ConfidenceLimits {
        transform.limits(
            survival: survivalAfter[index], standardErrorOfLog: greenwood[index].squareRoot(), z: level.normalQuantile)
    }

    /// The observations censored at a step: those that are gone at the next without an event, where nobody enters late.
    func censored(_ index: Int) -> Int {
        if !censoredAt.isEmpty { return Int(censoredAt[index]) }
        let next = index + 1 < atRiskCount.count ? atRiskCount[index + 1] : 0
        return Int(atRiskCount[index] - eventsAt[index] - next)
    }

    /// The index of the last step at or before `time`; −1 before the first.
    func step(at time: Double) -> Int {
        var low = -1
        var high = self.time.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if self.time[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }
}

extension KaplanMeier {
    /// The sum of the weights of all observations; absent where there are none.
    public var totalWeight: Double? {
        weighted.map { counts in zip(counts.events, counts.censored).reduce(0) { $0 + $1.0 + $1.1 } }
    }

    /// The longest follow-up of an observation that has a weight; absent where there is none.
    public var lastTime: Double? {
        guard let weighted else { return time.last }
        return time.indices.last { weighted.events[$0] + weighted.censored[$0] > 0 }.map { time[$0] }
    }

    /// S(t), the estimated probability of no event by `time`.
    ///
    /// - Returns: `nil` past the last time while the curve is above 0, where nothing was observed; see ``LandmarkRule`` for
    ///   what programs do there.
    public func survival(at time: Double) -> Double? {
        estimate(at: time, transform: .log, level: .ninetyFivePercent)?.survival
    }

    /// S(t) with its standard error, limits and number at risk; `nil` where `rule` has nothing to say.
    public func estimate(
        at time: Double, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent,
        rule: LandmarkRule = .strict
    ) -> Landmark? {
        guard reads(at: time, rule) else { return nil }
        let index = step(at: time)
        let isStart = index < 0
        return Landmark(
            time: time, survival: isStart ? 1 : survivalAfter[index],
            standardError: isStart ? 0 : steps[index].standardError,
            limits: isStart
                ? transform.limits(survival: 1, standardErrorOfLog: 0, z: level.normalQuantile)
                : limits(atStep: index, transform: transform, level: level),
            atRisk: atRisk(at: time), weightedAtRisk: weightedAtRisk(at: time))
    }

    /// Whether the curve is read at a time, by the rule for those past its end.
    func reads(at time: Double, _ rule: LandmarkRule) -> Bool {
        guard let last = lastTime, let final = survivalAfter.last else { return false }
        switch rule {
        case .strict: return time <= last || final == 0
        case .extend: return true
        case .leaveOut: return time <= last
        }
    }

    /// The survival probability at one time.
    public struct Landmark: Sendable, Hashable {
        /// t, in the unit of the data.
        public let time: Double
        /// S(t).
        public let survival: Double
        /// The standard error of S(t); absent where S is 0.
        public let standardError: Double?
        /// The confidence limits of S(t).
        public let limits: ConfidenceLimits
        /// The observations at risk just before t.
        public let atRisk: Int
        /// The sum of the weights of those at risk; absent where there are no weights.
        public let weightedAtRisk: Double?
    }

    /// The sum of the weights of the observations at risk just before `time`; absent where there are no weights.
    ///
    /// Those at risk just before a time are those at the next distinct one, less those who enter between.
    public func weightedAtRisk(at time: Double) -> Double? {
        guard let weighted else { return nil }
        let next = step(before: time) + 1
        guard next < weighted.atRisk.count else { return 0 }
        return weighted.atRisk[next] - (lateEntries?.weight(from: time, before: self.time[next]) ?? 0)
    }

    /// The observations at risk just before `time`: entered before it, and observed to it or longer.
    public func atRisk(at time: Double) -> Int {
        let left = step(before: time)
        let hasLeft = left < 0 ? 0 : leftThrough(left)
        return (lateEntries?.count(before: time) ?? count) - hasLeft
    }

    /// The observations whose time is at or before that of step `index`.
    private func leftThrough(_ index: Int) -> Int {
        if lateEntries == nil {
            return count - Int(atRiskCount[index]) + Int(eventsAt[index]) + censored(index)
        }
        return (0...index).reduce(0) { $0 + Int(eventsAt[$1]) + censored($1) }
    }

    /// The index of the last step strictly before `time`; −1 where there is none.
    private func step(before time: Double) -> Int {
        let index = step(at: time)
        return index >= 0 && self.time[index] == time ? index - 1 : index
    }
}
