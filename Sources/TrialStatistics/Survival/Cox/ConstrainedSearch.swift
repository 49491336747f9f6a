import TrialNumerics

/// The maximum of a likelihood over some of its coefficients, the others held where they are.
///
/// Newton's method as in ``CoxSearch``. Where the information at hand is not quite the curvature of what is maximised, as
/// with Firth's penalty, steps converge linearly only; once they are seen to be slow, the curvature is taken from
/// differences of the score instead.
struct ConstrainedSearch {
    private(set) var beta: [Double]
    /// At `beta`, but for a last step too small to matter.
    private(set) var evaluation: LikelihoodEvaluation
    /// Whether the likelihood can grow no further; if the maximum lies at infinity, whether its supremum was reached.
    private(set) var isAtMaximum = false
    private(set) var iterations = 0

    private static let mostIterations = 80
    /// A search that cannot step on has still found the height when no more than this is promised to be gained.
    private static let negligibleGain = 1e-10

    init<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, from start: [Double], free: [Int]
    ) {
        beta = start
        evaluation = LikelihoodEvaluation(order: start.count)
        likelihood.evaluate(at: beta, into: &evaluation)
        guard !free.isEmpty else {
            isAtMaximum = evaluation.logLikelihood.isFinite
            return
        }
        var trial = evaluation
        var previous = Double.infinity
        var isSlow = false
        while iterations < Self.mostIterations {
            let curvature = isSlow ? Self.differences(&likelihood, at: beta, free, evaluation) : nil
            guard let step = Step(evaluation, free, curvature) ?? Step(evaluation, free, nil) else { break }
            let isSmall =
                step.decrement <= NewtonStep.smallDecrement
                || step.decrement <= NewtonStep.roundingDecrement && step.decrement > previous / 4
            if isSmall {
                for (place, index) in free.enumerated() { beta[index] += step.direction[place] }
                isAtMaximum = true
                return
            }
            guard advance(&likelihood, step, free, &trial) else {
                previous = step.decrement
                break
            }
            iterations += 1
            isSlow = isSlow || !likelihood.hasExactInformation && iterations > 2 && step.decrement > previous / 100
            previous = step.decrement
        }
        isAtMaximum = previous < Self.negligibleGain
    }

    /// Goes along the step, halving it until the likelihood does not fall.
    private mutating func advance<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, _ step: Step, _ free: [Int], _ trial: inout LikelihoodEvaluation
    ) -> Bool {
        let start = beta
        var length = 1.0
        for _ in 0..<40 {
            for (place, index) in free.enumerated() { beta[index] = start[index] + length * step.direction[place] }
            likelihood.evaluate(at: beta, into: &trial)
            if trial.logLikelihood >= evaluation.logLikelihood - 1e-13 * abs(evaluation.logLikelihood) {
                swap(&evaluation, &trial)
                return true
            }
            length /= 2
        }
        beta = start
        return false
    }

    /// A Newton step among the free coefficients.
    private struct Step {
        var direction: [Double]
        var decrement = 0.0

        /// With the curvature given or else the information; `nil` where that is not positive definite.
        init?(_ evaluation: LikelihoodEvaluation, _ free: [Int], _ curvature: [Double]?) {
            guard evaluation.logLikelihood.isFinite else { return nil }
            let order = evaluation.score.count
            direction = free.map { evaluation.score[$0] }
            var matrix = curvature ?? Self.block(evaluation.information, free, order)
            let isDefinite = matrix.withUnsafeMutableBufferPointer { matrix in
                guard SymmetricSolve.factor(matrix, order: free.count) else { return false }
                direction.withUnsafeMutableBufferPointer { SymmetricSolve.solve(matrix, order: free.count, $0) }
                return true
            }
            guard isDefinite else { return nil }
            for (place, index) in free.enumerated() { decrement += direction[place] * evaluation.score[index] }
            guard decrement.isFinite, decrement >= 0 else { return nil }
        }

        /// The rows and columns of the free coefficients, from the lower triangle.
        static func block(_ matrix: [Double], _ free: [Int], _ order: Int) -> [Double] {
            free.flatMap { row in free.map { matrix[max(row, $0) * order + min(row, $0)] } }
        }
    }

    /// Minus the derivative of the score among the free coefficients, by central differences.
    private static func differences<Likelihood: PartialLikelihood & ~Copyable>(
        _ likelihood: inout Likelihood, at beta: [Double], _ free: [Int], _ evaluation: LikelihoodEvaluation
    ) -> [Double]? {
        let order = beta.count
        var result = [Double](repeating: 0, count: free.count * free.count)
        var above = LikelihoodEvaluation(order: order)
        var below = above
        for (column, index) in free.enumerated() {
            let information = evaluation.information[index * order + index]
            guard information > 0 else { return nil }
            // A thousandth of a standard error: the truncation is then a millionth, and rounding less.
            let width = 1e-3 / information.squareRoot()
            var shifted = beta
            shifted[index] = beta[index] + width
            likelihood.evaluate(at: shifted, into: &above)
            shifted[index] = beta[index] - width
            likelihood.evaluate(at: shifted, into: &below)
            for (row, other) in free.enumerated() {
                let slope = (below.score[other] - above.score[other]) / (2 * width)
                result[row * free.count + column] += slope / 2
                result[column * free.count + row] += slope / 2
            }
        }
        return result
    }
}
