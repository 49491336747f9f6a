/// The search for the maximum of a logistic likelihood: Newton's method, with steps halved until the likelihood grows.
///
/// It has converged when the Newton decrement UᵀI⁻¹U is below 10⁻¹⁸, as in Cox's model: the step then moves no coefficient by more
/// than 10⁻⁹ of its standard error. Under Firth's penalty the information is not quite the curvature, and more steps are allowed.
struct LogisticSearch {
    enum End {
        /// Coefficients of standardised columns, their covariance, log L without penalty.
        case maximum(beta: [Double], covariance: [Double], logLikelihood: Double)
        /// The columns that separate the outcomes.
        case separated([Int])
        case none
    }

    private(set) var end = End.none
    private(set) var iterations = 0
    let logLikelihoodNull: Double

    private static let mostIterations = 300
    /// From here on a search is suspected to run to infinity and its direction is examined.
    private static let manyIterations = 9

    init(_ likelihood: inout LogisticLikelihood, eventShare: Double) {
        let order = likelihood.order
        var beta = [Double](repeating: 0, count: order)
        beta[0] = Elementary.logarithm(eventShare / (1 - eventShare))
        var current = LikelihoodEvaluation(order: order)
        likelihood.evaluate(at: beta, into: &current)
        logLikelihoodNull = likelihood.unpenalized
        guard var step = NewtonStep(current) else { return }
        var trial = current
        var previous = Double.infinity
        while iterations < Self.mostIterations {
            if iterations >= Self.manyIterations, examine(likelihood, step) { return }
            // Newton's steps shrink faster than fourfold unless rounding is all that is left; those under a penalty need not.
            let isRounding = step.decrement > (likelihood.isPenalized ? previous : previous / 4)
            let isSmall =
                step.decrement <= NewtonStep.smallDecrement
                || step.decrement <= NewtonStep.roundingDecrement && isRounding
            if isSmall {
                for index in beta.indices { beta[index] += step.direction[index] }
                likelihood.evaluate(at: beta, into: &current)
                end = .maximum(beta: beta, covariance: step.covariance, logLikelihood: likelihood.unpenalized)
                return
            }
            guard let next = step.advance(&likelihood, &beta, from: current, trial: &trial) else {
                _ = examine(likelihood, step)
                return
            }
            iterations += 1
            previous = step.decrement
            swap(&current, &trial)
            step = next
        }
    }

    /// Whether the outcomes are separated along a step, which then is the end.
    private mutating func examine(_ likelihood: LogisticLikelihood, _ step: NewtonStep) -> Bool {
        guard !likelihood.isPenalized else { return false }
        let columns = likelihood.separatingColumns(along: step.direction)
        if columns.isEmpty { return false }
        end = .separated(columns)
        return true
    }
}
