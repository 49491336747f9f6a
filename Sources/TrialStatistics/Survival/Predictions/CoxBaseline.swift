/// The baseline hazard of a Cox model, by stratum, with all that predictions and their limits need.
///
/// Estimates the cumulative hazard H₀ₛ(t) of an observation with chosen covariates in each stratum s. With weights wᵢ,
/// risks rᵢ = wᵢ exp(βᵀxᵢ), R and D those at risk and those who die at an event time, W the weight of the d deaths:
///
/// ```
/// Breslow  dH = W / Σ_R r
/// Efron    dH = (W/d) Σ_{k<d} 1 / (Σ_R r − (k/d) Σ_D r)
/// H(t | x) = Σ_{tⱼ ≤ t} dHⱼ · exp(βᵀx)
/// ```
///
/// Everything is kept as logarithms and means, so that no covariate however large overflows or underflows:
/// log H, the mean m(t) = ∫ x̄ dH / H of the covariates of those at risk, and v(t) = ∫ dN/(Σr)² / H², with which
///
/// ```
/// var log H(t | x) = v(t) + (x − m(t))ᵀ V (x − m(t))
/// ```
///
/// V is the covariance of β, the robust one where the model has it.
///
/// ```swift
/// let baseline = try CoxBaseline(model, followUp, covariates: matrix)
/// baseline?.curve(of: [1, 60])?.survival(at: 12)
/// ```
///
/// ## Edge cases
/// A model that lacks a coefficient (separated data, no convergence) has no baseline: `nil`. A stratum without events has a
/// hazard of 0. Past the last time of a stratum nothing is known and nothing is given.
///
/// ## Validated against
/// R survival 3.5-3, `basehaz` and `survfit.coxph` (`Validation/R/cox-prediction.json`); fractions by hand; a
/// direct O(n²) version.
///
/// ## References
/// Breslow, *JRSS B* 34 (1972) 216–217. Tsiatis, *Ann Statist* 9 (1981) 93–108. Therneau & Grambsch, *Modeling
/// Survival Data*, 2000, §10.2, eq. 10.10–10.14. R chooses the estimator by the ties of the model (`ctype`), as here; SAS `BASELINE`
/// takes Breslow's with `METHOD=CH`, and a product-limit one by default.
public struct CoxBaseline: Sendable {
    /// What an event time with several deaths adds to the hazard.
    public enum Estimator: String, Sendable, Hashable, CaseIterable {
        /// The deaths all face the whole risk set; for ties other than Efron's.
        case breslow
        /// The deaths leave the risk set one after the other on average; for Efron's ties.
        case efron
    }

    /// The hazard of one stratum: a step function that rises at each event time.
    public struct Stratum: Sendable {
        /// The level of the strata; absent without strata.
        public let name: String?
        /// The distinct event times, ascending.
        public let times: [Double]
        /// The longest follow-up, past which nothing is known.
        public let lastTime: Double
        /// The number of observations at risk just before each event time, unweighted.
        public let atRisk: [Int]
        /// The number of events at each event time, unweighted.
        public let events: [Int]
        /// log H at each event time, for covariates at ``CoxBaseline/centre``.
        let logHazard: [Double]
        /// v at each event time.
        let variance: [Double]
        /// m at each event time less the centre, one row of as many numbers as there are covariates.
        let means: [Double]

