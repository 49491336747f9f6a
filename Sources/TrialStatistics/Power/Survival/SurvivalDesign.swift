/// A complete design of a trial with a time to an event: every number of ``SurvivalPower``, the one that was sought included.
public struct SurvivalDesign: Sendable {
    /// Trial, formula, aim, level and looks.
    public let plan: SurvivalPower
    /// All subjects, not rounded.
    public let subjects: Double
    /// Whether the number of subjects was given, not found.
    public let areSubjectsGiven: Bool
    /// The power with that number.
    public let power: Double
    /// The boundaries of the looks, where there are several.
    public let sequential: GroupSequentialDesign?
    /// When the looks are expected, from the first entry on; the last is the analysis.
    public let lookTimes: [Double]
    /// The events expected at the analysis, on treatment and on control.
    public let treatmentEvents: Double, controlEvents: Double
    /// The subjects expected to have dropped out by the analysis.
    public let lost: Double

    init(
        _ plan: SurvivalPower, subjects: Double, power: Double, sequential: GroupSequentialDesign?,
        areSubjectsGiven: Bool = false
    ) throws(StatisticsError) {
        guard subjects <= 1e9 else {
            throw StatisticsError(
                .invalidValue, argument: "effect",
                "more than 10⁹ subjects are needed: the effect is too near to the null hypothesis, or too few have the event by the analysis at \(plan.analysisTime)"
            )
        }
        self.plan = plan
        self.subjects = subjects
        self.areSubjectsGiven = areSubjectsGiven && subjects == subjects.rounded()
        self.power = power
        self.sequential = sequential
        lookTimes = try plan.lookTimes()
        let shares = plan.trial.eventShares(at: plan.analysisTime)
        treatmentEvents = subjects * shares.treatment
        controlEvents = subjects * shares.control
        lost = subjects * plan.trial.lostShare(at: plan.analysisTime)
    }

    /// The events expected at the analysis.
    public var events: Double { treatmentEvents + controlEvents }
    /// The number of events to wait for: rounded up.
    public var targetEvents: Int { TwoArmRatio.up(events) }
    /// Whole subjects in each group: of a given number nearest to the ratio, of one that was found rounded up.
    public var groups: (treatment: Int, control: Int) {
        areSubjectsGiven
            ? plan.trial.ratio.groups(ofGiven: TwoArmRatio.up(subjects)) : plan.trial.ratio.groups(of: subjects)
    }
    /// The time from the first entry to the analysis.
    public var analysisTime: Double { plan.analysisTime }

    /// The hazard ratio averaged over the events that are expected: exp(Σ dⱼ log hⱼ/Σ dⱼ).
    public var averageHazardRatio: Double { AverageHazardRatio.geometric(plan.trial, analysisTime) }

    /// The subjects who are expected to have entered by a time.
    public func entered(by time: Double) -> Double { subjects * plan.trial.accrual.share(by: time) }

    /// The events expected by a time.
    public func events(by time: Double) -> Double { subjects * plan.trial.eventProbability(at: time) }

    /// The mean of Z at the last look under the effect assumed; nil for a single analysis.
    public var drift: Double? { sequential.flatMap { $0.designDrift ?? (try? $0.drift(power: power)) } }

    /// By how much the subjects exceed those of a single analysis with the same power; nil without looks.
    public var inflation: Double? {
        guard sequential != nil, let single = try? plan.effect().subjects(power: power, plan.level) else { return nil }
        return subjects / single
    }

    /// When a number of events is expected; nil where it never is.
    public func time(ofEvents events: Double) -> Double? { plan.trial.time(ofEventProbability: events / subjects) }

    /// When a number of events is expected were the null hypothesis true: the hazard on treatment that of control, or the margin times it.
    public func timeUnderNull(ofEvents events: Double) -> Double? {
        guard let margin = plan.aim.single, let ratio = try? HazardRatio(margin) else { return nil }
        let strata = plan.trial.strata.compactMap { try? $0.replacing(hazardRatio: ratio) }
        guard let trial = try? plan.trial.replacing(strata: strata) else { return nil }
        return trial.time(ofEventProbability: events / subjects)
    }
}
