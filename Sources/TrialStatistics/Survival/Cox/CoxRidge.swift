import TrialNumerics

extension CoxPenalty {
    /// By covariate what half of βₖ² is multiplied by; all 0 without a ridge.
    func ridgeStrengths(_ matrix: CovariateMatrix) throws(StatisticsError) -> [Double] {
        var strengths = [Double](repeating: 0, count: matrix.columns.count)
        guard case .ridge(let theta, let scaled, let covariates) = self else { return strengths }
        guard theta >= 0, theta.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "penalty", "theta of the ridge is \(theta); expected a finite number ≥ 0")
        }
        for index in covariates ?? Array(strengths.indices) {
            guard strengths.indices.contains(index) else {
                throw StatisticsError(
                    .invalidValue, argument: "penalty",
                    "the ridge names covariate \(index); expected an index from 0 to \(strengths.count - 1)")
            }
            strengths[index] = theta * (scaled ? Self.variance(matrix.columns[index]) : 1)
        }
        return strengths
    }

    /// Σ (x − x̄)² / (n − 1), unweighted as in R.
    private static func variance(_ column: [Double]) -> Double {
        guard column.count > 1 else { return 0 }
        let mean = column.reduce(0, +) / Double(column.count)
        return column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count - 1)
    }
}

extension CoxRegression {
    /// How far a ridge holds the coefficients of a model.
    ///
    /// With H = I + P the information with the penalty's, as in R `coxph` with `ridge`:
    ///
    /// ```
    /// effective degrees of freedom = tr(I H⁻¹),    covariance = H⁻¹ (R's "se"),    sandwich = H⁻¹ I H⁻¹ (R's "se2")
    /// ```
    ///
    /// ## References
    /// Gray, *JASA* 87 (1992) 942–951. R `survival::coxph` with `ridge(x, theta = )`.
    public struct Ridge: Sendable, Hashable {
        /// tr(I H⁻¹): the number of coefficients, less what the ridge holds.
        public let effectiveDegreesOfFreedom: Double
        /// 2 [log L(β̂) − log L(0)], both without penalty.
        public let likelihoodRatio: Double
        /// The upper tail of χ² on the effective degrees of freedom.
        public let pValue: Double?
        /// H⁻¹ I H⁻¹, row by row: the variance of β̂ without what it is biased by.
        public let sandwich: [Double]

        init?(_ fit: CoxFit, strengths: [Double]) {
            guard fit.search.convergence == .converged else { return nil }
            let order = strengths.count
            let covariance = fit.search.covariance
            var held = 0.0
            for index in 0..<order { held += strengths[index] * covariance[index * order + index] }
            // H⁻¹ I H⁻¹ = H⁻¹ − H⁻¹ P H⁻¹.
            var sandwich = covariance
            for row in 0..<order {
                for column in 0..<order {
                    for k in 0..<order {
                        sandwich[row * order + column] -=
                            covariance[row * order + k] * strengths[k] * covariance[k * order + column]
                    }
                }
            }
            self.sandwich = sandwich
            effectiveDegreesOfFreedom = Double(order) - held
            likelihoodRatio = max(0, 2 * (fit.logLikelihood - fit.logLikelihoodNull))
            pValue = (try? ChiSquared(degreesOfFreedom: effectiveDegreesOfFreedom))?.upperTail(at: likelihoodRatio)
        }
    }
}
