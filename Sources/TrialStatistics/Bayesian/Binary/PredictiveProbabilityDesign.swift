/// A one-arm design that stops when success at the planned end has become unlikely, or all but sure: Lee and Liu's predictive probability.
///
/// ```
/// success at the end:  P(p > p₀ | x of N) > θ_T, that is x ≥ r
/// PP(x, n) = P(x + Y ≥ r),   Y ~ beta-binomial(N − n; α + x, β + n − x)
/// stop for futility where PP < θ_L,   for efficacy where PP > θ_U
/// ```
///
/// Unlike the posterior probability, PP asks what the trial will say, so it stops when the rest of the patients can hardly change it.
///
/// ```swift
/// let design = try PredictiveProbabilityDesign(
///     prior: BetaPrior(alpha: 0.2, beta: 0.8), null: 0.2, success: 0.9, futility: 0.001,
///     schedule: LookSchedule(looks: Array(10...35), maximum: 36))
/// design.successAt                                                   // 11
/// try design.operatingCharacteristics(rate: 0.2).stopForMany         // 0.088, the type I error
/// ```
///
/// ## Edge cases
/// θ_U of 1 never stops for efficacy. θ_T so high that no count is a success is refused.
///
/// ## Validated against
/// SciPy's `betabinom` and convolved binomial distributions (`Validation/Python/predictive-designs.json`); the design of 36 patients in Lee
/// and Liu's paper.
///
/// ## References
/// Lee & Liu, *Clin Trials* 5 (2008) 93–106.
public struct PredictiveProbabilityDesign: Sendable, Hashable {
    /// A look with its bounds.
    public struct Look: Sendable, Hashable {
        /// n, the subjects seen so far.
        public let subjects: Int
        /// The largest number of events that stops for futility, if one does.
        public let stopAtMost: Int?
        /// PP at that count.
        public let predictiveAtMost: Double?
        /// The least number of events that stops for efficacy, if one does.
        public let stopAt: Int?
        /// PP at that count.
        public let predictive: Double?
    }

    /// The belief about the rate before the trial.
    public let prior: BetaPrior
    /// p₀, the rate of no interest.
    public let null: Double
    /// θ_T, the posterior probability that makes a success at the end.
    public let success: Double
    /// θ_L, below which PP stops for futility.
    public let futility: Double
    /// θ_U, above which PP stops for efficacy.
    public let efficacy: Double
    /// r, the least number of events among all N that is a success.
    public let successAt: Int
    /// The looks before the end.
    public let looks: [Look]
    /// The bounds, the decision at the end included.
    public let boundary: BinaryBoundary

    /// A design.
    ///
    /// - Throws: ``StatisticsError`` that names `null`, `success`, `futility`, `efficacy` or the looks.
    public init(
        prior: BetaPrior, null: Double, success: Double, futility: Double, efficacy: Double = 1,
        schedule: LookSchedule
    ) throws(StatisticsError) {
        let named = [("null", null), ("success", success)]
        for (name, value) in named where !(value > 0 && value < 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number between 0 and 1")
        }
        guard futility >= 0, futility < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "futility", "futility is \(futility); expected a number from 0 to below 1")
        }
        guard efficacy > futility, efficacy <= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "efficacy",
                "efficacy is \(efficacy); expected a number above that of futility, 1 at most")
        }
        let end = schedule.maximum
        let rule = try BinaryRule(standard: .fixed(null), cutoff: success)
        let posterior = { (count: Int) in rule.probability(prior.posterior(events: count, of: end)) }
        guard let successAt = (0...end).first(where: { rule.isAbove(posterior($0)) }) else {
            throw StatisticsError(
                .invalidValue, argument: "success",
                "success is \(success), which \(end) events of \(end) do not reach; expected less than \(posterior(end))"
            )
        }
        let predictive = PredictiveProbabilities(prior: prior, maximum: end, successAt: successAt)
        let looks = Self.looks(predictive, futility, efficacy, schedule.looks.filter { $0 < end })
        self.prior = prior
        self.null = null
        self.success = success
        self.futility = futility
        self.efficacy = efficacy
        self.successAt = successAt
        self.looks = looks
        boundary = try Self.boundary(looks, successAt, end)
    }

    /// The looks and, at the end, success or not.
    private static func boundary(_ looks: [Look], _ successAt: Int, _ end: Int) throws(StatisticsError)
        -> BinaryBoundary
    {
        let last = BinaryBoundary.Look(
            subjects: end, stopAt: successAt, stopAtMost: successAt > 0 ? successAt - 1 : nil)
        let before = looks.map {
            BinaryBoundary.Look(subjects: $0.subjects, stopAt: $0.stopAt, stopAtMost: $0.stopAtMost)
        }
        return try BinaryBoundary(looks: before + [last], maximum: end)
    }

    private static func looks(
        _ predictive: PredictiveProbabilities, _ futility: Double, _ efficacy: Double, _ subjects: [Int]
    ) -> [Look] {
        var many = CountBound { predictive.value($0, of: $1) > efficacy }
        var goingOn = CountBound { predictive.value($0, of: $1) >= futility }
        return subjects.map { n in
            let stops = StoppingCounts(
                subjects: n, many: many.advance(to: n), goingOn: goingOn.advance(to: n))
            return Look(
                subjects: n, stopAtMost: stops.stopAtMost,
                predictiveAtMost: stops.stopAtMost.map { predictive.value($0, of: n) }, stopAt: stops.stopAt,
                predictive: stops.stopAt.map { predictive.value($0, of: n) })
        }
    }

    /// The range of θ_T that makes the same success: from the posterior probability of r − 1 events to that of r.
    public var equivalentSuccess: (from: Double, below: Double) {
        let posterior = { prior.posterior(events: $0, of: boundary.maximum).probabilityAbove(null) }
        return (successAt > 0 ? posterior(successAt - 1) : 0, posterior(successAt))
    }

    /// PP after `events` among `subjects`.
    ///
    /// - Throws: ``StatisticsError`` that names `events` or `subjects`.
    public func predictiveProbability(events: Int, of subjects: Int) throws(StatisticsError) -> Double {
        guard (0...boundary.maximum).contains(subjects) else {
            throw StatisticsError(
                .invalidValue, argument: "subjects",
                "subjects is \(subjects); expected a count in 0...\(boundary.maximum)")
        }
        guard (0...subjects).contains(events) else {
            throw StatisticsError(
                .invalidValue, argument: "events", "events is \(events); expected a count in 0...\(subjects)")
        }
        return PredictiveProbabilities(prior: prior, maximum: boundary.maximum, successAt: successAt)
            .value(events, of: subjects)
    }

    /// What the design does where the rate is the given one, exactly; `stopForMany` is the probability of a success.
    ///
    /// - Throws: ``StatisticsError`` that names `rate`, which must be in 0...1.
    public func operatingCharacteristics(rate: Double) throws(StatisticsError) -> BinaryOperatingCharacteristics {
        try boundary.operatingCharacteristics(rate: rate)
    }
}

/// PP(x, n) of a trial of N that needs r events.
struct PredictiveProbabilities {
    let prior: BetaPrior
    let maximum: Int
    let successAt: Int

    func value(_ events: Int, of subjects: Int) -> Double {
        let rest = BetaBinomialCounts(
            subjects: maximum - subjects, belief: prior.posterior(events: events, of: subjects))
        return rest.upperTail(from: successAt - events)
    }
}
