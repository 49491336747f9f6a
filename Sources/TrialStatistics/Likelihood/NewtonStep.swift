import TrialNumerics

/// One Newton step from a point: its direction I⁻¹U, its decrement UᵀI⁻¹U and the covariance I⁻¹.
struct NewtonStep {
    private(set) var direction: [Double]
    private(set) var decrement = 0.0
    private(set) var covariance: [Double]

    /// A decrement up to this ends a search: the step moves no coefficient by more than 10⁻⁹ of its standard error.
    static let smallDecrement = 1e-18
    /// Below this a decrement that no longer shrinks is one that rounding leaves.
    static let roundingDecrement = 1e-12

    /// `nil` where the likelihood is not finite or the information not positive definite.
    init?(_ evaluation: LikelihoodEvaluation) {
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

    /// Goes along the step, halving it until the likelihood does not fall; `nil` when no step is small enough.
    ///
    /// - Parameters:
    ///   - current: the evaluation from which the step was made.
    ///   - trial: where the next evaluation stands afterwards.
    func advance<Likelihood: SmoothLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ beta: inout [Double], from current: LikelihoodEvaluation,
        trial: inout LikelihoodEvaluation
    ) -> NewtonStep? {
        let start = beta
        var length = 1.0
        for _ in 0..<40 {
            for index in beta.indices { beta[index] = start[index] + length * direction[index] }
            likelihood.evaluate(at: beta, into: &trial)
            let slack = 1e-13 * abs(current.logLikelihood)
            if trial.logLikelihood >= current.logLikelihood - slack, let next = NewtonStep(trial) { return next }
            length /= 2
        }
        beta = start
        return nil
    }
}
