/// A likelihood searched for its maximum, with the profiles asked for and the heights with and without penalty.
struct CoxFit {
    let search: CoxSearch
    private(set) var profiles: [CoxRegression.Profile] = []
    private(set) var groupTests: [ChiSquaredTest?] = []
    /// log L without penalty at β = 0 and at the maximum of what was maximised.
    let logLikelihoodNull: Double
    let logLikelihood: Double
    /// The same with the penalty, where there is one.
    private(set) var penalizedNull: Double?
    private(set) var penalized: Double?

    /// Fits without penalty.
    init<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ names: [String], _ profile: CoxProfile?
    ) throws(StatisticsError) {
        search = try CoxSearch(&likelihood, names: names)
        logLikelihoodNull = search.logLikelihoodNull
        logLikelihood = search.height
        takeProfiles(&likelihood, profile)
    }

    /// Fits with Firth's penalty.
    init<Base: PenalizableLikelihood & ~Copyable>(
        firth likelihood: inout FirthLikelihood<Base>, _ names: [String], _ profile: CoxProfile?
    ) throws(StatisticsError) {
        search = try CoxSearch(penalized: &likelihood, names: names)
        var evaluation = LikelihoodEvaluation(order: names.count)
        likelihood.evaluateUnpenalized(at: search.end.map { _ in 0 }, into: &evaluation)
        logLikelihoodNull = evaluation.logLikelihood
        likelihood.evaluateUnpenalized(at: search.end, into: &evaluation)
        logLikelihood = evaluation.logLikelihood
        (penalizedNull, penalized) = (search.logLikelihoodNull, search.height)
        takeProfiles(&likelihood, profile)
    }

    /// Fits with a ridge.
    init<Base: PartialLikelihood & ~Copyable>(
        ridge likelihood: inout RidgeLikelihood<Base>, _ names: [String], _ profile: CoxProfile?
    ) throws(StatisticsError) {
        search = try CoxSearch(&likelihood, names: names)
        logLikelihoodNull = search.logLikelihoodNull
        logLikelihood = likelihood.unpenalizedLogLikelihood(at: search.end)
        (penalizedNull, penalized) = (search.logLikelihoodNull, search.height)
        takeProfiles(&likelihood, profile)
    }

    /// Leaves the likelihood evaluated at the maximum again.
    private mutating func takeProfiles<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ request: CoxProfile?
    ) {
        guard let request, search.convergence != .notConverged else { return }
        let along = ProfileSearch(search)
        for index in request.covariates ?? Array(search.end.indices) {
            profiles.append(along.profile(&likelihood, of: index, level: request.level))
        }
        for group in request.groups { groupTests.append(along.test(&likelihood, group)) }
        var evaluation = LikelihoodEvaluation(order: search.end.count)
        likelihood.evaluate(at: search.end, into: &evaluation)
    }
}
