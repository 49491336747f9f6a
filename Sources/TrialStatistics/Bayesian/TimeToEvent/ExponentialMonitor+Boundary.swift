import TrialNumerics

extension ExponentialMonitor {
    /// The bounds for one number of events.
    public struct Bounds: Sendable, Hashable {
        /// d.
        public let events: Int
        /// The total times that stop for futility.
        public let futility: TotalTimeRegion
        /// The total times that stop for efficacy.
        public let efficacy: TotalTimeRegion
    }

    /// The bounds for 0, 1, … events.
    public func bounds(upTo events: Int) -> [Bounds] {
        precondition(events >= 0, "a number of events")
        return (0...events).map {
            Bounds(events: $0, futility: futilityRegion(events: $0), efficacy: efficacyRegion(events: $0))
        }
    }

    /// The total times that stop for futility after d events.
    public func futilityRegion(events: Int) -> TotalTimeRegion {
        guard let futility else { return .none }
        let atZero = probability(futility, events: events, totalTime: 0)
        switch event {
        case .harm: return atZero < futility.cutoff - Self.margin ? .below(time(futility, events)) : .none
        case .benefit: return atZero < futility.cutoff - Self.margin ? .every : .above(time(futility, events))
        }
    }

    /// The total times that stop for efficacy after d events.
    public func efficacyRegion(events: Int) -> TotalTimeRegion {
        guard let efficacy else { return .none }
        let atZero = probability(efficacy, events: events, totalTime: 0)
        switch event {
        case .harm: return atZero > efficacy.cutoff + Self.margin ? .every : .above(time(efficacy, events))
        case .benefit: return atZero > efficacy.cutoff + Self.margin ? .below(time(efficacy, events)) : .none
        }
    }

    /// The least total time on test to go on with d events; 0 where every total time goes on, nil where events are wanted, since then there is
    /// a ``greatestTotalTime(events:)``.
    public func leastTotalTime(events: Int) -> Double? {
        guard event == .harm else { return nil }
        return futilityRegion(events: events).bound ?? 0
    }

    /// The greatest total time on test to go on with d events where events are wanted; nil where they harm and where no total time goes on.
    public func greatestTotalTime(events: Int) -> Double? {
        guard event == .benefit else { return nil }
        return futilityRegion(events: events).bound
    }

    /// The least number of events, given the total time, that stops for futility where events harm; nil up to a million.
    public func leastEventsToStop(totalTime: Double) -> Int? {
        guard event == .harm, futility != nil else { return nil }
        let stops = { (events: Int) in self.decision(events: events, totalTime: totalTime) == .stopForFutility }
        var upper = 1
        while !stops(upper) {
            guard upper < 1_000_000 else { return nil }
            upper *= 2
        }
        var lower = -1
        while upper - lower > 1 {
            let middle = (upper + lower) / 2
            if stops(middle) { upper = middle } else { lower = middle }
        }
        return upper
    }

    /// T with π(d, T) = the cut-off, to which the caller knows there is one.
    private func time(_ rule: EventTimeRule, _ events: Int) -> Double {
        let perMean = prior.quantity.perMean
        let scale = scale(rule, shape: prior.shape + Double(events)) ?? searched(rule, events)
        return max(0, (scale - prior.scale) / perMean)
    }

    /// The scale of the posterior at which π equals the cut-off, where it has a closed form.
    private func scale(_ rule: EventTimeRule, shape: Double) -> Double? {
        switch standard {
        case .fixed(let time, _):
            let gamma = InverseGammaPrior(unchecked: shape, 1, prior.quantity).gamma
            return switch event {
            case .harm: gamma.quantile(rule.cutoff).map { $0 * (time + rule.gain) }
            case .benefit: gamma.upperQuantile(rule.cutoff).map { $0 * (time - rule.gain) }
            }
        case .random(let earlier):
            guard rule.gain == 0, let beta = try? Beta(alpha: shape, beta: earlier.shape) else { return nil }
            let share = event == .harm ? beta.quantile(rule.cutoff) : beta.upperQuantile(rule.cutoff)
            return share.map { earlier.scale * $0 / (1 - $0) }
        }
    }

    /// The same by search, from the scale at which the standard is its mean upwards.
    private func searched(_ rule: EventTimeRule, _ events: Int) -> Double {
        let excess = { (totalTime: Double) in
            self.probability(rule, events: events, totalTime: totalTime) - rule.cutoff
        }
        let rises = excess(0) < 0
        var upper = prior.scale
        while (excess(upper) < 0) == rises { upper *= 2 }
        guard let root = try? BrentRoot(of: excess, in: 0...upper, tolerance: 1e-12 * upper) else {
            preconditionFailure("the signs differ")
        }
        return prior.scale + root.value * prior.quantity.perMean
    }
}
