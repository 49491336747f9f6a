import TrialModel
import TrialStatistics
import TrialValues

/// The trial that a design file plans around a comparison of two arms: subjects, dates and power, from what the file gives.
///
/// What is sought follows from what is missing: the power of a sample size, the subjects for a power, the follow-up for both, or the hazard ratio
/// that is found. Times are months; events by Schoenfeld's formula with the variance under the null hypothesis.
public struct PlannedComparison: Sendable {
    /// What was sought.
    public enum Sought: Sendable, Hashable {
        case power, subjects, followUp, hazardRatio
    }

    /// The power under one hazard ratio, with the boundaries as they are planned.
    public struct Scenario: Sendable {
        /// The hazard ratio.
        public let hazardRatio: Double
        /// The events at the end, and when they are expected.
        public let events: Double, time: Double
        /// What the boundaries do.
        public let crossing: GroupSequentialDesign.Crossing
    }

    /// The design.
    public let design: SurvivalDesign
    /// What was sought.
    public let sought: Sought
    /// The power under the hazard ratios of the file.
    public let scenarios: [Scenario]

    /// The plan of an item, with the boundaries of its rule; nil where the file says too little, which ``lacks(_:of:)`` names.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init?(
        _ rule: GroupSequentialRule, of item: DesignItem, boundaries: GroupSequentialDesign
    ) throws(Diagnostics) {
        guard Self.lacks(rule, of: item).isEmpty, let facts = item.facts, let control = rule.control,
            let accrual = facts.accrual
        else { return nil }
        let question = Question(rule, facts)
        guard let sought = question.sought else { return nil }
        let keys = [
            "power": "power", "hazardRatio": "hazard ratio", "events": rule.plan.looksKey,
            "fractions": rule.plan.looksKey,
            "followUp": "design", "accrual": "design", "accrualDuration": "design", "subjects": "design",
            "median": "control", "alpha": "alpha",
        ]
        let (design, scenarios) = try item.method(at: "rule", keys) { () throws(StatisticsError) in
            let base = try Self.power(question, rule, facts, control, accrual, boundaries)
            let design = try Self.solved(base, question, sought)
            var scenarios: [Scenario] = []
            for ratio in question.ratios {
                if let scenario = try Self.scenario(ratio, of: design, question) { scenarios.append(scenario) }
            }
            return (design, scenarios)
        }
        self.design = design
        self.sought = sought
        self.scenarios = scenarios
    }

    /// What the file would have to say for subjects and dates, by its keys.
    public static func lacks(_ rule: GroupSequentialRule, of item: DesignItem) -> [String] {
        var lacks: [String] = []
        if rule.control == nil { lacks.append("`control`, the median on control") }
        guard let facts = item.facts, facts.accrual != nil else { return lacks + ["`accrual` under `design`"] }
        let hasEnd = facts.followUp != nil || (rule.plan.lastEvents != nil && facts.sampleSize != nil)
        let hasEffect = rule.hazardRatio != nil && rule.designPower != nil
        if facts.sampleSize == nil, !hasEffect, rule.plan.lastEvents == nil || rule.hazardRatio == nil {
            lacks.append("`sample size` under `design`, or `power` and `hazard ratio`")
        }
        if !hasEnd, !(facts.sampleSize != nil && hasEffect) { lacks.append("`follow-up` under `design`") }
        return lacks
    }

    /// What the file gives of the numbers that hang together.
    private struct Question {
        let hazardRatio, power, events, subjects, followUp: Double?
        /// Hazard ratios below 1 under which the power is shown.
        let ratios: [Double]
        let isAccrualTimed: Bool

        init(_ rule: GroupSequentialRule, _ facts: DesignFacts) {
            hazardRatio = rule.hazardRatio?.value
            power = rule.designPower
            events = rule.plan.lastEvents.map(Double.init)
            subjects = facts.sampleSize.map(Double.init)
            followUp = facts.followUp?.months
            let all = (facts.truth?.hazardRatios.map(\.value) ?? []) + (rule.hazardRatio.map { [$0.value] } ?? [])
            ratios = Set(all.filter { $0 < 1 }).sorted(by: >)
            if case .within = facts.accrual { isAccrualTimed = true } else { isAccrualTimed = false }
        }

        var sought: Sought? {
            if hazardRatio == nil { return subjects == nil ? nil : .hazardRatio }
            if subjects == nil, events == nil { return power == nil ? nil : .subjects }
            return followUp == nil && events == nil ? .followUp : .power
        }
    }

    private static func power(
        _ question: Question, _ rule: GroupSequentialRule, _ facts: DesignFacts, _ control: Period,
        _ accrual: DesignFacts.Accrual, _ boundaries: GroupSequentialDesign
    ) throws(StatisticsError) -> SurvivalPower {
        let ratio = rule.ratio ?? facts.ratio
        let lost = try facts.dropOut.map { rate throws(StatisticsError) in
            try PlannedHazard(survival: [1 - rate.number.value], at: [rate.unit.months], named: "drop-out")
        }
        let stratum = try SurvivalStratum(
            control: PlannedHazard(median: control.months), hazardRatio: HazardRatio(question.hazardRatio ?? 0.5),
            controlDropout: lost ?? .none)
        let trial = try SurvivalTrial(
            strata: [stratum],
            ratio: try ratio.map { ratio throws(StatisticsError) in
                try TwoArmRatio(Double(ratio.parts[0]), Double(ratio.parts[1]))
            } ?? .equal,
            accrual: try PlannedAccrual(accrual, subjects: question.subjects))
        return try SurvivalPower(
            trial: trial, level: try TestLevel(rule.alpha.value, isTwoSided: rule.isTwoSided),
            afterLastEntry: question.followUp ?? 0, looks: try PlannedLooks(boundaries))
    }

    private static func solved(
        _ plan: SurvivalPower, _ question: Question, _ sought: Sought
    ) throws(StatisticsError) -> SurvivalDesign {
        let (power, subjects) = (question.power ?? 0.9, question.subjects ?? 0)
        switch sought {
        case .subjects:
            return try question.isAccrualTimed ? plan.subjects(power: power) : plan.accrualDuration(power: power)
        case .followUp: return try plan.followUp(power: power, subjects: subjects)
        case .power:
            guard let events = question.events else { return try plan.power(subjects: subjects) }
            return try question.subjects == nil
                ? plan.power(events: events) : plan.power(subjects: subjects, events: events)
        case .hazardRatio:
            let wanted = question.power ?? 0.8
            guard let events = question.events else { return try plan.hazardRatio(power: wanted, subjects: subjects) }
            let found = try EventsPower(ratio: plan.trial.ratio, level: plan.level, looks: plan.looks).hazardRatio(
                events: events, power: wanted)
            return try plan.replacing(hazardRatio: found.hazardRatio).power(subjects: subjects, events: events)
        }
    }

    /// The power under a hazard ratio; nil where the events of the end are never expected.
    private static func scenario(
        _ ratio: Double, of design: SurvivalDesign, _ question: Question
    ) throws(StatisticsError) -> Scenario? {
        guard let sequential = design.sequential else { return nil }
        let plan = try design.plan.replacing(hazardRatio: ratio)
        let probability = plan.trial.eventProbability(at: plan.analysisTime)
        let events = question.events ?? design.subjects * probability
        guard
            let time = question.events == nil
                ? plan.analysisTime : plan.trial.time(ofEventProbability: events / design.subjects)
        else { return nil }
        let effect = try RequiredEvents.effect(hazardRatio: ratio, ratio: plan.trial.ratio)
        let drift = effect.distance / effect.nullDeviation * events.squareRoot()
        return Scenario(hazardRatio: ratio, events: events, time: time, crossing: sequential.crossing(drift: drift))
    }
}

