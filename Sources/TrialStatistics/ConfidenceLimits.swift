import TrialNumerics

/// The limits of a confidence interval; a limit that cannot be estimated is absent.
public struct ConfidenceLimits: Sendable, Hashable {
    /// The lower limit, where it can be estimated.
    public let lower: Double?
    /// The upper limit, where it can be estimated.
    public let upper: Double?

    /// Limits, of which either may be absent.
    public init(lower: Double?, upper: Double?) {
        self.lower = lower
        self.upper = upper
    }

    /// Neither limit can be estimated.
    public static let notEstimable = ConfidenceLimits(lower: nil, upper: nil)
}

/// The coverage of a two-sided confidence interval, with the normal quantile that goes with it.
public struct ConfidenceLevel: Sendable, Hashable {
    /// The coverage, between 0 and 1.
    public let coverage: Double
    /// z, the standard normal quantile at (1 + coverage) / 2.
    public let normalQuantile: Double

    /// A coverage strictly between 0 and 1.
    ///
    /// - Throws: ``StatisticsError`` when it is not.
    public init(_ coverage: Double) throws(StatisticsError) {
        guard coverage > 0, coverage < 1, let quantile = Normal.standard.upperQuantile((1 - coverage) / 2) else {
            throw StatisticsError(
                .invalidValue, argument: "level", "level is \(coverage); expected a number between 0 and 1")
        }
        self.coverage = coverage
        self.normalQuantile = quantile
    }

    private init(coverage: Double, normalQuantile: Double) {
        self.coverage = coverage
        self.normalQuantile = normalQuantile
    }

    /// 95 %.
    public static let ninetyFivePercent = ConfidenceLevel(coverage: 0.95, normalQuantile: 1.959963984540054)
}
