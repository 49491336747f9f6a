/// A trial watched by the posterior probability of a binary outcome's rate: toxicity, futility or efficacy.
///
/// ```
/// rate | x of n ~ Beta(α + x, β + n − x),   π(x, n) = P(rate > standard + δ | x of n)
/// stop for many events where π > cut-off of `stopAbove`,   for few where π < cut-off of `stopBelow`
/// ```
///
/// Since π grows with x, each look has a least count that stops for many and a largest one that stops for few.
///
/// ```swift
/// let monitor = try BetaBinomialMonitor(
///     prior: BetaPrior(alpha: 0.3, beta: 0.7), stopAbove: BinaryRule(standard: .fixed(0.30), cutoff: 0.95),
///     schedule: LookSchedule(cohort: 4, maximum: 64))
/// monitor.looks.map(\.stopAt)                                          // 3, 5, 7, 9, 10, 12, …
/// try monitor.operatingCharacteristics(rate: 0.3).stopsEarly           // 0.195
/// ```
///
/// ## Edge cases
/// A look where no count stops has none; ``BinaryBoundary/neverStops`` and ``BinaryBoundary/alwaysStopsAt`` of ``boundary`` tell whole rules that
/// cannot stop, or cannot help stopping.
///
/// ## Validated against
/// SciPy (`Validation/Python/binary-monitors.json`) and all paths of small trials.
///
/// ## References
/// Thall & Simon, *Biometrics* 50 (1994) 337–349. Thall, Simon & Estey, *Stat Med* 14 (1995) 357–379.
public struct BetaBinomialMonitor: Sendable, Hashable {
    /// A look with its bounds.
    public struct Look: Sendable, Hashable {
        /// n, the subjects seen so far.
        public let subjects: Int
        /// The least number of events that stops for many, if one does.
        public let stopAt: Int?
        /// π at that count.
        public let posterior: Double?
        /// The largest number of events that stops for few, if one does.
        public let stopAtMost: Int?
        /// π at that count, by the rule that stops for few.
        public let posteriorAtMost: Double?
    }

    /// The belief about the rate before the trial.
    public let prior: BetaPrior
    /// The rule that stops for many events.
    public let stopAbove: BinaryRule?
    /// The rule that stops for few events.
    public let stopBelow: BinaryRule?
    /// When the trial is looked at.
    public let schedule: LookSchedule
    /// The looks with their bounds.
    public let looks: [Look]
    /// The bounds alone.
    public let boundary: BinaryBoundary

    /// A monitor with one rule or two.
    ///
    /// - Throws: ``StatisticsError`` where there is no rule, or where a count of some look stops both for many and for few.
    public init(
        prior: BetaPrior, stopAbove: BinaryRule? = nil, stopBelow: BinaryRule? = nil, schedule: LookSchedule
    ) throws(StatisticsError) {
        guard stopAbove != nil || stopBelow != nil else {
            throw StatisticsError(
                .empty, argument: "stopAbove", "stopAbove and stopBelow are missing; expected at least one rule")
        }
        self.prior = prior
        self.stopAbove = stopAbove
        self.stopBelow = stopBelow
        self.schedule = schedule
        looks = Self.looks(prior, stopAbove, stopBelow, schedule)
        boundary = try BinaryBoundary(
            looks: looks.map { .init(subjects: $0.subjects, stopAt: $0.stopAt, stopAtMost: $0.stopAtMost) },
            maximum: schedule.maximum)
    }

    private static func looks(
        _ prior: BetaPrior, _ above: BinaryRule?, _ below: BinaryRule?, _ schedule: LookSchedule
    ) -> [Look] {
        func posterior(_ rule: BinaryRule, _ count: Int, _ subjects: Int) -> Double {
            rule.probability(prior.posterior(events: count, of: subjects))
        }
        var many = above.map { rule in CountBound { rule.isAbove(posterior(rule, $0, $1)) } }
        var goingOn = below.map { rule in CountBound { !rule.isBelow(posterior(rule, $0, $1)) } }
        return schedule.looks.map { subjects in
            let stops = StoppingCounts(
                subjects: subjects, many: many?.advance(to: subjects), goingOn: goingOn?.advance(to: subjects))
            return Look(
                subjects: subjects, stopAt: stops.stopAt,
                posterior: above.flatMap { rule in stops.stopAt.map { posterior(rule, $0, subjects) } },
                stopAtMost: stops.stopAtMost,
                posteriorAtMost: below.flatMap { rule in stops.stopAtMost.map { posterior(rule, $0, subjects) } })
        }
    }

    /// What the monitor does where the rate is the given one, exactly.
    ///
    /// - Throws: ``StatisticsError`` that names `rate`, which must be in 0...1.
    public func operatingCharacteristics(rate: Double) throws(StatisticsError) -> BinaryOperatingCharacteristics {
        try boundary.operatingCharacteristics(rate: rate)
    }
}
