import TrialNumerics

extension SurvivalPower {
    /// How many subjects a power needs.
    public func subjects(power: Double) throws(StatisticsError) -> SurvivalDesign {
        let subjects = inflation * (try effect().subjects(power: power, level))
        return try SurvivalDesign(self, subjects: subjects, power: power)
    }

    /// The power of a number of subjects.
    public func power(subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        guard subjects > 0, subjects.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "subjects", "subjects is \(subjects); expected a finite number above 0")
        }
        let power = try effect().power(subjects: subjects / inflation, level)
        return try SurvivalDesign(self, subjects: subjects, power: power)
    }

    /// How long subjects must enter at the rates of the accrual, the analysis standing a fixed time after the last entry.
    public func accrualDuration(power: Double) throws(StatisticsError) -> SurvivalDesign {
        let excess = try excess(power) { duration throws(StatisticsError) in
            guard let accrual = self.trial.accrual.lasting(duration) else { return nil }
            return (try self.with(accrual: accrual), accrual.subjects)
        }
        let duration = try root(of: excess, from: trial.accrual.duration, limit: 1e4, "accrualDuration")
        guard let accrual = trial.accrual.lasting(duration) else {
            throw StatisticsError(.invalidValue, argument: "accrualDuration", "no accrual is long enough")
        }
        return try SurvivalDesign(try with(accrual: accrual), subjects: accrual.subjects, power: power)
    }

    /// How long after the last entry the analysis must be, for a number of subjects.
    ///
    /// - Throws: ``StatisticsError`` where even all subjects' events are too few, or the effect fades faster than events come.
    public func followUp(power: Double, subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        let excess = try excess(power) { followUp throws(StatisticsError) in
            (try self.with(afterLastEntry: followUp), subjects)
        }
        let followUp = try root(of: excess, from: trial.accrual.duration, limit: 1e4, "followUp")
        return try SurvivalDesign(try with(afterLastEntry: followUp), subjects: subjects, power: power)
    }

    /// The hazard ratio nearest to 1 (or to the margin), and below it, that a number of subjects shows with a power.
    public func hazardRatio(power: Double, subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        guard trial.strata.allSatisfy({ $0.hazardRatio.constant != nil }) else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "hazardRatio changes with time; expected a constant one to be sought")
        }
        let top: Double
        switch aim {
        case .superiority: top = 1
        case .nonInferiority(let margin): top = margin
        case .equivalence:
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "an equivalence trial has two hazard ratios with a power; expected one margin")
        }
        let excess = try excess(power) { distance throws(StatisticsError) in
            (try self.with(hazardRatio: top * Elementary.exponential(-distance)), subjects)
        }
        let distance = try root(of: excess, from: 0.1, limit: 10, "hazardRatio")
        return try SurvivalDesign(
            try with(hazardRatio: top * Elementary.exponential(-distance)), subjects: subjects, power: power)
    }

    /// Power − target as a function of one number; −target where there is no effect or no event.
    private func excess(
        _ target: Double,
        _ change: @escaping (Double) throws(StatisticsError) -> (plan: SurvivalPower, subjects: Double)?
    ) throws(StatisticsError) -> (Double) -> Double {
        _ = try level.quantile(ofPower: target)
        return { x in
            guard let changed = try? change(x), let effect = try? changed.plan.effect() else { return -target }
            return effect.power(subjects: changed.subjects / inflation, level) - target
        }
    }

    private func root(
        of excess: (Double) -> Double, from start: Double, limit: Double, _ name: String
    ) throws(StatisticsError) -> Double {
        var high = start
        let end = start * limit
        while excess(high) < 0, high < end { high *= 1.5 }
        guard excess(high) >= 0 else {
            throw StatisticsError(
                .invalidValue, argument: name,
                "no \(name) gives this power: the events or the effect of these subjects never suffice")
        }
        // The first crossing: a fading effect may lose the power again.
        guard excess(0) < 0 else { return 0 }
        do {
            return try BrentRoot(of: excess, in: 0...high, tolerance: 1e-12).value
        } catch {
            throw StatisticsError(.invalidValue, argument: name, "no \(name) was found: \(error.description)")
        }
    }

    private func with(accrual: PlannedAccrual) throws(StatisticsError) -> SurvivalPower {
        try with(try trial.replacing(accrual: accrual), afterLastEntry)
    }

    private func with(afterLastEntry: Double) throws(StatisticsError) -> SurvivalPower {
        let isFixed = trial.followUp != nil
        guard !isFixed || afterLastEntry > 0 else {
            throw StatisticsError(.noEvents, argument: "followUp", "followUp is 0; expected a number above 0")
        }
        return try with(isFixed ? try trial.replacing(followUp: .some(afterLastEntry)) : trial, afterLastEntry)
    }

    private func with(hazardRatio: Double) throws(StatisticsError) -> SurvivalPower {
        var strata: [SurvivalStratum] = []
        for stratum in trial.strata { strata.append(try stratum.replacing(hazardRatio: try HazardRatio(hazardRatio))) }
        return try with(try trial.replacing(strata: strata), afterLastEntry)
    }

    private func with(_ trial: SurvivalTrial, _ afterLastEntry: Double) throws(StatisticsError) -> SurvivalPower {
        try SurvivalPower(
            trial: trial, formula: formula, aim: aim, level: level, afterLastEntry: afterLastEntry, inflation: inflation
        )
    }
}

/// A complete design of a trial with a time to an event: every number of ``SurvivalPower``, the one that was sought included.
public struct SurvivalDesign: Sendable {
    /// Trial, formula, aim and level.
    public let plan: SurvivalPower
    /// All subjects, not rounded.
    public let subjects: Double
    /// The power with that number.
    public let power: Double
    /// The events expected at the analysis, on treatment and on control.
    public let treatmentEvents: Double, controlEvents: Double
    /// The subjects expected to have dropped out by the analysis.
    public let lost: Double

    init(_ plan: SurvivalPower, subjects: Double, power: Double) throws(StatisticsError) {
        self.plan = plan
        self.subjects = subjects
        self.power = power
        let shares = plan.trial.eventShares(at: plan.analysisTime)
        treatmentEvents = subjects * shares.treatment
        controlEvents = subjects * shares.control
        lost = subjects * plan.trial.lostShare(at: plan.analysisTime)
    }

    /// The events expected at the analysis.
    public var events: Double { treatmentEvents + controlEvents }
    /// The number of events to wait for: rounded up.
    public var targetEvents: Int { TwoArmRatio.up(events) }
    /// Whole subjects in each group, rounded up.
    public var groups: (treatment: Int, control: Int) { plan.trial.ratio.groups(of: subjects) }
    /// The time from the first entry to the analysis.
    public var analysisTime: Double { plan.analysisTime }

    /// The subjects who are expected to have entered by a time.
    public func entered(by time: Double) -> Double { subjects * plan.trial.accrual.share(by: time) }

    /// The events expected by a time.
    public func events(by time: Double) -> Double { subjects * plan.trial.eventProbability(at: time) }

    /// When a number of events is expected; nil where it never is.
    public func time(ofEvents events: Double) -> Double? { plan.trial.time(ofEventProbability: events / subjects) }
}
