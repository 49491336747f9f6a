import TrialNumerics

/// The continual reassessment method: one curve through all doses, learnt from all patients.
///
/// ```
/// pⱼ(β) = sⱼ^exp(β) or logit pⱼ(β) = 3 + exp(β)(logit sⱼ − 3),   β ~ N(0, σ²),   L(β) = Π pⱼ^xⱼ (1 − pⱼ)^(nⱼ − xⱼ)
/// next dose: the one with pⱼ(E[β | data]) closest to the target
/// ```
///
/// No untried dose is skipped on the way up, the dose is not raised where the rate seen at it exceeds the target, and the trial ends where the
/// lowest dose very probably exceeds it.
///
/// ```swift
/// let design = try ContinualReassessment(target: 0.25, skeleton: DoseSkeleton([0.05, 0.12, 0.25, 0.4, 0.55]))
/// design.posterior(of: record).rates
/// ```
///
/// ## Validated against
/// SciPy's adaptive quadrature (`Validation/Python/dose-finding.json`).
///
/// ## References
/// O'Quigley, Pepe & Fisher, *Biometrics* 46 (1990) 33–48. Cheung, *Dose Finding by the Continual Reassessment Method* (2011). R `dfcrm::crm`.
public struct ContinualReassessment: DoseEscalationDesign, Hashable {
    /// What the data say.
    public struct Posterior: Sendable, Hashable {
        /// E[β | data].
        public let mean: Double
        /// The standard deviation of β.
        public let standardDeviation: Double
        /// pⱼ(E[β | data]), which the decisions are made by.
        public let rates: [Double]
        /// E[pⱼ(β) | data].
        public let meanRates: [Double]
        /// P(pⱼ(β) > target | data).
        public let exceedances: [Double]
    }

    /// The target probability of toxicity.
    public let toxicityTarget: Double
    /// The rates at β = 0.
    public let skeleton: DoseSkeleton
    /// The model.
    public let model: DoseToxicityModel
    /// σ, the standard deviation of β before the trial.
    public let spread: Double
    /// The probability of exceeding the target above which the lowest dose ends the trial; nil where nothing does.
    public let safety: Double?
    private let grid: ReassessmentGrid

    /// The target probability of toxicity.
    public var target: Double? { toxicityTarget }

