/// Firth's penalised estimate of one log hazard ratio, with profile limits.
struct FirthCell {
    let followUp: SurvivalTimes
    let covariate: CovariateMatrix
    let strata: Factor?
    let ties: CoxRegression.Ties

    func estimate(_ level: ConfidenceLevel) throws(StatisticsError) -> SubgroupHazardRatio.Estimate {
        let model: CoxRegression
        do {
            model = try CoxRegression(
                followUp, covariates: covariate, strata: strata, ties: ties, penalty: .firth,
                profile: CoxProfile(level: level))
        } catch {
            guard error.code == .collinear else { throw error }
            return .absent(.neverCompared)
        }
        guard model.convergence == .converged, let coefficient = model.coefficients[0],
            let profile = model.profiles.first
        else { return .absent(.notConverged) }
        return .present(
            SubgroupHazardRatio.Found(
                method: .firth, coefficient: coefficient, error: model.standardError(of: 0),
                ratio: SubgroupHazardRatio.Ratio(
                    coefficient, lower: profile.lower.value, upper: profile.upper.value),
                test: profile.test))
    }
}
