import TrialNumerics

/// The predictive-probability designs that keep a type I error and a power, with the fewest patients where the treatment does nothing.
///
/// For each N and each count r that may be a success, the largest θ_L that keeps the power: a larger one stops more often, so it has
/// the least E[N | p₀] and the least type I error of all with this N and r.
///
/// ```swift
/// let search = try PredictiveDesignSearch(null: 0.2, alternative: 0.4, alpha: 0.1, power: 0.9, sizes: 30...40, first: 10)
/// search.leastExpected?.characteristics.expectedSubjects
/// ```
///
/// ## References
/// Lee & Liu, *Clin Trials* 5 (2008) 93–106, section 2.3.
public struct PredictiveDesignSearch: Sendable {
    /// A design that keeps the type I error and the power.
    public struct Candidate: Sendable {
        /// The design; its θ_L and θ_T are in the middle of those that are the same design.
        public let design: PredictiveProbabilityDesign
        /// The type I error, at p₀.
        public let typeOneError: Double
        /// The power, at p₁.
        public let power: Double
        /// What it does at p₀.
        public let characteristics: BinaryOperatingCharacteristics
    }

    /// The best design of each size that has one, by size.
    public let candidates: [Candidate]

    /// The design with the fewest patients at most.
    public var leastMaximum: Candidate? { candidates.first }

    /// The design with the least E[N | p₀].
    public var leastExpected: Candidate? {
        candidates.min { $0.characteristics.expectedSubjects < $1.characteristics.expectedSubjects }
    }

    /// A search over sizes.
    ///
    /// - Parameters:
    ///   - null: p₀.
    ///   - alternative: p₁, above p₀.
    ///   - alpha: the largest type I error.
    ///   - power: the least power.
    ///   - prior: the belief before the trial; Beta(p₀, 1 − p₀) by default, as in the paper.
    ///   - efficacy: θ_U; 1, no stop for efficacy, by default.
    ///   - sizes: N.
    ///   - first: the subjects at the first look.
    ///   - cohort: the subjects from look to look.
    /// - Throws: ``StatisticsError`` that names the argument.
    public init(
        null: Double, alternative: Double, alpha: Double, power: Double, prior: BetaPrior? = nil, efficacy: Double = 1,
        sizes: ClosedRange<Int>, first: Int, cohort: Int = 1
    ) throws(StatisticsError) {
        for (name, value) in [("null", null), ("alternative", alternative), ("alpha", alpha), ("power", power)]
        where !(value > 0 && value < 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number between 0 and 1")
        }
        guard alternative > null else {
            throw StatisticsError(
                .invalidValue, argument: "alternative",
                "alternative is \(alternative); expected a rate above that of no interest, \(null)")
        }
        guard first >= 1, first < sizes.lowerBound else {
            throw StatisticsError(
                .invalidValue, argument: "first",
                "first is \(first); expected a count in 1...\(sizes.lowerBound - 1), less than the trial")
        }
        guard cohort >= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "cohort", "cohort is \(cohort); expected a count of at least 1")
        }
        let largest = cohort < 5 ? 150 : 250
        guard sizes.upperBound <= largest else {
            throw StatisticsError(
                .invalidValue, argument: "sizes",
                "sizes end at \(sizes.upperBound); expected at most \(largest) with cohorts of \(cohort): the work grows with the fourth power"
            )
        }
        let goal = Goal(null: null, alternative: alternative, alpha: alpha, power: power, efficacy: efficacy)
        var belief = try BetaPrior(alpha: null, beta: 1 - null)
        if let prior { belief = prior }
        var found: [Candidate] = []
        for size in sizes {
            let looks = Array(stride(from: first, to: size, by: cohort))
            if let best = try Self.best(goal, belief, LookSchedule(looks: looks, maximum: size)) { found.append(best) }
        }
        candidates = found
    }

    private struct Goal {
        let null, alternative, alpha, power, efficacy: Double
    }

    /// The design of a size with the least E[N | p₀].
    private static func best(
        _ goal: Goal, _ prior: BetaPrior, _ schedule: LookSchedule
    ) throws(StatisticsError) -> Candidate? {
        var best: Candidate?
        for successAt in try plausibleSuccesses(goal, schedule.maximum) {
            guard let candidate = try candidate(goal, prior, schedule, successAt) else { continue }
            let size = candidate.characteristics.expectedSubjects
            if size < best?.characteristics.expectedSubjects ?? .infinity { best = candidate }
        }
        return best
    }

    /// The counts that keep the power where nothing stops early; without a stop for efficacy, futility can only lower it.
    private static func plausibleSuccesses(_ goal: Goal, _ size: Int) throws(StatisticsError) -> [Int] {
        guard let binomial = try? Binomial(trials: size, probability: goal.alternative) else { return [] }
        return (1...size).filter { goal.efficacy < 1 || binomial.upperTail(at: $0 - 1) >= goal.power }
    }

    /// The design of a size and a success with the largest θ_L that keeps the power, if it keeps α too.
    private static func candidate(
        _ goal: Goal, _ prior: BetaPrior, _ schedule: LookSchedule, _ successAt: Int
    ) throws(StatisticsError) -> Candidate? {
        let end = schedule.maximum
        let posterior = { prior.posterior(events: $0, of: end).probabilityAbove(goal.null) }
        let success = (posterior(successAt - 1) + posterior(successAt)) / 2
        guard success > 0, success < 1, posterior(successAt) - success > 1e-11 else { return nil }
        let predictive = PredictiveProbabilities(prior: prior, maximum: end, successAt: successAt)
        let steps = Array(
            Set(schedule.looks.flatMap { n in (0...min(n, successAt)).map { predictive.value($0, of: n) } })
        ).filter { $0 > 0 && $0 < min(goal.efficacy, 1) }.sorted()
        // θ_L between the values that PP can have: step k stops the k smallest of them.
        func cutoff(_ k: Int) -> Double {
            k == 0 ? 0 : k < steps.count ? (steps[k - 1] + steps[k]) / 2 : (steps[k - 1] + min(goal.efficacy, 1)) / 2
        }
        func design(_ k: Int) throws(StatisticsError) -> PredictiveProbabilityDesign {
            try PredictiveProbabilityDesign(
                prior: prior, null: goal.null, success: success, futility: cutoff(k), efficacy: goal.efficacy,
                schedule: schedule)
        }
        func hasPower(_ k: Int) throws(StatisticsError) -> Bool {
            try design(k).operatingCharacteristics(rate: goal.alternative).stopForMany >= goal.power
        }
        guard !steps.isEmpty, try hasPower(0) else { return nil }
        var (low, high) = (0, steps.count + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if try hasPower(middle) { low = middle } else { high = middle }
        }
        let chosen = try design(low)
        let atNull = try chosen.operatingCharacteristics(rate: goal.null)
        guard atNull.stopForMany <= goal.alpha else { return nil }
        return Candidate(
            design: chosen, typeOneError: atNull.stopForMany,
            power: try chosen.operatingCharacteristics(rate: goal.alternative).stopForMany, characteristics: atNull)
    }
}
