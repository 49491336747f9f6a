import TrialNumerics

/// Cox's proportional-hazards regression by partial likelihood.
///
/// Models the hazard of an observation with covariates x in stratum s as h₀ₛ(t)·exp(βᵀx), with no assumption on h₀ₛ,
/// and estimates β by Newton's method on the log partial likelihood, which is concave.
///
/// ```
/// h(t | x, s) = h₀ₛ(t) exp(βᵀx),    hazard ratio of one unit of xₖ = exp(βₖ)
/// ```
///
/// ```swift
/// let model = try CoxRegression(followUp, covariates: CovariateMatrix(["arm[B]": isArmB]), strata: stage)
/// model.hazardRatio(of: 0)  // estimate and limits
/// ```
///
/// ## Edge cases
/// No events, or a covariate that is constant or a combination of others among those at risk: an error that names it.
/// Monotone likelihood (the events can be separated by the covariates): the coefficients that run to infinity are
/// absent and named in ``convergence``; the likelihoods and their ratio test remain right. Observations of weight 0
/// and strata without events contribute nothing.
///
/// ## Validated against
/// R survival 3.5-3 (`Validation/R/cox.json`); Therneau & Grambsch 2000, appendix E, by hand; an independent O(n²) version.
///
/// ## References
/// Cox, *JRSS B* 34 (1972) 187–220. Therneau & Grambsch, *Modeling Survival Data*, 2000, ch. 3. R `survival::coxph`
/// (ties Efron by default), SAS `PROC PHREG` (ties Breslow by default).
public struct CoxRegression: Sendable {
    /// What to do with events at the same time.
    public enum Ties: String, Sendable, Hashable, CaseIterable {
        /// Averages over the orders in which the tied events may have happened, closely; R's default.
        case efron
        /// Keeps all tied events in the risk set of each; SAS's default, and biased to 0 where ties are heavy.
        case breslow
        /// Time is discrete and tied events are a set drawn from the risk set: R's `"exact"`, SAS's `DISCRETE`.
        ///
        /// exp(β) is then a ratio of odds, not of hazards. Weights are numbers of persons and must be whole.
        case discrete
        /// Time is continuous and ties come from rounding: the sum over all orders of the tied events, SAS's `EXACT`.
        ///
        /// R has no such thing. Weights are numbers of persons and must be whole.
        case exact
    }

    /// How the search for the maximum ended.
    public enum Convergence: Sendable, Hashable {
        /// At the maximum.
        case converged
        /// Not at a maximum after the most iterations allowed; no coefficient is given.
        case notConverged
        /// The likelihood grows for ever along some of these covariates, given by their indices, and leaves the others of
        /// them undetermined.
        case monotoneLikelihood(covariates: [Int])
    }

    /// How tied events were treated.
    public let ties: Ties
    /// The names of the covariates.
    public let names: [String]
    /// The number of observations, without those of weight 0.
    public let count: Int
    /// The number of events, without those of weight 0.
    public let eventCount: Int
    /// How the search for the maximum ended.
    public let convergence: Convergence
    /// The number of Newton steps taken.
    public let iterations: Int
    /// β; an element is absent where the maximum lies at infinity.
    public let coefficients: [Double?]
    /// For each coefficient the sign of the infinity that it runs to, where it does.
    public let divergence: [FloatingPointSign?]
    /// The covariance of β from the information, row by row; only elements of coefficients that are present mean anything.
    public let covariance: [Double]
    /// The largest element of the score at the end, as a share of its standard error.
    public let scaledScore: Double
    /// log L at β = 0, without any penalty.
    public let logLikelihoodNull: Double
    /// log L at the maximum, without any penalty; its supremum where the likelihood is monotone.
    public let logLikelihood: Double
    /// What is maximised besides log L.
    public let penalty: CoxPenalty
    /// The penalised log L at β = 0, where there is a penalty.
    public let penalizedLogLikelihoodNull: Double?
    /// The penalised log L at its maximum, where there is a penalty.
    public let penalizedLogLikelihood: Double?
    /// Rao's score test of β = 0; for one group factor without ties, the log-rank test. Without Firth's penalty even
    /// where the model has it; absent under a ridge.
    public let scoreTest: ChiSquaredTest?
    /// The likelihood-ratio test of β = 0, of the penalised likelihoods under Firth's penalty; under a ridge see ``ridge``.
    public let likelihoodRatioTest: ChiSquaredTest?
    /// Wald's test of β = 0, by the robust covariance where it was asked for; absent where a coefficient is, or a ridge.
    public let waldTest: ChiSquaredTest?
    /// The robust covariance of β, where it was asked for, row by row.
    public let robustCovariance: [Double]?
    /// For each observation the events it had less those it was expected to have.
    public let martingaleResiduals: [Double]
    /// Limits and tests by the profile of the likelihood, in the order asked for.
    public let profiles: [Profile]
    /// The likelihood-ratio tests of groups of coefficients, in the order asked for.
    public let groupTests: [ChiSquaredTest?]
    /// How far the ridge holds the coefficients, where there is one.
    public let ridge: Ridge?

