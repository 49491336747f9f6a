import TrialNumerics

/// A randomised trial with a time to an event: who enters when, how they are allocated, and what befalls them.
///
/// What it expects is computed, not simulated: events by calendar time in closed form per piece, the mean and variance of the log-rank
/// statistic by integrals over smooth pieces.
///
/// ```swift
/// let stratum = try SurvivalStratum(control: PlannedHazard(median: 21.3), hazardRatio: HazardRatio(0.72))
/// let trial = try SurvivalTrial(strata: [stratum], ratio: TwoArmRatio(3, 2), accrual: .uniform(duration: 18))
/// trial.eventProbability(at: 36)          // of one subject, over both arms
/// ```
///
/// ## Validated against
/// rpact `getEventProbabilities`, numerical double integration, simulation.
///
/// ## References
/// Lachin & Foulkes, *Biometrics* 42 (1986) 507–519. Yung & Liu, *Stat Biopharm Res* 12 (2020) 4–12.
public struct SurvivalTrial: Sendable {
    /// The strata.
    public let strata: [SurvivalStratum]
    /// Treatment to control.
    public let ratio: TwoArmRatio
    /// Who enters when.
    public let accrual: PlannedAccrual
    /// How long each subject is followed at most; nil for until the analysis.
    public let followUp: Double?
    let arms: [Arm]

    /// One arm of one stratum.
    struct Arm: Sendable {
        let isTreated: Bool
        /// The part of all subjects.
        let share: Double
        let hazard: PiecewiseConstant
        let dropout: PiecewiseConstant
        let events: EventIntegrals
        let losses: EventIntegrals
    }

    /// A trial.
    ///
    /// - Throws: ``StatisticsError`` without strata, and for a follow-up that is not above 0.
    public init(
        strata: [SurvivalStratum], ratio: TwoArmRatio = .equal, accrual: PlannedAccrual, followUp: Double? = nil
    ) throws(StatisticsError) {
        guard !strata.isEmpty else {
            throw StatisticsError(.empty, argument: "strata", "strata is empty; expected at least one")
        }
        if let followUp, !(followUp > 0 && followUp.isFinite) {
            throw StatisticsError(
                .invalidValue, argument: "followUp", "followUp is \(followUp); expected a finite number above 0")
        }
        self.strata = strata
        self.ratio = ratio
        self.accrual = accrual
        self.followUp = followUp
        let whole = strata.reduce(0) { $0 + $1.share }
        arms = strata.flatMap { stratum in
            [true, false].map { isTreated in
                let hazard = (isTreated ? stratum.treatment : stratum.control).pieces
                let dropout = (isTreated ? stratum.treatmentDropout : stratum.controlDropout).pieces
                return Arm(
                    isTreated: isTreated,
                    share: stratum.share / whole * (isTreated ? ratio.treatmentShare : ratio.controlShare),
                    hazard: hazard, dropout: dropout,
                    events: EventIntegrals(hazard: hazard, dropout: dropout, followUp: followUp),
                    losses: EventIntegrals(hazard: dropout, dropout: hazard, followUp: followUp))
            }
        }
    }

    /// The probability that a subject of the whole accrual has had the event by a time since the first entry.
    public func eventProbability(at calendar: Double) -> Double {
        let parts = eventShares(at: calendar)
        return parts.treatment + parts.control
    }

    /// The events on treatment and on control by a time, each divided by all subjects.
    public func eventShares(at calendar: Double) -> (treatment: Double, control: Double) {
        shares(at: calendar) { $0.events }
    }

    /// The events on treatment and on control of each stratum by a time, each divided by all subjects of the trial.
    public func stratumEventShares(at calendar: Double) -> [(treatment: Double, control: Double)] {
        pairs.map { treated, control in
            (
                treated.share * treated.events.events(accrual, at: calendar) / accrual.subjects,
                control.share * control.events.events(accrual, at: calendar) / accrual.subjects
            )
        }
    }

    /// Those who have dropped out by a time, divided by all subjects.
    public func lostShare(at calendar: Double) -> Double {
        let parts = shares(at: calendar) { $0.losses }
        return parts.treatment + parts.control
    }

    /// The time since the first entry at which a number of events divided by all subjects is expected; nil where it never is.
    public func time(ofEventProbability probability: Double) -> Double? {
        guard probability > 0 else { return 0 }
        var end = accrual.duration + (followUp ?? 0)
        if followUp == nil {
            while eventProbability(at: end) < probability, end < accrual.duration * 1e6 { end *= 2 }
        }
        guard eventProbability(at: end) >= probability else { return nil }
        return try? BrentRoot(of: { eventProbability(at: $0) - probability }, in: 0...end).value
    }

    private func shares(
        at calendar: Double, _ integrals: (Arm) -> EventIntegrals
    ) -> (treatment: Double, control: Double) {
        var (treatment, control) = (0.0, 0.0)
        for arm in arms {
            let value = arm.share * integrals(arm).events(accrual, at: calendar) / accrual.subjects
            if arm.isTreated { treatment += value } else { control += value }
        }
        return (treatment, control)
    }

    /// The same trial with other strata, another accrual or another follow-up.
    func replacing(
        strata: [SurvivalStratum]? = nil, accrual: PlannedAccrual? = nil, followUp: Double?? = nil
    ) throws(StatisticsError) -> SurvivalTrial {
        try SurvivalTrial(
            strata: strata ?? self.strata, ratio: ratio, accrual: accrual ?? self.accrual,
            followUp: followUp ?? self.followUp)
    }
}
