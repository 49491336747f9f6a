import TrialNumerics

/// A trial with a time to an event, its analysis and its test, of which one number is still to be found.
///
/// ```swift
/// let plan = try SurvivalPower(trial: trial, level: try .oneSided(0.025), afterLastEntry: 18)
/// try plan.subjects(power: 0.9).subjects             // how many
/// try plan.followUp(power: 0.9, subjects: 656)       // how long
/// try plan.power(subjects: 656).power                // how sure
/// ```
///
/// Where hazards are not proportional, Schoenfeld's and Freedman's formulas take the geometric average hazard ratio until the analysis;
/// `.logRank` needs no such number.
///
/// ## Validated against
/// rpact `getSampleSizeSurvival`, by giving its power back; simulation.
///
/// ## References
/// Schoenfeld, *Biometrics* 39 (1983) 499–503. Lachin & Foulkes, *Biometrics* 42 (1986) 507–519, equations 2.1–2.5.
public struct SurvivalPower: Sendable {
    /// The trial; its accrual's numbers matter only where the duration of accrual is sought.
    public let trial: SurvivalTrial
    /// The time from the last entry to the analysis; the follow-up of each subject where that is fixed.
    public let afterLastEntry: Double
    /// How effect and numbers hang together.
    public let formula: EventFormula
    /// What is to be shown.
    public let aim: HazardRatioAim
    /// The level.
    public let level: TestLevel
    /// How much more information than a single analysis a sequential design needs; 1 for a single analysis.
    public let inflation: Double

    /// A plan.
    ///
    /// - Parameter afterLastEntry: ignored where each subject has a fixed follow-up: the analysis is at the end of the last one's.
    public init(
        trial: SurvivalTrial, formula: EventFormula = .schoenfeld(.null), aim: HazardRatioAim = .superiority,
        level: TestLevel, afterLastEntry: Double, inflation: Double = 1
    ) throws(StatisticsError) {
        guard afterLastEntry >= 0, afterLastEntry.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "followUp",
                "followUp is \(afterLastEntry); expected a finite number of at least 0")
        }
        guard inflation >= 1, inflation.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "inflation",
                "inflation is \(inflation); expected a finite number of at least 1")
        }
        self.trial = trial
        self.formula = formula
        self.aim = aim
        self.level = level
        self.afterLastEntry = trial.followUp ?? afterLastEntry
        self.inflation = inflation
    }

    /// The time from the first entry to the analysis.
    public var analysisTime: Double { trial.accrual.duration + afterLastEntry }

    /// The effect of one subject at the analysis.
    public func effect() throws(StatisticsError) -> StandardizedEffect {
        let time = analysisTime
        let probability = trial.eventProbability(at: time)
        guard probability > 0 else {
            throw StatisticsError(.noEvents, argument: "duration", "no events are expected by the analysis at \(time)")
        }
        switch formula {
        case .lachinFoulkes: return try lachinFoulkes(time)
        case .logRank(let weight):
            try refuseMargin("The log-rank statistic's own mean")
            let expected = trial.logRank(at: time, weight: weight)
            guard expected.variance > 0 else {
                throw StatisticsError(.noEvents, argument: "weight", "the weighted statistic has no variance")
            }
            return StandardizedEffect(expected.mean / expected.variance.squareRoot())
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
        let constants = Set(trial.strata.map { $0.hazardRatio.constant })
        if constants.count == 1, let ratio = constants.first ?? nil { return ratio }
        return AverageHazardRatio.geometric(trial, time)
    }

    private func refuseMargin(_ what: String) throws(StatisticsError) {
        guard aim == .superiority else {
            throw StatisticsError(
                .invalidValue, argument: "formula", "\(what) has no margin here; expected Schoenfeld's formula with one"
            )
        }
    }

    /// |λ₁ − λ₀| with deviations √(φ(λ̄)(1/p + 1/q)) and √(φ(λ₁)/p + φ(λ₀)/q), φ(λ) = λ²/P(event).
    private func lachinFoulkes(_ time: Double) throws(StatisticsError) -> StandardizedEffect {
        try refuseMargin("Lachin and Foulkes' formula")
        let (treated, control) = trial.pairs[0]
        guard trial.pairs.count == 1, treated.hazard.values.count == 1, control.hazard.values.count == 1 else {
            throw StatisticsError(
                .invalidValue, argument: "formula",
                "Lachin and Foulkes' formula needs one stratum and constant hazards; expected Schoenfeld's or the log-rank's for others"
            )
        }
        let (p, q) = (trial.ratio.treatmentShare, trial.ratio.controlShare)
        let (one, zero) = (treated.hazard.values[0], control.hazard.values[0])
        func phi(_ hazard: Double, _ arm: SurvivalTrial.Arm) -> Double {
            let events = EventIntegrals(
                hazard: PiecewiseConstant(starts: [0], values: [hazard]), dropout: arm.dropout, followUp: trial.followUp
            )
            return hazard * hazard / (events.events(trial.accrual, at: time) / trial.accrual.subjects)
        }
        guard one != zero else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "hazardRatio is 1; expected one other than 1: no number is enough")
        }
        let mean = p * one + q * zero
        return StandardizedEffect(
            abs(one - zero), null: (phi(mean, treated) / p + phi(mean, control) / q).squareRoot(),
            alternative: (phi(one, treated) / p + phi(zero, control) / q).squareRoot())
    }
}