    /// Fits the model.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights.
    ///   - covariates: one row an observation.
    ///   - strata: groups with a baseline hazard each.
    ///   - ties: what to do with events at one time.
    ///   - penalty: what is maximised besides the likelihood.
    ///   - offset: for each observation a known part of βᵀx, whose coefficient is 1.
    ///   - profile: which limits and tests to take from the profile of the likelihood; none by default.
    ///   - robust: whose residuals are summed for a robust variance; none by default.
    /// - Throws: ``StatisticsError`` for lengths that differ, no events, or covariates that are constant or collinear.
    /// - Complexity: O(n log n + i·n·p²) for i iterations, usually 4 to 6; a profile limit takes about 5 such fits.
    public init(
        _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil, ties: Ties = .efron,
        penalty: CoxPenalty = .none, offset: [Double]? = nil, profile: CoxProfile? = nil,
        robust: RobustVariance? = nil
    ) throws(StatisticsError) {
        let request = Request(
            names: covariates.names, rowCount: followUp.count, ties: ties, penalty: penalty,
            ridgeStrengths: try penalty.ridgeStrengths(covariates), profile: profile, robust: robust)
        try Self.requireRows(followUp, covariates, strata, offset, request)
        if ties == .discrete || ties == .exact {
            try Self.requireJoint(followUp, request)
            let base = CoxLikelihood(followUp, covariates, strata: strata, ties: ties, offset: offset)
            if ties == .discrete {
                self = try Self.fittedAsSets(DiscreteCoxLikelihood(base), request)
            } else {
                self = try Self.fittedAsSets(MarginalCoxLikelihood(base), request)
            }
        } else if robust == nil, offset == nil,
            let arms = TwoLevelCoxLikelihood(followUp, covariates, strata: strata, ties: ties)
        {
            self = try Self.fitted(arms, request)
        } else {
            self = try Self.fitted(
                CoxLikelihood(followUp, covariates, strata: strata, ties: ties, offset: offset), request)
        }
    }

    /// What is asked of a fit besides its data.
    private struct Request {
        let names: [String]
        let rowCount: Int
        let ties: Ties
        let penalty: CoxPenalty
        let ridgeStrengths: [Double]
        let profile: CoxProfile?
        let robust: RobustVariance?
    }

    private static func requireRows(
        _ followUp: SurvivalTimes, _ covariates: CovariateMatrix, _ strata: Factor?, _ offset: [Double]?,
        _ request: Request
    ) throws(StatisticsError) {
        guard covariates.count == followUp.count else {
            throw .length("covariates", covariates.count, expected: followUp.count)
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        if case .clusters(let clusters) = request.robust, clusters.count != followUp.count {
            throw .length("clusters", clusters.count, expected: followUp.count)
        }
        if let offset {
            guard offset.count == followUp.count else {
                throw .length("offset", offset.count, expected: followUp.count)
            }
            for (index, value) in offset.enumerated() where !value.isFinite {
                throw .invalid("offset", index, value, expected: "a finite number")
            }
        }
        try request.profile?.requireIndices(below: request.names.count)
    }

    /// Refuses what the joint likelihoods of tied events have no meaning for.
    private static func requireJoint(_ followUp: SurvivalTimes, _ request: Request) throws(StatisticsError) {
        let name = request.ties.rawValue
        if request.penalty == .firth {
            throw StatisticsError(
                .invalidValue, argument: "penalty", "Firth's penalty goes with ties efron or breslow, not \(name)")
        }
        if request.robust != nil {
            throw StatisticsError(
                .invalidValue, argument: "robust",
                "a robust variance goes with ties efron or breslow; \(name) ties have no residuals by observation")
        }
        for (index, weight) in (followUp.weights ?? []).enumerated() where weight != weight.rounded() {
            throw .invalid(
                "weights", index, weight, expected: "a whole number of persons, which ties \(name) need")
        }
    }

    private static func fittedAsSets<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: consuming Likelihood, _ request: Request
    ) throws(StatisticsError) -> CoxRegression {
        var likelihood = likelihood
        guard case .ridge = request.penalty else {
            let fit = try CoxFit(&likelihood, request.names, request.profile)
            return CoxRegression(fit, &likelihood, request)
        }
        var ridge = RidgeLikelihood(likelihood, strengths: request.ridgeStrengths)
        let fit = try CoxFit(ridge: &ridge, request.names, request.profile)
        var unwrapped = ridge.unwrapped()
        return CoxRegression(fit, &unwrapped, request)
    }

    private static func fitted<Likelihood: PenalizableLikelihood & ~Copyable>(
        _ likelihood: consuming Likelihood, _ request: Request
    ) throws(StatisticsError) -> CoxRegression {
        switch request.penalty {
        case .none:
            var likelihood = likelihood
            let fit = try CoxFit(&likelihood, request.names, request.profile)
            return CoxRegression(fit, &likelihood, request)
        case .firth:
            var firth = FirthLikelihood(likelihood)
            let fit = try CoxFit(firth: &firth, request.names, request.profile)
            var likelihood = firth.unwrapped()
            return CoxRegression(fit, &likelihood, request)
        case .ridge:
            var ridge = RidgeLikelihood(likelihood, strengths: request.ridgeStrengths)
            let fit = try CoxFit(ridge: &ridge, request.names, request.profile)
            var likelihood = ridge.unwrapped()
            return CoxRegression(fit, &likelihood, request)
        }
    }

