import TrialStatistics

/// Which groups of a flat file, one row a subject, are held against each other, in which covariates, and by which conventions.
///
/// ```swift
/// var plan = BalancePlan(group: "arm", covariates: ["age", "sex", "iss"])
/// plan.weighting = .init(.overlap)
/// let balance = try BaselineBalance(table, plan)
/// ```
public struct BalancePlan: Sendable, Hashable {
    /// The column whose levels are the groups.
    public var group: String
    /// The columns that are described, in order.
    public var covariates: [String]
    /// Number columns among the covariates that stand for categories.
    public var factors: [String] = []
    /// The level of `group` that the others are compared with; the first by default.
    public var reference: String?
    /// Number columns that are described by their median and quartiles instead of mean and standard deviation.
    public var medians: [String] = []
    /// The absolute difference above which a covariate is marked.
    public var threshold = 0.1
    /// Whose spread a weighted difference is measured by.
    public var spread = CovariateImbalance.Spread.unweighted
    /// The weights that are to make the groups alike, if any.
    public var weighting: Weighting?

    /// A plan with default conventions and no weights.
    public init(group: String, covariates: [String]) {
        self.group = group
        self.covariates = covariates
    }

    /// Weights of the propensity score.
    public struct Weighting: Sendable, Hashable {
        /// Which subjects the weighted groups stand for.
        public var target: PropensityWeights.Target
        /// Whether weights are multiplied by the share of their group.
        public var isStabilized = false
        /// Scores below this, or above 1 less this, are left out and the score is fitted again.
        public var trim = 0.0
        /// What the fit of the scores maximises besides the likelihood.
        public var penalty = LogisticRegression.Penalty.none

        /// Weights for a target, by maximum likelihood, without trimming.
        public init(_ target: PropensityWeights.Target) { self.target = target }
    }
}
