import TrialStatistics

/// The conventions of a comparison of groups, each with the default of R or SAS.
public struct ComparisonOptions: Sendable, Hashable {
    /// The coverage of all limits.
    public var level = ConfidenceLevel.ninetyFivePercent
    /// Where the quartiles of a sample lie.
    public var quartiles = QuartileRule.linear
    /// The statistic of Barnard's test: pooled or not.
    public var barnard = UnconditionalExactTest.Statistic.pooled
    /// γ of Berger and Boos in the unconditional exact tests; 0 seeks over all proportions.
    public var bergerBoos = 0.0
    /// Whether both one-sided p-values of the unconditional exact tests are shown.
    public var showsOneSided = false
    /// Whether the exact unconditional limits of the risk difference (Chan and Zhang) are found.
    public var showsExactDifference = false
    /// The scores of rows and columns of larger tables in strata.
    public var scores = StratifiedTableTest.Scores.integers
    /// The proportion of the null hypothesis of a single rate.
    public var nullRate: Double?
    /// What has to be shown against a margin.
    public var margin: MarginQuestion?

    /// The defaults.
    public init() {}
}
