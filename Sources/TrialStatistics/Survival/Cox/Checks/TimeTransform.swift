/// The function of time with which a coefficient may change: β(t) = β + γ·g(t).
///
/// The test of proportional hazards asks whether γ = 0, and sees best what g resembles. None sees everything: a
/// coefficient that rises and falls again may have γ = 0 for each of them, which is why the residuals are looked at.
public enum TimeTransform: String, Sendable, Hashable, CaseIterable {
    /// 1 − S(t−) by Kaplan-Meier of all observations together, without weights: events are spread evenly and a few late
    /// ones have no undue weight. The default of R `cox.zph`.
    case kaplanMeier = "km"
    /// The rank of t among all times, censored ones included, ties by their mean. SAS `ZPH` has it as an option.
    case rank
    /// t itself; the default of SAS `PROC PHREG` `ZPH`.
    case identity
    /// log t, with which the hazards of two Weibull distributions are in proportion to a power of time.
    case log
}

extension TimeTransform {
    /// g at given event times of the follow-up.
    ///
    /// - Throws: ``StatisticsError`` where the logarithm of 0 is asked for.
    func values(at times: [Double], _ followUp: SurvivalTimes) throws(StatisticsError) -> [Double] {
        switch self {
        case .identity: return times
        case .log:
            if let index = times.firstIndex(where: { $0 <= 0 }) {
                throw .invalid("times", index, times[index], expected: "a time > 0, for the logarithm of the times")
            }
            return times.map(Elementary.logarithm)
        case .kaplanMeier:
            let steps = Self.distinctTimes(followUp.withoutWeights)
            return Self.indices(of: times, in: steps.times).map { 1 - steps.survivalBefore[$0] }
        case .rank:
            let steps = Self.distinctTimes(followUp.withoutWeights.withoutEntries)
            return Self.indices(of: times, in: steps.times).map { steps.rank[$0] }
        }
    }

    /// The distinct times of all observations, S just before each, and the mean rank of those at it.
    private static func distinctTimes(_ followUp: SurvivalTimes) -> (
        times: [Double], survivalBefore: [Double], rank: [Double]
    ) {
        let curve = KaplanMeier(followUp)
        var times: [Double] = []
        var before: [Double] = []
        var rank: [Double] = []
        times.reserveCapacity(curve.steps.count)
        before.reserveCapacity(curve.steps.count)
        rank.reserveCapacity(curve.steps.count)
        var survival = 1.0
        for step in curve.steps {
            let earlier = followUp.count - step.atRisk
            times.append(step.time)
            before.append(survival)
            rank.append(Double(earlier) + Double(step.events + step.censored + 1) / 2)
            survival = step.survival
        }
        return (times, before, rank)
    }

    /// For each event time the last of ascending times that is not after it; times that count as one are found by the
    /// first of them. Event times ascend within strata, so that each is sought from the one before, in growing steps.
    private static func indices(of eventTimes: [Double], in times: [Double]) -> [Int] {
        var low = 0
        return eventTimes.map { time in
            if times[low] > time { low = 0 }
            var step = 1
            while low + step < times.count, times[low + step] <= time {
                low += step
                step *= 2
            }
            var high = min(low + step, times.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if times[middle] <= time { low = middle } else { high = middle }
            }
            return low
        }
    }
}

extension SurvivalTimes {
    /// The observations that have any weight, each once.
    fileprivate var withoutWeights: SurvivalTimes {
        guard let weights else { return self }
        let counted = weights.contains(0) ? filter { weights[$0] > 0 } : self
        return SurvivalTimes(
            times: counted.times, events: counted.events, entries: counted.entries, weights: nil, gap: gap)
    }

    /// The same observed from the start.
    fileprivate var withoutEntries: SurvivalTimes {
        entries == nil ? self : SurvivalTimes(times: times, events: events, entries: nil, weights: weights, gap: gap)
    }
}

extension CoxLikelihood {
    /// g at each event time.
    func values(of transform: TimeTransform, _ followUp: SurvivalTimes) throws(StatisticsError) -> [Double] {
        if transform == .kaplanMeier, let inOrder = failureBeforeEvents(followUp) { return inOrder }
        return try transform.values(at: times(followUp), followUp)
    }

    /// 1 − S(t−) at each event time, where the order of the likelihood is that of the curve: one stratum, no weights, nobody
    /// entering late.
    private func failureBeforeEvents(_ followUp: SurvivalTimes) -> [Double]? {
        guard eventTimeBounds.count == 2, followUp.weights == nil, followUp.entries == nil else { return nil }
        var survival = 1.0
        var result: [Double] = []
        result.reserveCapacity(eventTimeCount)
        for event in 0..<eventTimeCount {
            result.append(1 - survival)
            let atRisk = Double(count - Int(eventStarts[event]))
            survival *= (atRisk - Double(deathBounds[event + 1] - deathBounds[event])) / atRisk
        }
        return result
    }
}
