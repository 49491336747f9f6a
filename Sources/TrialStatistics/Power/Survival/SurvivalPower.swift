/// A trial with a time to an event, its analyses and its test, of which one number is still to be found.
///
/// ```swift
/// let plan = try SurvivalPower(trial: trial, level: try .oneSided(0.025), afterLastEntry: 18)
/// try plan.subjects(power: 0.9).subjects             // how many
/// try plan.followUp(power: 0.9, subjects: 656)       // how long
/// try plan.power(subjects: 656).power                // how sure
/// ```
///
/// ## Looks
/// Where the hazard ratio is constant and the formula one of events, a single look's number is multiplied by the inflation of the looks. Else each look
/// has an effect of its own, from the trial as it is expected to be at its date: the mean of the log-rank statistic for `.logRank` and `.yungLiu`, the
/// average hazard ratio for formulas of events; critical values of futility go by these effects too. Boundaries of efficacy need none.
///
/// ## Non-proportional hazards
/// Formulas of events take the geometric average hazard ratio until the analysis, as gsDesign2 does; `.logRank` and `.yungLiu` need no such number.
///
/// ## Validated against
/// rpact `getSampleSizeSurvival`, lrstat's printed examples, simulation.
///
/// ## References
/// Schoenfeld, *Biometrics* 39 (1983) 499–503. Lachin & Foulkes, *Biometrics* 42 (1986) 507–519. Tsiatis, *JASA* 77 (1982) 855–861 (independent increments).
/// Yung & Liu, *Stat Biopharm Res* 12 (2020) 4–12. Lu, *Pharmaceutical Statistics* 20 (2021) 424–442.
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
    /// The looks; nil for a single analysis.
    public let looks: PlannedLooks?

    /// A plan.
    ///
    /// - Parameter afterLastEntry: ignored where each subject has a fixed follow-up: the analysis is at the end of the last one's.
    public init(
        trial: SurvivalTrial, formula: EventFormula = .schoenfeld(.null), aim: HazardRatioAim = .superiority,
        level: TestLevel, afterLastEntry: Double, looks: PlannedLooks? = nil
    ) throws(StatisticsError) {
        guard afterLastEntry >= 0, afterLastEntry.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "followUp",
                "followUp is \(afterLastEntry); expected a finite number of at least 0")
        }
        try PlannedLooks.check(looks, aim)
        self.trial = trial
        self.formula = formula
        self.aim = aim
        self.level = level
        self.afterLastEntry = trial.followUp ?? afterLastEntry
        self.looks = looks
    }

    /// The time from the first entry to the (last) analysis.
    public var analysisTime: Double { trial.accrual.duration + afterLastEntry }

    /// The effect of one subject at the last analysis.
    public func effect() throws(StatisticsError) -> StandardizedEffect { try effect(at: analysisTime) }

    /// Subjects, not rounded, that have a power, with the looks as they are then.
    func required(power: Double) throws(StatisticsError) -> (subjects: Double, sequential: GroupSequentialDesign?) {
        let effect = try effect()
        let single = try effect.subjects(power: power, level)
        guard let looks else { return (single, nil) }
        guard let effects = try lookEffects() else {
            let design = try looks.design(level: level, power: power)
            return (try design.inflation(power: power) * single, design)
        }
        let design = try looks.design(level: level, power: power, effects: effects)
        let drift: Double
        if let found = design.designDrift { drift = found } else { drift = try design.drift(power: power) }
        let root = drift * effect.nullDeviation / effect.distance
        return (root * root, design)
    }
}
