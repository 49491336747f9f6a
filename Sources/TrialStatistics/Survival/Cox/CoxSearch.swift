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
    static let smallDecrement = 1e-18
    /// Below this a decrement that no longer shrinks is one that rounding leaves.
    static let roundingDecrement = 1e-12
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
        var current = CoxEvaluation(order: order)
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
                step.decrement <= Self.smallDecrement
                || step.decrement <= Self.roundingDecrement && step.decrement > previousDecrement / 4
            if iterations >= Self.manyIterations, diverging.isEmpty {
                diverging = likelihood.monotoneCovariates(along: step.direction)
            }
            if isSmall {
                for index in 0..<order { beta[index] += step.direction[index] }
                finish(beta, step, current, diverging)
                return
            }
            guard let next = Self.advance(&likelihood, &beta, step, from: current, trial: &trial) else {
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

    /// Goes along the step, halving it until the likelihood does not fall; `nil` when no step is small enough.
    private static func advance<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ beta: inout [Double], _ step: NewtonStep,
        from current: CoxEvaluation,
        trial: inout CoxEvaluation
    ) -> NewtonStep? {
        let start = beta
        var length = 1.0
        for _ in 0..<40 {
            for index in beta.indices { beta[index] = start[index] + length * step.direction[index] }
            likelihood.evaluate(at: beta, into: &trial)
            let slack = 1e-13 * abs(current.logLikelihood)
            if trial.logLikelihood >= current.logLikelihood - slack, let next = NewtonStep(trial) { return next }
            length /= 2
        }
        beta = start
        return nil
    }

    private mutating func finish(
        _ beta: [Double], _ step: NewtonStep, _ evaluation: CoxEvaluation, _ diverging: [Int]
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
        var evaluation = CoxEvaluation(order: order)
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

/// One Newton step from a point: its direction I⁻¹U, its decrement UᵀI⁻¹U and the covariance I⁻¹.
struct NewtonStep {
    private(set) var direction: [Double]
    private(set) var decrement = 0.0
    private(set) var covariance: [Double]

    /// `nil` where the likelihood is not finite or the information not positive definite.
    init?(_ evaluation: CoxEvaluation) {
        guard evaluation.logLikelihood.isFinite else { return nil }
        direction = evaluation.score
        covariance = evaluation.information
        let order = direction.count
        let isDefinite = covariance.withUnsafeMutableBufferPointer { matrix in
            guard SymmetricSolve.factor(matrix, order: order) else { return false }
            direction.withUnsafeMutableBufferPointer { SymmetricSolve.solve(matrix, order: order, $0) }
            SymmetricSolve.inverse(matrix, order: order)
            return true
        }
        guard isDefinite else { return nil }
        for index in 0..<order { decrement += direction[index] * evaluation.score[index] }
        guard decrement.isFinite else { return nil }
    }
}
