import TrialNumerics

/// Logistic regression of a yes-or-no outcome by maximum likelihood, or with Firth's penalty.
///
/// Models the log odds of the outcome as a linear function of covariates x. Its commonest use here is the propensity score, the
/// probability of being in one of two groups.
///
/// ```
/// log(π/(1 − π)) = α + βᵀx,    odds ratio of one unit of xₖ = exp(βₖ)
/// ```
///
/// ```swift
/// let model = try LogisticRegression([true, true, false, true, false, false], covariates: CovariateMatrix(["x": [1, 1, 1, 0, 0, 0]]))
/// model.coefficients[0]          // log((2/1)/(1/2)) = log 4
/// ```
///
/// ## Edge cases
/// A covariate that is constant or a combination of others has no coefficient and is named in ``aliases``; it changes no probability.
/// Where covariates separate the outcomes the maximum lies at infinity: ``convergence`` says `.separated` and names them, and there are
/// neither coefficients nor probabilities. Firth's penalty has an answer there.
///
/// ## Validated against
/// R `glm(family = binomial)`, and Firth's equations solved in base R (`Validation/R/baseline-balance.json`).
///
/// ## References
/// Albert & Anderson, *Biometrika* 71 (1984) 1–10 (separation). Firth, *Biometrika* 80 (1993) 27–38; Heinze & Schemper, *Stat Med* 21
/// (2002) 2409–2419. R `glm`, `logistf`, SAS `PROC LOGISTIC`.
public struct LogisticRegression: Sendable {
    /// What is maximised besides the likelihood.
    public enum Penalty: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case none
        /// ½ log det I, Jeffreys' prior: finite even where the outcomes are separated.
        case firth
    }

    /// How the search for the maximum ended.
    public enum Convergence: Sendable, Hashable {
        /// At the maximum.
        case converged
        /// Not at a maximum after the most iterations allowed.
        case notConverged
        /// These covariates, by their indices, separate the outcomes: the likelihood grows for ever along them.
        case separated(covariates: [Int])
    }

    /// A covariate that others determine.
    public struct Alias: Sendable, Hashable {
        /// Its index.
        public let covariate: Int
        /// The covariates that it is a combination of; none where it is constant.
        public let others: [Int]
    }

    /// The names of the covariates.
    public let names: [String]
    /// The number of observations.
    public let count: Int
    /// The number of observations with the outcome.
    public let eventCount: Int
    /// What is maximised besides the likelihood.
    public let penalty: Penalty
    /// How the search ended.
    public let convergence: Convergence
    /// The number of Newton steps taken.
    public let iterations: Int
    /// The covariates without a coefficient of their own.
    public let aliases: [Alias]
    /// α; absent where the search did not converge.
    public let intercept: Double?
    /// β; an element is absent where the covariate is an alias, all where the search did not converge.
    public let coefficients: [Double?]
    /// The standard error of α.
    public let interceptStandardError: Double?
    /// The standard errors of β, from the information.
    public let standardErrors: [Double?]
    /// log L at the maximum, without any penalty; absent where the search did not converge.
    public let logLikelihood: Double?
    /// log L of the model without covariates.
    public let logLikelihoodNull: Double
    /// π of each observation; none where the search did not converge.
    public let probabilities: [Double]

    /// −2 log L.
    public var deviance: Double? { logLikelihood.map { -2 * $0 } }
    /// −2 log L of the model without covariates.
    public var nullDeviance: Double { -2 * logLikelihoodNull }

    /// The likelihood-ratio test of β = 0; absent under a penalty and where the search did not converge.
    public var likelihoodRatioTest: ChiSquaredTest? {
        guard penalty == .none, let logLikelihood, names.count > aliases.count else { return nil }
        return ChiSquaredTest(
            statistic: max(0, 2 * (logLikelihood - logLikelihoodNull)), degreesOfFreedom: names.count - aliases.count)
    }

    /// exp(β) with Wald limits; absent where the coefficient is, or where a limit is too large for a number.
    public func oddsRatio(of index: Int, level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        guard let coefficient = coefficients[index], let error = standardErrors[index] else {
            return .absent("there is no coefficient")
        }
        let limits = [-1.0, 1].map { Elementary.exponential(coefficient + $0 * level.normalQuantile * error) }
        guard limits[1].isFinite else { return .absent("the limits are too large for a number") }
        return IntervalEstimate(Elementary.exponential(coefficient), limits[0], limits[1], reason: nil)
    }

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - outcomes: whether each observation has the outcome.
    ///   - covariates: one row an observation.
    ///   - penalty: what is maximised besides the likelihood.
    /// - Throws: ``StatisticsError`` for lengths that differ, or where all observations have the same outcome.
    /// - Complexity: O(i n p²) for i iterations, usually 4 to 6.
    public init(
        _ outcomes: [Bool], covariates: CovariateMatrix, penalty: Penalty = .none
    ) throws(StatisticsError) {
        guard covariates.count == outcomes.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "covariates",
                "covariates has \(covariates.count) rows; expected \(outcomes.count), one for each outcome")
        }
        let events = outcomes.reduce(0) { $0 + ($1 ? 1 : 0) }
        guard events > 0, events < outcomes.count else {
            throw StatisticsError(
                .noEvents, argument: "outcomes",
                "outcomes are all \(events > 0); expected both true and false")
        }
        let design = LogisticDesign(covariates)
        var likelihood = LogisticLikelihood(outcomes, design, penalty: penalty)
        let search = LogisticSearch(&likelihood, eventShare: Double(events) / Double(outcomes.count))
        names = covariates.names
        count = outcomes.count
        eventCount = events
        self.penalty = penalty
        iterations = search.iterations
        aliases = design.aliases
        logLikelihoodNull = search.logLikelihoodNull
        switch search.end {
        case .maximum(let beta, let covariance, let logLikelihood):
            convergence = .converged
            let unscaled = design.unscaled(beta, covariance)
            intercept = unscaled.intercept
            interceptStandardError = unscaled.interceptError
            coefficients = unscaled.coefficients
            standardErrors = unscaled.errors
            self.logLikelihood = logLikelihood
            probabilities = likelihood.probabilities
        case .separated, .none:
            if case .separated(let columns) = search.end {
                convergence = .separated(covariates: columns.map { design.kept[$0] })
            } else {
                convergence = .notConverged
            }
            intercept = nil
            interceptStandardError = nil
            coefficients = covariates.names.map { _ in nil }
            standardErrors = coefficients
            logLikelihood = nil
            probabilities = []
        }
    }
}
