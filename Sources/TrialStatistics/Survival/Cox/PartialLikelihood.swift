/// A log partial likelihood that can be searched for its maximum.
protocol PartialLikelihood: SmoothLikelihood, ~Copyable {
    /// The order of the observations that count.
    var order: RiskOrder { get }
    /// The number of distinct event times, over all strata.
    var eventTimeCount: Int { get }
    /// Whether what `evaluate` gives as information is the curvature of what it gives as log L, and not only near it.
    var hasExactInformation: Bool { get }

    /// Refuses covariates that do not vary among those at risk, or that others determine, and names them.
    ///
    /// - Parameter information: the lower triangle of the information at β = 0.
    func requireIndependentCovariates(information: [Double], names: [String]) throws(StatisticsError)

    /// The covariates that run to infinity along a direction, if at every event time the deaths have the largest value
    /// of `directionᵀx` of all at risk, and somewhere a larger one: then the likelihood grows along it for ever.
    ///
    /// ## References
    /// Bryson & Johnson, *Technometrics* 23 (1981) 381–383; Heinze & Schemper, *Biometrics* 57 (2001) 114–119.
    func monotoneCovariates(along direction: [Double]) -> [Int]

    /// For each row the events it had less Hᵢ·exp(βᵀxᵢ) at the last evaluation, by the hazard that goes with the
    /// treatment of ties.
    func martingaleResiduals(rowCount: Int) -> [Double]

    /// The sandwich of weighted score residuals; absent where a coefficient is, or where the likelihood has no such
    /// residuals.
    mutating func robustCovariance(
        _ robust: CoxRegression.RobustVariance, covariance: [Double], coefficients: [Double?]
    ) -> [Double]?
}

extension PartialLikelihood where Self: ~Copyable {
    var hasExactInformation: Bool { true }

    mutating func robustCovariance(
        _ robust: CoxRegression.RobustVariance, covariance: [Double], coefficients: [Double?]
    ) -> [Double]? { nil }
}

extension StatisticsError {
    static func constant(_ name: String, index: Int) -> StatisticsError {
        StatisticsError(
            .collinear, argument: name, index: index,
            "covariate '\(name)' is constant among the observations at risk when an event happens")
    }
}
