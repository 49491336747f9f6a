import TrialNumerics

/// The search for the maximum of a partial likelihood: Newton's method, with steps halved until the likelihood grows.
///
/// It has converged when the Newton decrement UᵀI⁻¹U, twice the gain that the next step promises, is below 10⁻¹⁸: the
/// step then moves no coefficient by more than 10⁻⁹ of its standard error. (R stops when log L changes by less than
/// 10⁻⁹ of itself, SAS when the gradient is small beside it.)
struct CoxSearch {
    private(set) var convergence = CoxRegression.Convergence.notConverged
    private(set) var iterations = 0
    private(set) var coefficients: [Double?]
    private(set) var covariance: [Double]
    private(set) var scaledScore = 0.0
    /// log L at β = 0 and at the end, of the likelihood that was searched.
    let logLikelihoodNull: Double
    private(set) var height: Double
    let scoreTest: ChiSquaredTest?
    /// The signs of the coefficients that run to infinity.
    private(set) var divergence: [FloatingPointSign?]
    /// Where the search ended, on the way to infinity or not.
    private(set) var end: [Double]
    /// The diagonal of the information at β = 0.
    let nullInformation: [Double]

    private static let mostIterations = 60
    /// From here on a search is suspected to run to infinity and its direction is examined.
    private static let manyIterations = 9
    /// How many times the information at β = 0 may exceed what is left of it before a coefficient is lost.
    private static let lostInformation = 1e8

    init<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, names: [String]
    ) throws(StatisticsError) {
        try Self.requireEvents(likelihood.eventTimeCount)
        let order = names.count
        var beta = [Double](repeating: 0, count: order)
        var current = LikelihoodEvaluation(order: order)
        likelihood.evaluate(at: beta, into: &current)
        try likelihood.requireIndependentCovariates(information: current.information, names: names)
        logLikelihoodNull = current.logLikelihood
        height = current.logLikelihood
        end = beta
        coefficients = [Double?](repeating: nil, count: order)
        divergence = [FloatingPointSign?](repeating: nil, count: order)
        nullInformation = (0..<order).map { current.information[$0 * order + $0] }
        covariance = []
        guard var step = NewtonStep(current) else {
            scoreTest = nil
            return
        }
        scoreTest = ChiSquaredTest(statistic: step.decrement, degreesOfFreedom: order)
        var trial = current
        var previousDecrement = Double.infinity
        var diverging: [Int] = []
        while iterations < Self.mostIterations {
            let isSmall =
                step.decrement <= NewtonStep.smallDecrement
                || step.decrement <= NewtonStep.roundingDecrement && step.decrement > previousDecrement / 4
            if iterations >= Self.manyIterations, diverging.isEmpty {
                diverging = likelihood.monotoneCovariates(along: step.direction)
            }
            if isSmall {
                for index in 0..<order { beta[index] += step.direction[index] }
                finish(beta, step, current, diverging)
                return
            }
            guard let next = step.advance(&likelihood, &beta, from: current, trial: &trial) else {
                if diverging.isEmpty { diverging = likelihood.monotoneCovariates(along: step.direction) }
                if !diverging.isEmpty { finish(beta, step, current, diverging) }
                return
            }
            iterations += 1
            previousDecrement = step.decrement
            swap(&current, &trial)
            step = next
        }
    }

    private mutating func finish(
        _ beta: [Double], _ step: NewtonStep, _ evaluation: LikelihoodEvaluation, _ diverging: [Int]
    ) {
        height = evaluation.logLikelihood
        end = beta
        covariance = step.covariance
        let variances = beta.indices.map { covariance[$0 * beta.count + $0] }
        scaledScore = beta.indices.map { abs(evaluation.score[$0]) * variances[$0].squareRoot() }.max() ?? 0
        guard !diverging.isEmpty else {
            convergence = .converged
            coefficients = beta
            return
        }
        // With the separated observations out of the risk sets, others may be left that nothing determines.
        let lost = beta.indices.filter {
            diverging.contains($0) || variances[$0] * nullInformation[$0] > Self.lostInformation
        }
        convergence = .monotoneLikelihood(covariates: lost)
        coefficients = beta.indices.map { lost.contains($0) ? nil : beta[$0] }
        divergence = beta.indices.map { diverging.contains($0) ? (beta[$0] < 0 ? .minus : .plus) : nil }
    }
}

extension CoxSearch {
    /// The search for the maximum under Firth's penalty, which is where no information is lost and so never at infinity.
    ///
    /// The score test stays that of the likelihood without penalty.
    init<Base: PenalizableLikelihood & ~Copyable>(
        penalized likelihood: inout FirthLikelihood<Base>, names: [String]
    ) throws(StatisticsError) {
        try Self.requireEvents(likelihood.eventTimeCount)
        let order = names.count
        let origin = [Double](repeating: 0, count: order)
        var evaluation = LikelihoodEvaluation(order: order)
        likelihood.evaluateUnpenalized(at: origin, into: &evaluation)
        try likelihood.requireIndependentCovariates(information: evaluation.information, names: names)
        scoreTest = NewtonStep(evaluation).flatMap {
            ChiSquaredTest(statistic: $0.decrement, degreesOfFreedom: order)
        }
        nullInformation = (0..<order).map { evaluation.information[$0 * order + $0] }
        likelihood.evaluate(at: origin, into: &evaluation)
        logLikelihoodNull = evaluation.logLikelihood
        let search = ConstrainedSearch(&likelihood, from: origin, free: Array(0..<order))
        height = search.evaluation.logLikelihood
        iterations = search.iterations
        end = search.beta
        coefficients = [Double?](repeating: nil, count: order)
        divergence = [FloatingPointSign?](repeating: nil, count: order)
        covariance = []
        // The penalised score goes with the information here: what is left of it in standard errors.
        guard search.isAtMaximum, let step = NewtonStep(search.evaluation) else { return }
        finish(search.beta, step, search.evaluation, [])
    }

    private static func requireEvents(_ eventTimeCount: Int) throws(StatisticsError) {
        guard eventTimeCount > 0 else {
            throw StatisticsError(.noEvents, argument: "events", "events holds no event; expected at least one")
        }
    }
}
