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
    public var evaluation: Double?
    /// Subjects in a cohort that enrolment waits for; as the file has it if nil.
    public var pauseAfterCohortOf: Int?
    /// True medians.
    public var medians: [Double] = []
    /// True rates.
    public var rates: [Double] = []
    /// True rates of response, where there are rules on toxicity too.
    public var responseRates: [Double] = []
    /// True hazard ratios.
    public var hazardRatios: [Double] = []
    /// When the hazard ratio begins to hold.
    public var effectFrom: Double?
    /// The median of the control arm.
    public var control: Double?
    /// The events of the last look of a comparison.
    public var events: Int?

    /// A plan that asks for nothing beyond the file.
    public init() {}

    /// The simulation of the rules of a file, side by side: the trial ends when the first of them says so.
    ///
    /// - Throws: `Diagnostics` for what a rule's method refuses, ``StatisticsError`` that names a missing or wrong argument.
    public func simulation(of items: [DesignItem], replicates: Int, seed: UInt64) throws -> Simulation {
        try refuseUnused(items)
        let facts = items.lazy.compactMap(\.facts).first
        let conduct = try conduct(of: items, facts)
        let monitors = try items.map { try SimulatedRule($0, self, facts, conduct).monitor }
        let trial = try SimulatedTrial(conduct: conduct, monitors: monitors)
        let truths = try SimulationTruths(self, items, facts, conduct).all
        return try Simulation(trial, truths: truths, replicates: replicates, seed: seed)
    }

    /// Refuses what is asked for and no rule has a use for.
    private func refuseUnused(_ items: [DesignItem]) throws(StatisticsError) {
        let compares = items.contains { $0.comparison != nil }
        let hasLastLook = items.contains { if case .groupSequential = $0.rule { true } else { false } }
        let asked: [(argument: String, isGiven: Bool, isUsed: Bool, use: String)] = [
            (
                "rates", !rates.isEmpty, items.contains { $0.counted != nil || $0.doseFinding != nil },
                "a rule that counts or looks for a dose"
            ),
            (
                "responseRates", !responseRates.isEmpty, items.contains { $0.counted == .response },
                "a rule that counts responses"
            ),
            (
                "medians", !medians.isEmpty, !compares && items.contains { $0.medianAndGain != nil },
                "a rule on the times of one arm"
            ),
            ("hazardRatios", !hazardRatios.isEmpty, compares, "a rule that compares two arms"),
            ("effectFrom", effectFrom != nil, compares, "a rule that compares two arms"),
            ("control", control != nil, compares, "a rule that compares two arms"),
            ("events", events != nil, hasLastLook, "a group-sequential rule"),
        ]
        if let useless = asked.first(where: { $0.isGiven && !$0.isUsed }) {
            throw StatisticsError(
                .invalidValue, argument: useless.argument,
                "no rule has a use for it; expected \(useless.use)")
        }
    }

    private func conduct(of items: [DesignItem], _ facts: DesignFacts?) throws -> TrialConduct {
        guard let subjects = try subjects ?? facts?.sampleSize ?? items.compactMap({ try $0.maximum }).max() else {
            throw StatisticsError.missing("subjects", "the most subjects; the file says no 'sample size'")
        }
        var conduct = TrialConduct(subjects: subjects, accrual: try pattern(subjects, facts))
        conduct.followUp = followUp ?? facts?.followUp?.months
        conduct.visitInterval = visits ?? facts?.visits?.months
        conduct.eventDating = facts?.dating == .midpoint ? .midpoint : .visit
        let evaluation = evaluation ?? facts?.evaluation?.months ?? 0
        conduct.toxicityWindow = evaluation
        conduct.responseDelay = evaluation
        conduct.pauseAfterCohortOf =
            items.lazy.compactMap(\.doseFinding).first?.cohort ?? pauseAfterCohortOf ?? facts?.pauseAfter
        if let comparison = items.lazy.compactMap(\.comparison).first {
            conduct.allocation = (comparison.ratio ?? facts?.ratio)?.parts ?? [1, 1]
        }
        return conduct
    }

    private func pattern(_ subjects: Int, _ facts: DesignFacts?) throws -> AccrualPattern {
        let printed = facts?.arrivals.flatMap { AccrualPattern.Arrivals(rawValue: $0.rawValue) }
        if !accrual.isEmpty {
            return try AccrualPattern(
                starts: accrual.map(\.start), rates: accrual.map(\.rate), arrivals: arrivals ?? printed ?? .poisson)
        }
        guard let accrual = facts?.accrual else {
            throw StatisticsError.missing("accrual", "the subjects a month; the file says no 'accrual'")
        }
        let pattern = try AccrualPattern(accrual, subjects: subjects)
        guard let arrivals = arrivals ?? printed else { return pattern }
        return try AccrualPattern(starts: pattern.starts, rates: pattern.rates, arrivals: arrivals)
    }
}

extension StatisticsError {
    /// What a simulation cannot do without.
    static func missing(_ argument: String, _ what: String) -> StatisticsError {
        StatisticsError(.empty, argument: argument, "\(argument) is missing; expected \(what)")
    }
}
