import TrialNumerics

/// A log likelihood with its derivatives, as Newton's method climbs it.
protocol SmoothLikelihood: ~Copyable {
    /// Evaluates log L, its gradient and minus its second derivative at `beta`.
    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation)
}

/// log L with its first and second derivatives.
struct LikelihoodEvaluation {
    var logLikelihood = 0.0
    var score: [Double]
    /// Row by row; the lower triangle.
    var information: [Double]

    init(order: Int) {
        score = [Double](repeating: 0, count: order)
        information = [Double](repeating: 0, count: order * order)
    }

    /// Adds Firth's penalty ½ log det I to log L and gives I⁻¹, from which the penalty of the score follows.
    ///
    /// Where I is not positive definite, so far out that nothing is left to know, log L is no number and the search turns back.
    mutating func addFirthPenalty() -> [Double]? {
        var inverse = information
        let order = score.count
        let logDeterminant: Double? = inverse.withUnsafeMutableBufferPointer { matrix in
            guard SymmetricSolve.factor(matrix, order: order) else { return nil }
            let value = SymmetricSolve.logDeterminant(matrix, order: order)
            SymmetricSolve.inverse(matrix, order: order)
            return value
        }
        guard let logDeterminant else {
            logLikelihood = .nan
            return nil
        }
        logLikelihood += logDeterminant / 2
        return inverse
    }
}
