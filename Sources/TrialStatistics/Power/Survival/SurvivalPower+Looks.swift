import TrialNumerics

extension SurvivalPower {
    /// When the looks are expected, from the first entry on; nil where their events never come.
    ///
    /// A look at a fraction f stands where f of the events of the end are expected, for weighted statistics f of their variance.
    public func lookTimes() throws(StatisticsError) -> [Double] {
        guard let looks else { return [analysisTime] }
        let (end, weight) = (analysisTime, formula.weight)
        let total = information(at: end, weight)
        var times: [Double] = []
        for (index, fraction) in looks.fractions.enumerated() {
            if fraction == 1 {
                times.append(end)
                continue
            }
            do {
                times.append(
                    try BrentRoot(of: { information(at: $0, weight) / total - fraction }, in: 0...end, tolerance: 1e-13)
                        .value)
            } catch {
                throw .invalid("fractions", index, fraction, expected: "a part of the events that is reached")
            }
        }
        return times
    }

    /// What the looks count by: events, or the variance of a weighted statistic.
    private func information(at time: Double, _ weight: FlemingHarringtonWeight?) -> Double {
        guard time > 0 else { return 0 }
        guard let weight, weight != .logRank else { return trial.eventProbability(at: time) }
        return trial.logRank(at: time, weight: weight).variance
    }

    /// The effect at each look; nil where it is the same at all, so that the inflation of a constant drift holds.
    public func lookEffects() throws(StatisticsError) -> LookEffects? {
        guard let looks, looks.fractions.count > 1, formula.weight != nil || trial.constantRatio == nil else {
            return nil
        }
        var (information, means, deviations): ([Double], [Double], [Double]) = ([], [], [])
        for (time, fraction) in zip(try lookTimes(), looks.fractions) {
            let effect = try effect(at: time)
            means.append(effect.distance / effect.nullDeviation * (try sign(at: time)))
            deviations.append(effect.alternativeDeviation / effect.nullDeviation)
            switch formula {
            case .logRank(let weight): information.append(trial.logRank(at: time, weight: weight).variance)
            case .yungLiu: information.append(effect.alternativeDeviation * effect.alternativeDeviation)
            default: information.append(fraction)
            }
        }
        guard means[means.count - 1] > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "effect",
                "the effect is not on the side of the null hypothesis that the trial is to show; no number of subjects is enough"
            )
        }
        return try LookEffects(information: information, means: means, deviations: deviations)
    }

    /// −1 where the average hazard ratio of a look is on the other side of the null hypothesis than that of the end; formulas of events know distances alone.
    private func sign(at time: Double) throws(StatisticsError) -> Double {
        guard formula.weight == nil, aim == .superiority else { return 1 }
        let (now, end) = (
            AverageHazardRatio.geometric(trial, time), AverageHazardRatio.geometric(trial, analysisTime)
        )
        return (now - 1) * (end - 1) < 0 ? -1 : 1
    }
}

extension EventFormula {
    /// Whether it is a log-rank statistic with weights, which no hazard ratio stands for.
    package var isWeighted: Bool { weight.map { $0 != .logRank } ?? false }

    /// The weights of a log-rank statistic whose own mean is used.
    var weight: FlemingHarringtonWeight? {
        switch self {
        case .logRank(let weight), .yungLiu(let weight): weight
        default: nil
        }
    }
}