    private init<Likelihood: PartialLikelihood & ~Copyable>(
        _ fit: CoxFit, _ likelihood: inout Likelihood, _ request: Request
    ) {
        let search = fit.search
        ties = request.ties
        penalty = request.penalty
        names = request.names
        count = likelihood.order.count
        eventCount = likelihood.order.marks.reduce(0) { $0 + ($1.contains(.event) ? 1 : 0) }
        convergence = search.convergence
        iterations = search.iterations
        coefficients = search.coefficients
        divergence = search.divergence
        covariance = search.covariance
        scaledScore = search.scaledScore
        logLikelihoodNull = fit.logLikelihoodNull
        logLikelihood = fit.logLikelihood
        penalizedLogLikelihoodNull = fit.penalizedNull
        penalizedLogLikelihood = fit.penalized
        profiles = fit.profiles
        groupTests = fit.groupTests
        if let robust = request.robust {
            robustCovariance = likelihood.robustCovariance(
                robust, covariance: search.covariance, coefficients: search.coefficients)
        } else {
            robustCovariance = nil
        }
        if case .ridge = request.penalty {
            ridge = Ridge(fit, strengths: request.ridgeStrengths)
            (scoreTest, likelihoodRatioTest, waldTest) = (nil, nil, nil)
        } else {
            ridge = nil
            scoreTest = search.scoreTest
            likelihoodRatioTest = ChiSquaredTest(
                statistic: 2 * (search.height - search.logLikelihoodNull), degreesOfFreedom: request.names.count)
            waldTest = Self.waldTest(search.coefficients, robustCovariance ?? search.covariance)
        }
        martingaleResiduals = likelihood.martingaleResiduals(rowCount: request.rowCount)
    }
}

extension CoxRegression {
    /// A variance that holds when the model does not, or when observations of one cluster are dependent.
    ///
    /// The sandwich V (Σ uᵤᵀuᵤ) V with u the sums of weighted score residuals over an observation or a cluster.
    /// With sampling weights this is the variance to use.
    ///
    /// ## References
    /// Lin & Wei, *JASA* 84 (1989) 1074–1078.
    public enum RobustVariance: Sendable {
        /// Each observation stands for itself.
        case observations
        /// Observations of one level belong together, such as the rows of one subject.
        case clusters(Factor)
    }

    /// A hazard ratio with its confidence limits.
    public struct HazardRatio: Sendable, Hashable {
        /// exp(β).
        public let estimate: Double
        /// The lower limit, exp(β − z·se).
        public let lower: Double
        /// The upper limit, exp(β + z·se).
        public let upper: Double
    }

    /// The standard error of a coefficient: the robust one where it was asked for.
    public func standardError(of index: Int) -> Double? {
        guard coefficients[index] != nil else { return nil }
        let variance = (robustCovariance ?? covariance)[index * names.count + index]
        return variance > 0 ? variance.squareRoot() : nil
    }

    /// exp(β) with Wald limits; absent where the coefficient is, or where a limit is too large for a number.
    public func hazardRatio(of index: Int, level: ConfidenceLevel = .ninetyFivePercent) -> HazardRatio? {
        guard let coefficient = coefficients[index], let error = standardError(of: index) else { return nil }
        let ratio = HazardRatio(
            estimate: Elementary.exponential(coefficient),
            lower: Elementary.exponential(coefficient - level.normalQuantile * error),
            upper: Elementary.exponential(coefficient + level.normalQuantile * error))
        return ratio.upper.isFinite ? ratio : nil
    }

    /// βᵀV⁻¹β.
    private static func waldTest(_ coefficients: [Double?], _ covariance: [Double]) -> ChiSquaredTest? {
        let beta = coefficients.compactMap { $0 }
        guard beta.count == coefficients.count else { return nil }
        var factor = covariance
        var solution = beta
        let isDefinite = factor.withUnsafeMutableBufferPointer { factor in
            guard SymmetricSolve.factor(factor, order: beta.count) else { return false }
            solution.withUnsafeMutableBufferPointer { SymmetricSolve.solve(factor, order: beta.count, $0) }
            return true
        }
        guard isDefinite else { return nil }
        return ChiSquaredTest(
            statistic: zip(beta, solution).reduce(0) { $0 + $1.0 * $1.1 }, degreesOfFreedom: beta.count)
    }

    /// Wald's test of one coefficient being 0.
    public func waldTest(of index: Int) -> ChiSquaredTest? {
        guard let coefficient = coefficients[index], let error = standardError(of: index) else { return nil }
        return ChiSquaredTest(statistic: (coefficient / error) * (coefficient / error), degreesOfFreedom: 1)
    }
}
