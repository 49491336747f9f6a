import TrialNumerics

extension ChiSquaredTest {
    /// gᵀ V⁻ g over a largest set of scores on which their covariance V is not singular; its size is the degrees of freedom.
    ///
    /// - Parameter ownVariance: the least share of a score's variance that the scores before it must leave for it to count.
    /// - Returns: `nil` where no score varies.
    init?(scores: [Double], covariance: SymmetricMatrix, ownVariance: Double = 1e-9) {
        guard let kept = try? PivotedCholesky(covariance, tolerance: ownVariance).independent, !kept.isEmpty else {
            return nil
        }
        let block = SymmetricMatrix(
            order: kept.count, lowerTriangleOf: kept.flatMap { row in kept.map { covariance[row, $0] } })
        guard let factorization = try? CholeskyFactorization(block) else { return nil }
        let chosen = kept.map { scores[$0] }
        let statistic = zip(chosen, factorization.solve(chosen)).reduce(0) { $0 + $1.0 * $1.1 }
        self.init(statistic: statistic, degreesOfFreedom: kept.count)
    }
}