    /// A design.
    ///
    /// - Parameters:
    ///   - target: the target probability of toxicity.
    ///   - skeleton: the rates at β = 0.
    ///   - model: the power model by default.
    ///   - variance: σ²; 1.34 by default, as in the literature and dfcrm.
    ///   - safety: 0.95 by default.
    /// - Throws: ``StatisticsError`` that names `target`, `variance` or `safety`.
    public init(
        target: Double, skeleton: DoseSkeleton, model: DoseToxicityModel = .power, variance: Double = 1.34,
        safety: Double? = 0.95
    ) throws(StatisticsError) {
        guard target > 0, target < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "target", "target is \(target); expected a number between 0 and 1")
        }
        guard variance >= 0.01, variance <= 25 else {
            throw StatisticsError(
                .invalidValue, argument: "variance", "variance is \(variance); expected a number in 0.01...25")
        }
        if let safety, !(safety > 0 && safety < 1) {
            throw StatisticsError(
                .invalidValue, argument: "safety", "safety is \(safety); expected a number between 0 and 1")
        }
        toxicityTarget = target
        self.skeleton = skeleton
        self.model = model
        spread = variance.squareRoot()
        self.safety = safety
        grid = ReassessmentGrid(skeleton.rates, model, spread: variance.squareRoot())
    }

    /// The belief after the data.
    public func posterior(of record: DoseRecord) -> Posterior {
        let weights = grid.weights(record)
        let total = weights.reduce(0, +)
        let mean = grid.mean(of: weights)
        let variance = zip(grid.betas, weights).map { ($0 - mean) * ($0 - mean) * $1 }.reduce(0, +) / total
        return Posterior(
            mean: mean, standardDeviation: variance.squareRoot(),
            rates: skeleton.rates.map { Elementary.exponential(model.logRate($0, mean)) },
            meanRates: grid.logRates.map { logs in
                zip(logs, weights).map { Elementary.exponential($0) * $1 }.reduce(0, +) / total
            },
            exceedances: skeleton.rates.map { exceedance(of: $0, record) })
    }

    /// P(p(β) > target) of a dose: the part of the posterior below the β at which the dose has the target.
    private func exceedance(of rate: Double, _ record: DoseRecord) -> Double {
        let end = grid.betas.last ?? 0
        let turn = min(max(model.parameter(at: toxicityTarget, rate), -end), end)
        let density = grid.density(record, skeleton.rates, model, spread: spread)
        func part(_ range: ClosedRange<Double>) -> Double {
            AdaptiveQuadrature(of: density, in: range, tolerance: 1e-13, pieces: 12).value
        }
        let (below, above) = (part(-end...turn), part(turn...end))
        return below / (below + above)
    }

    /// The dose whose rate at the mean of β is closest to the target.
    private func closest(_ mean: Double, among doses: Range<Int>) -> Int? {
        let distance = { (dose: Int) in
            abs(Elementary.exponential(model.logRate(skeleton.rates[dose], mean)) - toxicityTarget)
        }
        return doses.min { distance($0) < distance($1) }
    }

    /// Whether the lowest dose ends the trial; by the grid where that is plain, else by quadrature.
    private func isTooToxic(_ record: DoseRecord, _ weights: [Double]) -> Bool {
        guard let safety, record.subjects > 0 else { return false }
        let turn = model.parameter(at: toxicityTarget, skeleton.rates[0])
        let share = grid.shares(of: weights, below: turn)
        if share.lower > safety + 1e-3 { return true }
        if share.upper < safety - 1e-3 { return false }
        return exceedance(of: skeleton.rates[0], record) > safety
    }

    /// What happens after the last cohort.
    public func step(after record: DoseRecord) -> DoseStep {
        let current = record.current
        guard record.subjects > 0 else { return .treat(current) }
        let weights = grid.weights(record)
        if isTooToxic(record, weights) { return .tooToxic }
        let wanted = closest(grid.mean(of: weights), among: 0..<skeleton.rates.count) ?? current
        guard wanted > current else { return .treat(wanted) }
        let seen = Double(record.toxicities[current]) / Double(max(1, record.treated[current]))
        let tried = record.treated.lastIndex { $0 > 0 } ?? 0
        return .treat(seen > toxicityTarget ? current : min(wanted, max(current, tried) + 1))
    }

    /// The dose that is found: of those tried, the one with the rate closest to the target.
    public func selection(from record: DoseRecord) -> Int? {
        guard let tried = record.treated.lastIndex(where: { $0 > 0 }) else { return nil }
        let weights = grid.weights(record)
        return isTooToxic(record, weights) ? nil : closest(grid.mean(of: weights), among: 0..<(tried + 1))
    }
}

extension DoseToxicityModel {
    /// log p(β) of the dose with the rate s at β = 0.
    func logRate(_ s: Double, _ beta: Double) -> Double {
        switch self {
        case .power: Elementary.exponential(beta) * Elementary.logarithm(s)
        case .logistic: -Self.logarithmOfOnePlusExponential(-logit(s, beta))
        }
    }

    /// log(1 − p(β)).
    func logComplement(_ s: Double, _ beta: Double) -> Double {
        switch self {
        case .power: Elementary.logarithm(-Elementary.exponentialLessOne(logRate(s, beta)))
        case .logistic: -Self.logarithmOfOnePlusExponential(logit(s, beta))
        }
    }

    /// The β at which the dose has the rate p.
    func parameter(at p: Double, _ s: Double) -> Double {
        switch self {
        case .power: return Elementary.logarithm(Elementary.logarithm(p) / Elementary.logarithm(s))
        case .logistic:
            let ratio = (Self.logit(p) - Self.intercept) / (Self.logit(s) - Self.intercept)
            // Beyond the intercept no β reaches the rate.
            return ratio > 0 ? Elementary.logarithm(ratio) : -.infinity
        }
    }

    private func logit(_ s: Double, _ beta: Double) -> Double {
        Self.intercept + Elementary.exponential(beta) * (Self.logit(s) - Self.intercept)
    }

    private static func logit(_ p: Double) -> Double { Elementary.logarithm(p / (1 - p)) }

    private static func logarithmOfOnePlusExponential(_ x: Double) -> Double {
        x > 30 ? x : Elementary.logarithm(1 + Elementary.exponential(x))
    }
}
