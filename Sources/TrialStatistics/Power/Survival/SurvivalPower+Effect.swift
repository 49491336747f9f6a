import TrialNumerics

extension SurvivalPower {
    /// The effect of one subject on an analysis at a time.
    func effect(at time: Double) throws(StatisticsError) -> StandardizedEffect {
        let probability = trial.eventProbability(at: time)
        guard probability > 0 else {
            throw StatisticsError(.noEvents, argument: "duration", "no events are expected by the analysis at \(time)")
        }
        switch formula {
        case .lachinFoulkes: return try lachinFoulkes(time)
        case .lachinFoulkesLog: return try lachinFoulkesLog(time)
        case .logRank(let weight):
            let expected = try expectation(weight, time)
            return StandardizedEffect(expected.mean / expected.variance.squareRoot())
        case .yungLiu(let weight):
            let expected = try expectation(weight, time)
            return StandardizedEffect(
                expected.mean, null: expected.variance.squareRoot(),
                alternative: trial.logRankVariance(at: time, weight: weight).squareRoot())
        case .schoenfeld, .freedman, .hsieh:
            let shares = trial.eventShares(at: time)
            let one = try RequiredEvents.effect(
                hazardRatio: assumedRatio(time), aim: aim, ratio: trial.ratio, formula: formula,
                treatedEvents: shares.treatment / probability)
            let root = probability.squareRoot()
            return StandardizedEffect(
                one.distance * root, null: one.nullDeviation, alternative: one.alternativeDeviation,
                otherDistance: one.otherDistance.map { $0 * root })
        }
    }

    /// The hazard ratio that formulas of events take: the constant one, or the geometric average.
    private func assumedRatio(_ time: Double) -> Double {
        trial.constantRatio ?? AverageHazardRatio.geometric(trial, time)
    }

    private func expectation(
        _ weight: FlemingHarringtonWeight, _ time: Double
    ) throws(StatisticsError) -> LogRankExpectation {
        try refuseMargin("The log-rank statistic's own mean")
        let expected = trial.logRank(at: time, weight: weight)
        guard expected.variance > 0 else {
            throw StatisticsError(.noEvents, argument: "weight", "the weighted statistic has no variance")
        }
        return expected
    }

    private func refuseMargin(_ what: String) throws(StatisticsError) {
        guard aim == .superiority else {
            throw StatisticsError(
                .invalidValue, argument: "formula", "\(what) has no margin here; expected Schoenfeld's formula with one"
            )
        }
    }

    /// |Σ wⱼ(λ₀ⱼ − λ₁ⱼ)| with wⱼ ∝ ξⱼ/σ₀ⱼ², the weights of least variance under the null hypothesis;
    /// σ₀ⱼ² = φ(λ̄ⱼ)(1/p + 1/q), σ₁ⱼ² = φ(λ₁ⱼ)/p + φ(λ₀ⱼ)/q, φ(λ) = λ²/P(event).
    private func lachinFoulkes(_ time: Double) throws(StatisticsError) -> StandardizedEffect {
        try refuseMargin("Lachin and Foulkes' formula")
        guard trial.pairs.allSatisfy({ $0.treated.hazard.values.count == 1 && $0.control.hazard.values.count == 1 })
        else {
            throw StatisticsError(
                .invalidValue, argument: "formula",
                "Lachin and Foulkes' formula needs constant hazards; expected their formula of the log hazard ratio, Schoenfeld's or the log-rank's for others"
            )
        }
        let (p, q) = (trial.ratio.treatmentShare, trial.ratio.controlShare)
        var (weights, distance, null, alternative) = (0.0, 0.0, 0.0, 0.0)
        for (treated, control) in trial.pairs {
            let (one, zero) = (treated.hazard.values[0], control.hazard.values[0])
            let mean = p * one + q * zero
            let own = (
                null: phi(mean, treated, time) / p + phi(mean, control, time) / q,
                alternative: phi(one, treated, time) / p + phi(zero, control, time) / q
            )
            let share = treated.share + control.share
            let weight = share / own.null
            weights += weight
            distance += weight * (zero - one)
            null += weight * weight * own.null / share
            alternative += weight * weight * own.alternative / share
        }
        guard distance != 0 else { throw noEffect }
        return StandardizedEffect(
            abs(distance) / weights, null: null.squareRoot() / weights, alternative: alternative.squareRoot() / weights)
    }

    private func phi(_ hazard: Double, _ arm: SurvivalTrial.Arm, _ time: Double) -> Double {
        hazard * hazard / probability(PiecewiseConstant(starts: [0], values: [hazard]), arm, time)
    }

    /// The probability of the event by a time under another hazard than the arm's.
    private func probability(_ hazard: PiecewiseConstant, _ arm: SurvivalTrial.Arm, _ time: Double) -> Double {
        EventIntegrals(hazard: hazard, dropout: arm.dropout, followUp: trial.followUp)
            .events(trial.accrual, at: time) / trial.accrual.subjects
    }

    /// |log θ − log θ₀| with 1/σ² = Σ 1/(1/d₁ⱼ + 1/d₀ⱼ) of the expected events dᵢⱼ of one subject: under the alternative, and under the null
    /// hypothesis with the hazards λ₀ = (qλ₀ + pλ₁)/(q + pθ₀) and λ₁ = θ₀λ₀.
    private func lachinFoulkesLog(_ time: Double) throws(StatisticsError) -> StandardizedEffect {
        let (distance, _) = try RequiredEvents.distances(assumedRatio(time), aim)
        guard let margin = aim.single else {
            throw StatisticsError(
                .invalidValue, argument: "formula",
                "Lachin and Foulkes' formula has one null hypothesis; expected Schoenfeld's formula for equivalence")
        }
        let (p, q) = (trial.ratio.treatmentShare, trial.ratio.controlShare)
        var (null, alternative) = (0.0, 0.0)
        for (treated, control) in trial.pairs {
            let share = treated.share + control.share
            let mixed = treated.hazard.combined(with: control.hazard) { (p * $0 + q * $1) / (q + p * margin) }
            let (one, zero) = (mixed.combined(with: mixed) { value, _ in margin * value }, mixed)
            func information(_ first: PiecewiseConstant, _ second: PiecewiseConstant) -> Double {
                share / (1 / (p * probability(first, treated, time)) + 1 / (q * probability(second, control, time)))
            }
            null += information(one, zero)
            alternative += information(treated.hazard, control.hazard)
        }
        return StandardizedEffect(
            distance, null: 1 / null.squareRoot(), alternative: 1 / alternative.squareRoot())
    }

    private var noEffect: StatisticsError {
        StatisticsError(
            .invalidValue, argument: "hazardRatio",
            "hazardRatio is 1; expected one other than 1: no number is enough")
    }
}

extension HazardRatioAim {
    /// θ₀ of one null hypothesis, 1 for superiority; nil where there are two.
    package var single: Double? {
        switch self {
        case .superiority: 1
        case .nonInferiority(let margin): margin
        case .equivalence: nil
        }
    }
}

extension SurvivalTrial {
    /// The hazard ratio where it is the same at all times in all strata.
    public var constantRatio: Double? {
        let constants = Set(strata.map { $0.hazardRatio.constant })
        return constants.count == 1 ? constants.first ?? nil : nil
    }
}
