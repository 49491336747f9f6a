import TrialNumerics

/// Events, hazard ratio and power, of which one is found from the others: a time to an event without the trial around it.
///
/// ```swift
/// let plan = try EventsPower(ratio: TwoArmRatio(3, 2), level: try .oneSided(0.025))
/// try plan.events(hazardRatio: 0.72, power: 0.9).events           // 405.7
/// try plan.power(hazardRatio: 0.72, events: 300).power
/// try plan.hazardRatio(events: 300, power: 0.9).hazardRatio       // the ratio nearest to 1 that 300 events show
/// ```
///
/// ## Edge cases
/// Futility that spends β spends what the power leaves. Equivalence has no looks.
///
/// ## Validated against
/// rpact `getSampleSizeSurvival` and `getPowerSurvival`, lrstat's printed examples, by hand.
///
/// ## References
/// Schoenfeld, *Biometrics* 39 (1983) 499–503. Jennison & Turnbull (2000), section 3.7.
public struct EventsPower: Sendable {
    /// What one question comes to.
    public struct Answer: Sendable {
        /// The hazard ratio.
        public let hazardRatio: Double
        /// The events, not rounded.
        public let events: Double
        /// The power.
        public let power: Double
        /// The boundaries of the looks, where there are several.
        public let sequential: GroupSequentialDesign?
    }

    /// Treatment to control.
    public let ratio: TwoArmRatio
    /// What is to be shown.
    public let aim: HazardRatioAim
    /// A formula that needs events alone.
    public let formula: EventFormula
    /// The level.
    public let level: TestLevel
    /// The looks; nil for a single analysis.
    public let looks: PlannedLooks?

    /// A plan.
    ///
    /// - Throws: ``StatisticsError`` for looks of an equivalence trial.
    public init(
        ratio: TwoArmRatio = .equal, aim: HazardRatioAim = .superiority, formula: EventFormula = .schoenfeld(.null),
        level: TestLevel, looks: PlannedLooks? = nil
    ) throws(StatisticsError) {
        try PlannedLooks.check(looks, aim)
        self.ratio = ratio
        self.aim = aim
        self.formula = formula
        self.level = level
        self.looks = looks
    }

    /// The events that a hazard ratio and a power need.
    ///
    /// - Throws: ``StatisticsError`` also where 10⁹ events are not enough.
    public func events(hazardRatio: Double, power: Double) throws(StatisticsError) -> Answer {
        let answer = try required(hazardRatio, power)
        guard answer.events <= 1e9 else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "hazardRatio is \(hazardRatio), too near to the null hypothesis: 10⁹ events are not enough")
        }
        return answer
    }

    private func required(_ hazardRatio: Double, _ power: Double) throws(StatisticsError) -> Answer {
        let single = try effect(hazardRatio).subjects(power: power, level)
        guard let looks else {
            return Answer(hazardRatio: hazardRatio, events: single, power: power, sequential: nil)
        }
        let design = try looks.design(level: level, power: power)
        return Answer(
            hazardRatio: hazardRatio, events: try design.inflation(power: power) * single, power: power,
            sequential: design)
    }

    /// The power of a number of events.
    public func power(hazardRatio: Double, events: Double) throws(StatisticsError) -> Answer {
        try Self.check(events)
        let effect = try effect(hazardRatio)
        guard looks != nil else {
            return Answer(
                hazardRatio: hazardRatio, events: events, power: effect.power(subjects: events, level), sequential: nil)
        }
        let power = try PowerSearch(amount: events, level: level) { power throws(StatisticsError) in
            try self.required(hazardRatio, power).events
        }.power
        let sequential = try? required(hazardRatio, power).sequential
        return Answer(hazardRatio: hazardRatio, events: events, power: power, sequential: sequential ?? nil)
    }

    /// The hazard ratio nearest to 1 (or to the margin), and below it, that a number of events shows with a power.
    public func hazardRatio(events: Double, power: Double) throws(StatisticsError) -> Answer {
        try Self.check(events)
        guard let top = aim.single else {
            throw StatisticsError(
                .invalidValue, argument: "hazardRatio",
                "an equivalence trial has two hazard ratios with a power; expected one margin")
        }
        let inflation = try looks.map { looks throws(StatisticsError) in
            try looks.design(level: level, power: power).inflation(power: power)
        }
        func ratio(_ distance: Double) -> Double { top * Elementary.exponential(-distance) }
        _ = try level.quantile(ofPower: power)
        func excess(_ distance: Double) -> Double {
            guard distance > 0,
                let needed = try? effect(ratio(distance)).subjects(power: power, level) * (inflation ?? 1)
            else { return -1 }
            return (events / needed).squareRoot() - 1
        }
        // Under the alternative's variance far ratios need more events again: the first crossing counts.
        var far = 0.02
        while excess(far) < 0, far < 10 { far *= 1.3 }
        let root = try? BrentRoot(of: excess, in: 0...far, tolerance: 1e-13)
        guard let root else {
            throw StatisticsError(
                .invalidValue, argument: "events", "events is \(events); no hazard ratio has this power with so few")
        }
        let found = try required(ratio(root.value), power)
        return Answer(
            hazardRatio: found.hazardRatio, events: events, power: power, sequential: found.sequential)
    }

    private func effect(_ hazardRatio: Double) throws(StatisticsError) -> StandardizedEffect {
        try RequiredEvents.effect(hazardRatio: hazardRatio, aim: aim, ratio: ratio, formula: formula)
    }

    private static func check(_ events: Double) throws(StatisticsError) {
        guard events > 0, events.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "events", "events is \(events); expected a finite number above 0")
        }
    }
}
