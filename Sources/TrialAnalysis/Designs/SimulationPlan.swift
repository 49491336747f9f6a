import TrialModel
import TrialStatistics

/// The virtual trials in which the rules of a design file are watched: what the file says of the trial around them, and
/// what is asked for in its stead.
///
/// ```swift
/// var plan = SimulationPlan()
/// plan.medians = [30, 40, 52]
/// let simulation = try plan.simulation(of: items, replicates: 10_000, seed: 1)
/// ```
///
/// Times are months. What is given here goes before what the file says under `design`; where neither says it, the missing argument
/// is named.
public struct SimulationPlan: Sendable {
    /// The most subjects.
    public var subjects: Int?
    /// The rate of accrual in steps: where each starts, and the subjects a month.
    public var accrual: [(start: Double, rate: Double)] = []
    /// How subjects are spaced; as the file has it, else as a Poisson process, if nil.
    public var arrivals: AccrualPattern.Arrivals?
    /// How long the last subject is followed.
    public var followUp: Double?
    /// The time between visits.
    public var visits: Double?
    /// The share that is lost in a year.
    public var dropOut: Double?
    /// The time within which a toxicity may happen, and after which a response is known.
    public var evaluation = 0.0
    /// Subjects in a cohort that enrolment waits for; it never waits if nil.
    public var pauseAfterCohortOf: Int?
    /// True medians.
    public var medians: [Double] = []
    /// True rates.
    public var rates: [Double] = []
    /// True hazard ratios.
    public var hazardRatios: [Double] = []
    /// The median of the control arm.
    public var control: Double?
    /// The events of the last look of a comparison.
    public var events: Int?

    /// A plan that asks for nothing beyond the file.
    public init() {}

    /// The simulation of the rules of a file, side by side.
    ///
    /// - Throws: `Diagnostics` for what a rule's method refuses, ``StatisticsError`` that names a missing or wrong argument.
    public func simulation(of items: [DesignItem], replicates: Int, seed: UInt64) throws -> Simulation {
        let facts = items.lazy.compactMap(\.facts).first
        let conduct = try conduct(of: items, facts)
        let monitors = try items.map { try monitor(of: $0, conduct) }
        let trial = try SimulatedTrial(conduct: conduct, monitors: monitors)
        let truths = try SimulationTruths(self, items, facts, conduct).all
        return try Simulation(trial, truths: truths, replicates: replicates, seed: seed)
    }

    private func conduct(of items: [DesignItem], _ facts: DesignFacts?) throws -> TrialConduct {
        guard let subjects = subjects ?? facts?.sampleSize ?? items.lazy.compactMap(\.maximum).max() else {
            throw StatisticsError.missing("subjects", "the most subjects; the file says no 'sample size'")
        }
        var conduct = TrialConduct(subjects: subjects, accrual: try pattern(subjects, facts))
        conduct.followUp = followUp ?? facts?.followUp?.months
        conduct.visitInterval = visits ?? facts?.visits?.months
        conduct.toxicityWindow = evaluation
        conduct.responseDelay = evaluation
        conduct.pauseAfterCohortOf = pauseAfterCohortOf
        if let comparison = items.lazy.compactMap(\.comparison).first {
            conduct.allocation = (comparison.ratio ?? facts?.ratio)?.parts ?? [1, 1]
        }
        return conduct
    }

    private func pattern(_ subjects: Int, _ facts: DesignFacts?) throws -> AccrualPattern {
        if !accrual.isEmpty {
            return try AccrualPattern(
                starts: accrual.map(\.start), rates: accrual.map(\.rate), arrivals: arrivals ?? .poisson)
        }
        guard let printed = facts?.accrual else {
            throw StatisticsError.missing("accrual", "the subjects a month; the file says no 'accrual'")
        }
        let pattern = try AccrualPattern(printed, subjects: subjects)
        guard let arrivals else { return pattern }
        return try AccrualPattern(starts: pattern.starts, rates: pattern.rates, arrivals: arrivals)
    }

    private func monitor(of item: DesignItem, _ conduct: TrialConduct) throws -> any TrialMonitor {
        let name = item.title ?? item.id
        switch item.rule {
        case .betaBinomial(let rule):
            let monitor = try BetaBinomialMonitor(rule, of: item)
            let isToxicity = rule.stopAbove != nil
            return try CountMonitor(
                monitor.boundary, of: isToxicity ? .toxicity : .response, name: name, above: .toxicity)
        case .predictiveProbability(let rule):
            let design = try PredictiveProbabilityDesign(rule, of: item)
            return try CountMonitor(design.boundary, of: .response, name: name, above: .efficacy)
        case .exponentialMedian(let rule):
            return try TimeOnTestMonitor(
                try ExponentialMonitor(rule, of: item), name: name,
                looks: rule.every.map { .every($0.months) } ?? .everyEvent, subjects: conduct.subjects)
        case .groupSequential(let rule):
            guard let events = events ?? rule.plan.lastEvents else {
                throw StatisticsError.missing("events", "the events of the last look; the rule says no 'events'")
            }
            return try LogRankMonitor(try GroupSequentialDesign(rule, of: item), events: events, name: name)
        default:
            throw StatisticsError(
                .invalidValue, argument: "item",
                "the rule \(item.id) is \(item.rule.name.rawValue), which is not simulated; expected beta-binomial, "
                    + "predictive-probability, exponential-median or group-sequential")
        }
    }
}

extension DesignItem {
    /// The most subjects that the rule itself names.
    fileprivate var maximum: Int? {
        switch rule {
        case .betaBinomial(let rule): rule.maximum
        case .predictiveProbability(let rule): rule.maximum
        case .exponentialMedian(let rule): rule.maximum
        default: nil
        }
    }

    /// The rule, if it compares two arms.
    var comparison: GroupSequentialRule? {
        if case .groupSequential(let rule) = rule { return rule }
        return nil
    }

    /// The rule, if it is one on times in one arm.
    var medianRule: ExponentialMedianRule? {
        if case .exponentialMedian(let rule) = rule { return rule }
        return nil
    }

    /// Whether it counts toxicities or responses.
    var countsSubjects: Bool {
        switch rule {
        case .betaBinomial, .predictiveProbability: true
        default: false
        }
    }
}

extension StatisticsError {
    /// What a simulation cannot do without.
    static func missing(_ argument: String, _ what: String) -> StatisticsError {
        StatisticsError(.empty, argument: argument, "\(argument) is missing; expected \(what)")
    }
}
