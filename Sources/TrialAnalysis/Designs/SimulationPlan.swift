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
        let subjects = try most(of: items, facts)
        var conduct = TrialConduct(
            subjects: subjects, accrual: try pattern(subjects, facts, isAnyRateGood: Self.findOnlyDoses(items)))
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

    /// The subjects of the trial: those asked for, else the sample size, or the size of a rule of its own where that is larger.
    private func most(of items: [DesignItem], _ facts: DesignFacts?) throws -> Int {
        let largest = try Self.largest(of: items)
        if let subjects {
            if let largest, subjects < largest.size, subjects >= 1 {
                throw StatisticsError(
                    .invalidValue, argument: "subjects",
                    "subjects is \(subjects); expected at least \(largest.size), the size of the rule \(largest.id)")
            }
            return subjects
        }
        if let most = [facts?.sampleSize, largest?.size].compactMap(\.self).max() { return most }
        guard let most = try items.compactMap({ try $0.maximum }).max() else {
            throw StatisticsError.missing("subjects", "the most subjects; the file says no 'sample size'")
        }
        return most
    }

    /// The rule on counts or doses that has the most subjects of its own: two stages as they are found, or a `maximum`.
    private static func largest(of items: [DesignItem]) throws -> (id: String, size: Int)? {
        try items.filter { $0.counted != nil || $0.doseFinding != nil }
            .compactMap { item in try item.maximum.map { (id: item.id, size: $0) } }
            .max { $0.size < $1.size }
    }

    /// What one has to know of the size and the accrual of the trials of a file's rules.
    ///
    /// - Throws: `Diagnostics` for what a rule's method refuses.
    public func remarks(on items: [DesignItem]) throws -> [String] {
        let facts = items.lazy.compactMap(\.facts).first
        var remarks: [String] = []
        if accrual.isEmpty, facts?.accrual == nil, Self.findOnlyDoses(items) {
            remarks.append(
                "The file says no `accrual`: one subject a month is supposed. Months hang on it; doses, subjects and toxicities do not."
            )
        }
        if subjects == nil, let printed = facts?.sampleSize, let largest = try Self.largest(of: items),
            largest.size > printed
        {
            remarks.append(
                "The virtual trials have up to \(largest.size) subjects, the size of the rule \(largest.id); the `sample size` of the file is \(printed)."
            )
        }
        return remarks
    }

    /// Whether all rules look for doses, of which cohorts follow one another at whatever rate subjects come.
    private static func findOnlyDoses(_ items: [DesignItem]) -> Bool { items.allSatisfy { $0.doseFinding != nil } }

    private func pattern(_ subjects: Int, _ facts: DesignFacts?, isAnyRateGood: Bool) throws -> AccrualPattern {
        let printed = facts?.arrivals.flatMap { AccrualPattern.Arrivals(rawValue: $0.rawValue) }
        if !accrual.isEmpty {
            return try AccrualPattern(
                starts: accrual.map(\.start), rates: accrual.map(\.rate), arrivals: arrivals ?? printed ?? .poisson)
        }
        guard let accrual = facts?.accrual else {
            if isAnyRateGood { return try AccrualPattern(rates: [1], arrivals: arrivals ?? printed ?? .poisson) }
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
