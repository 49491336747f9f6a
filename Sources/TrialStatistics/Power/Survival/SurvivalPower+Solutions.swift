import TrialNumerics

extension SurvivalPower {
    /// How many subjects a power needs.
    public func subjects(power: Double) throws(StatisticsError) -> SurvivalDesign {
        let (subjects, sequential) = try required(power: power)
        return try SurvivalDesign(self, subjects: subjects, power: power, sequential: sequential)
    }

    /// The power of a number of subjects.
    ///
    /// Futility that spends β spends what this power leaves.
    ///
    /// - Throws: ``StatisticsError`` also where the looks have no design with so little power.
    public func power(subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        try Self.check(subjects, "subjects")
        guard looks != nil else {
            let power = try effect().power(subjects: subjects, level)
            return try SurvivalDesign(
                self, subjects: subjects, power: power, sequential: nil, areSubjectsGiven: true)
        }
        let power = try PowerSearch(amount: subjects, level: level) { power throws(StatisticsError) in
            try self.required(power: power).subjects
        }.power
        let sequential = try? required(power: power).sequential
        return try SurvivalDesign(
            self, subjects: subjects, power: power, sequential: sequential ?? nil, areSubjectsGiven: true)
    }

    /// The power of a number of events at the analysis: of so many subjects as are expected to have them.
    public func power(events: Double) throws(StatisticsError) -> SurvivalDesign {
        try Self.check(events, "events")
        let probability = trial.eventProbability(at: analysisTime)
        guard probability > 0 else {
            throw StatisticsError(.noEvents, argument: "duration", "no events are expected by the analysis")
        }
        return try power(subjects: events / probability)
    }

    /// The power of subjects who are followed until a number of events is expected.
    ///
    /// - Throws: ``StatisticsError`` where these subjects never have so many, or had them before the last entered.
    public func power(subjects: Double, events: Double) throws(StatisticsError) -> SurvivalDesign {
        try Self.check(subjects, "subjects")
        try Self.check(events, "events")
        guard let time = trial.time(ofEventProbability: events / subjects) else {
            throw StatisticsError(
                .invalidValue, argument: "events",
                "events is \(events); \(subjects) subjects are never expected to have so many")
        }
        guard trial.followUp == nil, time >= trial.accrual.duration else {
            throw StatisticsError(
                .invalidValue, argument: "events",
                trial.followUp == nil
                    ? "events is \(events); expected at \(time), before the last subject enters at \(trial.accrual.duration)"
                    : "events is \(events) and the follow-up of each subject is fixed; expected one of them")
        }
        return try with(afterLastEntry: time - trial.accrual.duration).power(subjects: subjects)
    }

    private static func check(_ value: Double, _ name: String) throws(StatisticsError) {
        guard value > 0, value.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a finite number above 0")
        }
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
        return try with(accrual: accrual).solved(subjects: accrual.subjects, power: power)
    }

    /// How long after the last entry the analysis must be, for a number of subjects.
    ///
    /// - Throws: ``StatisticsError`` where even all subjects' events are too few, or the effect fades faster than events come.
    public func followUp(power: Double, subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        let excess = try excess(power) { followUp throws(StatisticsError) in
            (try self.with(afterLastEntry: followUp), subjects)
        }
        let followUp = try root(of: excess, from: trial.accrual.duration, limit: 1e4, "followUp")
        return try with(afterLastEntry: followUp).solved(subjects: subjects, power: power)
    }

    /// The hazard ratio nearest to 1 (or to the margin), and below it, that a number of subjects shows with a power.
    public func hazardRatio(power: Double, subjects: Double) throws(StatisticsError) -> SurvivalDesign {
        guard trial.strata.allSatisfy({ $0.hazardRatio.constant != nil }) else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "hazardRatio changes with time; expected a constant one to be sought")
        }
        guard let top = aim.single else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "an equivalence trial has two hazard ratios with a power; expected one margin")
        }
        let excess = try excess(power) { distance throws(StatisticsError) in
            (try self.replacing(hazardRatio: top * Elementary.exponential(-distance)), subjects)
        }
        let distance = try root(of: excess, from: 0.1, limit: 10, "hazardRatio")
        return try replacing(hazardRatio: top * Elementary.exponential(-distance)).solved(
            subjects: subjects, power: power)
    }

    /// The design of a plan in which everything has been found.
    private func solved(subjects: Double, power: Double) throws(StatisticsError) -> SurvivalDesign {
        try SurvivalDesign(
            self, subjects: subjects, power: power, sequential: try required(power: power).sequential,
            areSubjectsGiven: true)
    }

    /// √(subjects/required) − 1 as a function of one number, which is 0 where the power is met; −1 where there is no effect or no event.
    private func excess(
        _ target: Double,
        _ change: @escaping (Double) throws(StatisticsError) -> (plan: SurvivalPower, subjects: Double)?
    ) throws(StatisticsError) -> (Double) -> Double {
        _ = try level.quantile(ofPower: target)
        return { x in
            guard let changed = try? change(x), let required = try? changed.plan.required(power: target) else {
                return -1
            }
            return (changed.subjects / required.subjects).squareRoot() - 1
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

    /// The same plan with one hazard ratio in all strata.
    package func replacing(hazardRatio: Double) throws(StatisticsError) -> SurvivalPower {
        var strata: [SurvivalStratum] = []
        for stratum in trial.strata { strata.append(try stratum.replacing(hazardRatio: try HazardRatio(hazardRatio))) }
        return try with(try trial.replacing(strata: strata), afterLastEntry)
    }

    private func with(_ trial: SurvivalTrial, _ afterLastEntry: Double) throws(StatisticsError) -> SurvivalPower {
        try SurvivalPower(
            trial: trial, formula: formula, aim: aim, level: level, afterLastEntry: afterLastEntry, looks: looks)
    }
}