        /// The index of the last event time at or before a time; nil where there is none.
        func step(at time: Double) -> Int? {
            var low = -1
            var high = times.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if times[middle] <= time { low = middle } else { high = middle }
            }
            return low < 0 ? nil : low
        }
    }

    /// Where the covariates of a baseline stand.
    public enum Reference: String, Sendable, Hashable, CaseIterable {
        /// All covariates 0: R's `basehaz(centered = FALSE)`.
        case zero
        /// The weighted means of the rows, but 0 for covariates that are −1, 0 and 1 alone: R's `fit$means`, its default
        /// (where entry is delayed R leaves the weights out of them).
        case sample
    }

    /// How tied events add to the hazard.
    public let estimator: Estimator
    /// The names of the covariates.
    public let names: [String]
    /// β.
    public let coefficients: [Double]
    /// V, the covariance of β row by row, the robust one where the model has it.
    public let covariance: [Double]
    /// The strata, in the order of their levels; one without a name where there are none.
    public let strata: [Stratum]
    /// R's means of the covariates: see ``Reference/sample``.
    public let means: [Double]
    /// The weighted means of all covariates, at which the hazards are kept.
    let centre: [Double]

    /// The baseline of a model on the data it was fitted to.
    ///
    /// - Parameters:
    ///   - model: the fitted model.
    ///   - followUp: the follow-up it was fitted to.
    ///   - covariates: the covariates it was fitted to.
    ///   - strata: the strata it was fitted with.
    ///   - offset: what was added to βᵀx of each observation, where anything was.
    ///   - estimator: how tied events add to the hazard; by default as the ties of the model.
    /// - Returns: `nil` where the model lacks a coefficient.
    /// - Throws: ``StatisticsError`` for lengths that differ.
    /// - Complexity: O(n log n + n·p), and O(p) memory for each event time.
    public init?(
        _ model: CoxRegression, _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil,
        offset: [Double]? = nil, estimator: Estimator? = nil
    ) throws(StatisticsError) {
        guard covariates.count == followUp.count else {
            throw .length("covariates", covariates.count, expected: followUp.count)
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        if let offset, offset.count != followUp.count {
            throw .length("offset", offset.count, expected: followUp.count)
        }
        guard covariates.columns.count == model.names.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "covariates",
                "covariates has \(covariates.columns.count) columns; expected \(model.names.count), those of the model")
        }
        let beta = model.coefficients.compactMap(\.self)
        guard beta.count == model.names.count else { return nil }
        self.estimator = estimator ?? (model.ties == .efron ? .efron : .breslow)
        names = model.names
        coefficients = beta
        covariance = model.robustCovariance ?? model.covariance
        centre = covariates.columns.map { Self.mean($0, followUp.weights) }
        means = zip(covariates.columns, centre).map { column, mean in
            column.allSatisfy { $0 == 0 || $0 == 1 || $0 == -1 } ? 0 : mean
        }
        self.strata =
            BaselineSweep(
                followUp, covariates, strata, offset, coefficients: beta, centre: centre, estimator: self.estimator
            ).strata
    }

    private static func mean(_ column: [Double], _ weights: [Double]?) -> Double {
        guard let weights else { return column.reduce(0, +) / Double(column.count) }
        let total = weights.reduce(0, +)
        return total > 0 ? zip(column, weights).reduce(0) { $0 + $1.0 * $1.1 } / total : 0
    }
}

extension CoxBaseline {
    /// The stratum of a level; the only one where no name is given and there is only one.
    public func stratum(_ name: String? = nil) -> Stratum? {
        guard let name else { return strata.count == 1 ? strata[0] : nil }
        return strata.first { $0.name == name }
    }

    /// The covariates at a reference.
    public func covariates(at reference: Reference) -> [Double] {
        switch reference {
        case .zero: [Double](repeating: 0, count: names.count)
        case .sample: means
        }
    }

    /// βᵀx + offset, less βᵀ of the centre.
    func centredPredictor(_ covariates: [Double], offset: Double = 0) -> Double {
        var sum = offset
        for index in coefficients.indices { sum += coefficients[index] * (covariates[index] - centre[index]) }
        return sum
    }

    /// The curve of an observation with these covariates.
    ///
    /// - Parameters:
    ///   - covariates: x, in the order of ``names``.
    ///   - name: the level of the strata it belongs to; needed where there are several.
    ///   - offset: what is added to βᵀx.
    /// - Returns: `nil` where there is no such stratum, or not as many covariates as the model has.
    public func curve(of covariates: [Double], stratum name: String? = nil, offset: Double = 0) -> CoxPredictedCurve? {
        guard covariates.count == names.count, let stratum = stratum(name) else { return nil }
        return CoxPredictedCurve(self, stratum, covariates, offset: offset)
    }
}