extension PlannedLooks {
    /// The looks of a design as it stands: futility at the values that were found, whatever the power turns out to be.
    init(_ design: GroupSequentialDesign) throws(StatisticsError) {
        let futility = design.futility.map {
            FutilityRule(.z(design.looks.dropLast().map(\.futilityZ)), isBinding: $0.isBinding, looks: $0.looks)
        }
        try self.init(
            fractions: design.fractions, sides: design.sides, efficacy: design.efficacy, futility: futility,
            harm: design.harm)
    }
}

extension PlannedAccrual {
    /// The accrual of a design, until so many subjects have come; for a year where they are sought.
    init(_ accrual: DesignFacts.Accrual, subjects: Double?) throws(StatisticsError) {
        switch accrual {
        case .within(let time): self = try .uniform(duration: time.months)
        case .rate(let rate):
            self = try .uniform(duration: subjects.map { $0 / rate.perMonth } ?? 12, rate: rate.perMonth)
        case .steps(let steps):
            let starts = steps.map(\.from.months)
            let rates = steps.map(\.rate.perMonth)
            let isLate = starts.first != 0
            let year = try PlannedAccrual.periods(
                starts: (isLate ? [0] : []) + starts, rates: (isLate ? [0] : []) + rates,
                duration: (starts.last ?? 0) + 12)
            guard let subjects else {
                self = year
                return
            }
            guard let duration = year.duration(ofSubjects: subjects) else {
                throw StatisticsError(
                    .invalidValue, argument: "accrual", "accrual stops before \(subjects) subjects have come")
            }
            self = try .periods(
                starts: (isLate ? [0] : []) + starts, rates: (isLate ? [0] : []) + rates, duration: duration)
        }
    }
}
