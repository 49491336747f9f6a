import TrialNumerics

/// Firth's penalised estimate of one log hazard ratio, with profile limits.
struct FirthCell {
    let followUp: SurvivalTimes
    let covariate: CovariateMatrix
    let strata: Factor?
    let ties: CoxRegression.Ties

    /// Beyond e²⁵ no hazard ratio says anything.
    private static let farthest = 25.0

    func estimate(_ level: ConfidenceLevel) throws(StatisticsError) -> SubgroupHazardRatio.Estimate {
        var likelihood = CoxLikelihood(followUp, covariate, strata: strata, ties: ties)
        var evaluation = CoxEvaluation(order: 1)
        likelihood.evaluate(at: [0], into: &evaluation)
        guard evaluation.information[0] > 0 else { return .absent(.neverCompared) }
        func penalised(_ beta: Double) -> Double {
            likelihood.evaluate(at: [beta], into: &evaluation)
            return evaluation.logLikelihood + 0.5 * Elementary.logarithm(max(evaluation.information[0], 1e-300))
        }
        func logInformation(_ beta: Double) -> Double {
            likelihood.evaluate(at: [beta], into: &evaluation)
            return Elementary.logarithm(max(evaluation.information[0], 1e-300))
        }
        // The penalty's slope by central differences, extrapolated to step 0.
        func gradient(_ beta: Double) -> Double {
            func slope(_ step: Double) -> Double {
                (logInformation(beta + step) - logInformation(beta - step)) / (2 * step)
            }
            let penalty = (4 * slope(5e-4) - slope(1e-3)) / 6
            likelihood.evaluate(at: [beta], into: &evaluation)
            return evaluation.score[0] + penalty
        }
        var reach = 1.0
        while gradient(-reach) <= 0 || gradient(reach) >= 0, reach < Self.farthest { reach *= 2 }
        guard let beta = try? BrentRoot(of: gradient, in: -reach...reach, tolerance: 1e-12).value else {
            return .absent(.notConverged)
        }
        let maximum = penalised(beta)
        let information = evaluation.information[0]
        let drop = level.normalQuantile * level.normalQuantile / 2
        func limit(_ bracket: ClosedRange<Double>) -> Double? {
            try? BrentRoot(of: { penalised($0) - maximum + drop }, in: bracket, tolerance: 1e-12).value
        }
        return .present(
            SubgroupHazardRatio.Found(
                method: .firth, coefficient: beta, error: 1 / information.squareRoot(),
                ratio: SubgroupHazardRatio.Ratio(
                    beta, lower: limit(-Self.farthest...beta), upper: limit(beta...Self.farthest)),
                test: ChiSquaredTest(statistic: 2 * (maximum - penalised(0)), degreesOfFreedom: 1)))
    }
}
