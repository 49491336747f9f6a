/// What is believed of the drift, the mean of Z at the planned information, before the trial's data.
public enum DriftPrior: Sendable, Hashable {
    /// Nothing: every drift is as likely as any other.
    case flat
    /// A normal distribution.
    case normal(mean: Double, standardDeviation: Double)

    /// The mean and the variance of the drift given z at a fraction of the information.
    ///
    /// ```
    /// precision = t + 1/τ²,    mean = (z√t + μ/τ²) / precision
    /// ```
    func posterior(z: Double, fraction: Double) throws(StatisticsError) -> (mean: Double, variance: Double) {
        let (mean, precision) = try weight()
        let total = fraction + precision
        return ((z * fraction.squareRoot() + mean * precision) / total, 1 / total)
    }

    private func weight() throws(StatisticsError) -> (mean: Double, precision: Double) {
        switch self {
        case .flat: return (0, 0)
        case .normal(let mean, let deviation):
            let deviation = try SequentialArgument.positive(deviation, "prior standard deviation")
            return (try SequentialArgument.finite(mean, "prior mean"), 1 / (deviation * deviation))
        }
    }
}
