/// The course of a family over the looks of one trial.
extension FamilyMonitor {
    /// The look that comes next: the earliest after it, of those at the same time the first in order.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        let before = previous.flatMap { index in time(of: index, in: trial).map { ($0, index) } } ?? (-1, -1)
        var next: (index: Int, time: Double)?
        for index in looks.indices {
            guard let time = time(of: index, in: trial), (time, index) > before else { continue }
            if time < next?.time ?? .infinity { next = (index, time) }
        }
        return next
    }

    /// When a look takes place; nil where it never does.
    private func time(of index: Int, in trial: VirtualTrial) -> Double? {
        let (test, look) = (tests[looks[index].hypothesis], looks[index].look)
        let time: Double? =
            if let times = test.times {
                times[look] < trial.end ? times[look] : nil
            } else {
                trial.date(ofEvent: test.events[look], of: test.endpoint)
            }
        return time ?? (look == test.events.count - 1 ? trial.end : nil)
    }

    /// Tests the hypothesis of the look, and once it is rejected those that gain by it.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        var rejected = claimed
        var waiting = [looks[index].hypothesis]
        while let hypothesis = waiting.popLast() {
            guard rejected >> UInt32(hypothesis) & 1 == 0, rejects(hypothesis, rejected, (time, index), trial) else {
                continue
            }
            rejected |= 1 << UInt32(hypothesis)
            waiting = tests.indices.reversed().filter { rejected >> UInt32($0) & 1 == 0 }
        }
        let claims = rejected & ~claimed
        if rejected == (1 << UInt32(tests.count)) - 1 { return Verdict(stop: .efficacy, claims: claims) }
        if canGoOn(after: (time, index), rejected, trial) { return Verdict(stop: nil, claims: claims) }
        let isEnd = look(after: index, in: trial) == nil
        return Verdict(stop: rejected == 0 && !isEnd ? .exhausted : .completed, claims: claims)
    }

    /// Whether the latest look of a hypothesis rejects it at the level that it has.
    private func rejects(
        _ hypothesis: Int, _ rejected: UInt32, _ now: (Double, Int), _ trial: VirtualTrial
    ) -> Bool {
        guard let bounds = bounds[hypothesis][Int(rejected)], let latest = latestLook(of: hypothesis, now, trial) else {
            return false
        }
        let test = tests[hypothesis]
        let seen = trial.logRank(at: latest.time, of: test.endpoint)
        let before = test.looks.events(before: latest.look, at: latest.time, of: test.endpoint, in: trial)
        guard let z = seen.z, seen.events > before.last ?? 0 else { return false }
        let isFinal = latest.look == test.events.count - 1 || seen.events >= bounds.events
        return bounds.verdict(z: z, look: latest.look, events: before + [seen.events], isFinal: isFinal) == .efficacy
    }

    private func latestLook(
        of hypothesis: Int, _ now: (Double, Int), _ trial: VirtualTrial
    ) -> (look: Int, time: Double)? {
        for index in looks.indices.reversed() where looks[index].hypothesis == hypothesis {
            if let time = time(of: index, in: trial), (time, index) <= now { return (looks[index].look, time) }
        }
        return nil
    }

    /// Whether a hypothesis with a level has a look to come.
    private func canGoOn(after now: (Double, Int), _ rejected: UInt32, _ trial: VirtualTrial) -> Bool {
        looks.indices.contains { index in
            let hypothesis = looks[index].hypothesis
            guard let bounds = bounds[hypothesis][Int(rejected)], let time = time(of: index, in: trial),
                (time, index) > now
            else { return false }
            // A hypothesis that had all its events has spent all its level.
            guard tests[hypothesis].times != nil, let latest = latestLook(of: hypothesis, now, trial) else {
                return true
            }
            return trial.events(by: latest.time, of: tests[hypothesis].endpoint) < bounds.events
        }
    }

    /// Whether no look comes after it.
    public func isEnd(_ index: Int, of trial: VirtualTrial) -> Bool { look(after: index, in: trial) == nil }
}

extension LookTimes {
    /// Refuses times that are not one for each look, ascending.
    func validate(count: Int, _ times: [Double]) throws(StatisticsError) {
        guard times.count == count else {
            throw StatisticsError(
                .lengthMismatch, argument: "times",
                "times has \(times.count) elements; expected \(count), one for each look"
            )
        }
        try validate()
    }
}
