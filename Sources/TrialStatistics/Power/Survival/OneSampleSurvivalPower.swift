import TrialNumerics

/// How one group's times are compared with a historical survival.
public enum OneSampleSurvivalTest: String, Sendable, Hashable, CaseIterable {
    /// The one-sample log-rank test with Wu's variance (O + E)/2.
    case wu
    /// The one-sample log-rank test with the variance E.
    case logRank
    /// The log of the exponential's rate: events alone.
    case exponential
}

/// The effect of one subject of a single-arm trial with a historical control.
///
/// ```
/// exponential: δ = |log θ| √P, deviations 1
/// one-sample log-rank, with O = Pn and E = Pn/θ expected under the alternative:
/// δ = P(1/θ − 1),   σ₀² = P/θ (or (P + P/θ)/2 by Wu),   σ₁² = Var(δᵢ − Λ₀(Xᵢ)) under the alternative
/// ```
///
/// P is the probability of an event, θ the hazard divided by the historical one. With E[Λ₁] = P and E[Λ₁²] = 2E[δΛ₁]:
/// σ₁² = P − 2Q/θ + 2Q/θ² − P²(1 − 1/θ)², Q = E[δᵢΛ₁(Xᵢ)].
///
/// ## References
/// Wu, *Pharm Stat* 14 (2015) 26–33. Schmidt, Kwiecien, Faldum et al., *BMC Med Res Methodol* 15 (2015) 94.
public struct OneSampleSurvivalPower: PowerFunction {
    /// The effect of one subject.
    public let effect: StandardizedEffect
    /// P.
    public let eventProbability: Double
    /// The level of the test.
    public let level: TestLevel

    /// The power at an analysis some time after the last entry.
    ///
    /// - Throws: ``StatisticsError`` for a hazard ratio of 1 or without events.
    public init(
        historical: PlannedHazard, hazardRatio: Double, dropout: PlannedHazard = .none, accrual: PlannedAccrual,
        afterLastEntry: Double, test: OneSampleSurvivalTest = .wu, level: TestLevel
    ) throws(StatisticsError) {
        _ = try RequiredEvents.distances(hazardRatio, .superiority)
        let ratio = try HazardRatio(hazardRatio)
        let hazard = historical.scaled(by: ratio).pieces
        let calendar = accrual.duration + afterLastEntry
        let events = EventIntegrals(hazard: hazard, dropout: dropout.pieces)
        let probability = events.events(accrual, at: calendar) / accrual.subjects
        guard probability > 0 else {
            throw StatisticsError(
                .noEvents, argument: "duration", "no events are expected by the analysis at \(calendar)")
        }
        self.level = level
        eventProbability = probability
        guard test != .exponential else {
            effect = StandardizedEffect(abs(Elementary.logarithm(hazardRatio)) * probability.squareRoot())
            return
        }
        let trial = try SurvivalTrial(
            strata: [
                try SurvivalStratum(
                    control: PlannedHazard(hazard), hazardRatio: HazardRatio(1), controlDropout: dropout)
            ],
            accrual: accrual)
        let (one, zero) = trial.pairs[0]
        // Both arms have the same hazards here: at risk in both together is the whole group.
        let q = trial.integral(one, zero, at: calendar) { time, one, zero, hazard, _ in
            (one + zero) * hazard * trial.arms[0].hazard.integral(to: time)
        }
        let inverse = 1 / hazardRatio
        let gap = probability * (1 - inverse)
        let variance = probability - 2 * q * inverse + 2 * q * inverse * inverse - gap * gap
        let null = test == .wu ? probability * (1 + inverse) / 2 : probability * inverse
        effect = StandardizedEffect(abs(gap), null: null.squareRoot(), alternative: variance.squareRoot())
    }

    /// The least n for which the test exists.
    public var fewest: Double { 1 }

    /// The level of the test.
    public func power(subjects: Double) -> Double { effect.power(subjects: subjects, level) }
}
