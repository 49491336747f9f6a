import TrialNumerics

/// The bootstrap of a Cox model: hazard ratios with limits from resampled data rather than from a normal distribution.
///
/// Draws as many rows as there are, with replacement, and fits the model again, B times; the spread of the coefficients is that of
/// the estimate. The limits need no large sample of events and no model of the variance; they take whole clusters where rows of
/// one subject or centre belong together.
///
/// ```swift
/// let bootstrap = try CoxBootstrap(followUp, covariates: arm, strata: stage, replicates: 2000, seed: 1)
/// bootstrap.hazardRatio(of: 0, by: .biasCorrected)     // estimate and limits
/// bootstrap.separatedCount                             // samples in which a coefficient ran to infinity
/// ```
///
/// Every replicate has a stream of random numbers of its own, so that the result is the same bits on any number of cores, and
/// the first 1000 replicates of 2000 are those of 1000.
///
/// ## Edge cases
/// A resample that the covariates separate is no failure: its coefficient is ±∞ and takes its place among the others, see
/// ``BootstrapDistribution``. Resamples without an estimate (no event, one arm only, no convergence) are left out and counted.
/// Copies of a row are tied with it, as in a file that holds them all: with Efron's ties the estimates differ from those
/// with counts as weights. A term that the data themselves do not determine has no distribution.
///
/// ## Validated against
/// `CoxRegression` on resamples laid out as files; R `boot` with `coxph` for error and limits by their Monte Carlo error, and
/// `boot.ci` digit by digit (`Validation/R/bootstrap.json`).
///
/// ## References
/// Davison & Hinkley 1997, §7.3 ("ordinary" and stratified resampling of censored data). Burr, *JASA* 89 (1994) 1290–1302. R
/// `boot::boot(strata =)`, `censboot(sim = "ordinary")`.
public struct CoxBootstrap: Sendable {
    /// What is drawn.
    public enum Resampling: Sendable {
        /// Rows out of all rows.
        case observations
        /// Rows out of the rows of their stratum, as many as it has.
        case withinStrata
        /// Clusters with all their rows, as many as there are.
        case clusters(Factor)
    }

    /// The names of the covariates.
    public let names: [String]
    /// B, the number of resamples.
    public let replicateCount: Int
    /// The seed of the resamples.
    public let seed: UInt64
    /// How many resamples the covariates separated, so that a coefficient was ±∞.
    public let separatedCount: Int
    /// How many resamples had no event, or covariates that did not vary or determined each other.
    public let notEstimableCount: Int
    /// How many searches did not end at a maximum.
    public let notConvergedCount: Int
    /// For each covariate the distribution of its coefficient, the log hazard ratio; absent where the data have no estimate.
    public let distributions: [BootstrapDistribution?]

    /// Fits the model to the data and to resamples.
    ///
    /// - Parameters:
    ///   - followUp: times, events, entries and case weights.
    ///   - covariates: one row an observation.
    ///   - strata: groups with a baseline hazard each.
    ///   - ties: what to do with events at one time.
    ///   - resampling: what is drawn.
    ///   - replicates: B, the number of resamples; 2000 or more for limits.
    ///   - seed: of the random numbers.
    ///   - cores: how many cores work at most, all of them by default; the result does not depend on it.
    ///   - progress: told which part is done.
    /// - Throws: ``StatisticsError`` where the model cannot be fitted to the data, for clusters of another length, and unless
    ///   `replicates` is at least 1.
    /// - Complexity: a sort, then O(n + e·i) a replicate for two arms with e events and i steps, O(i·n·p²) otherwise.
    public init(
        _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil,
        ties: CoxRegression.Ties = .efron, resampling: Resampling = .observations, replicates: Int, seed: UInt64,
        cores: Int? = nil, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(StatisticsError) {
        guard replicates > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "replicates", "replicates is \(replicates); expected at least 1")
        }
        if case .clusters(let clusters) = resampling, clusters.count != followUp.count {
            throw .length("clusters", clusters.count, expected: followUp.count)
        }
        let model = try CoxRegression(followUp, covariates: covariates, strata: strata, ties: ties)
        let order = RiskOrder(followUp, strata: strata)
        let resample = Resample(resampling, order)
        let rows = try ResampledRows(followUp, covariates, strata: strata, order, ties: ties)
        let arms = model.coefficients.first?.flatMap {
            ResampledArms(followUp, covariates, order, ties: ties, estimate: $0)
        }
        let fits = Lanes(cores: cores).map(replicates, inBlocksOf: 16, progress: progress) { block in
            var counts = [Int32](repeating: 0, count: order.count)
            var arms = arms
            return block.map { replicate in
                resample.draw(seed: seed, replicate: replicate, into: &counts)
                return arms?.fit(counts) ?? rows.fit(counts)
            }
        }.flatMap { $0 }
        names = covariates.names
        replicateCount = replicates
        self.seed = seed
        separatedCount = fits.count { $0.outcome == .separated }
        notEstimableCount = fits.count { $0.outcome == .notEstimable }
        notConvergedCount = fits.count { $0.outcome == .notConverged }
        let influences = Self.influences(model, followUp, covariates, strata, resample)
        var distributions: [BootstrapDistribution?] = []
        for (index, coefficient) in model.coefficients.enumerated() {
            distributions.append(
                try coefficient.map { estimate throws(StatisticsError) in
                    try BootstrapDistribution(
                        estimate: estimate, replicates: fits.compactMap { $0.coefficients[index] },
                        influences: influences?[index])
                })
        }
        self.distributions = distributions
    }

    /// exp(β) with its limits: those of β, transformed. Absent where the data have no estimate.
    public func hazardRatio(
        of index: Int, by method: BootstrapDistribution.Method, level: ConfidenceLevel = .ninetyFivePercent
    ) -> IntervalEstimate? {
        distributions[index].map { distribution in
            let limits = distribution.limits(method, level: level)
            func ratio(_ value: Double?) -> Double? {
                value.map(Elementary.exponential).flatMap { $0.isFinite ? $0 : nil }
            }
            return IntervalEstimate(
                estimate: Elementary.exponential(distribution.estimate),
                limits: ConfidenceLimits(lower: ratio(limits.lower), upper: ratio(limits.upper)))
        }
    }

    /// For each covariate the influence of each unit on its coefficient: the score residuals times the covariance (dfbeta).
    private static func influences(
        _ model: CoxRegression, _ followUp: SurvivalTimes, _ covariates: CovariateMatrix, _ strata: Factor?,
        _ resample: Resample
    ) -> [[Double]]? {
        let beta = model.coefficients.compactMap(\.self)
        let order = model.names.count
        guard beta.count == order, model.covariance.count == order * order else { return nil }
        var likelihood = CoxLikelihood(followUp, covariates, strata: strata, ties: model.ties)
        let residuals = likelihood.weightedScoreResiduals(at: beta)
        return (0..<order).map { column in
            let values = stride(from: 0, to: residuals.count, by: order).map { start in
                (0..<order).reduce(0) { $0 + residuals[start + $1] * model.covariance[$1 * order + column] }
            }
            return resample.influences(values)
        }
    }
}
