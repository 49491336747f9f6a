import TrialNumerics

/// A test whose statistic follows a χ² distribution when there is no effect.
public struct ChiSquaredTest: Sendable, Hashable {
    /// χ², the statistic, ≥ 0.
    public let statistic: Double
    /// The degrees of freedom of the distribution.
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least as large when there is no effect.
    public let pValue: Double

    /// A statistic with its upper-tail probability; rounding below 0 is taken as 0.
    ///
    /// - Returns: `nil` where there are no degrees of freedom or the statistic is not a number.
    package init?(statistic: Double, degreesOfFreedom: Int) {
        guard statistic.isFinite, let distribution = try? ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)) else {
            return nil
        }
        self.statistic = max(0, statistic)
        self.degreesOfFreedom = degreesOfFreedom
        self.pValue = distribution.upperTail(at: self.statistic)
    }
}
