import TrialStatistics
import TrialValues

extension SurvivalAnalysis {
    /// The bootstrap of the Cox model; `nil` where it was not asked for or there is no model.
    static func bootstrap(
        _ rows: SurvivalRows, _ design: DesignMatrix, _ fit: ModelFit?, _ plan: SurvivalPlan, _ notes: inout [String],
        _ progress: LongWork?
    ) throws(Diagnostics) -> CoxBootstrap? {
        guard let asked = plan.tests.bootstrap else { return nil }
        guard let fit else {
            notes.append("There is no Cox model to bootstrap.")
            return nil
        }
        guard plan.fitting.penalty == .none, plan.fitting.offset == nil else {
            notes.append("The bootstrap fits models without penalty and offset, not this one; none is given.")
            return nil
        }
        let resampling = asked.resampling ?? (rows.clusters == nil ? .rows : .clusters)
        var drawn = CoxBootstrap.Resampling.observations
        switch resampling {
        case .rows: break
        case .strata: drawn = .withinStrata
        case .clusters:
            if let clusters = rows.clusters { drawn = .clusters(SurvivalRows.factor(clusters, design.rows)) }
        }
        let bootstrap = try statistics { () throws(StatisticsError) in
            try CoxBootstrap(
                fit.followUp, covariates: fit.matrix, strata: fit.strata, ties: plan.ties, resampling: drawn,
                replicates: asked.replicates, seed: plan.tests.seed, cores: plan.tests.cores,
                progress: LongTask.bootstrap.report(to: progress))
        }
        notes += remarks(bootstrap, fit, plan.level)
        return bootstrap
    }

    private static func remarks(_ bootstrap: CoxBootstrap, _ fit: ModelFit, _ level: ConfidenceLevel) -> [String] {
        var remarks: [String] = []
        let failed = bootstrap.notEstimableCount + bootstrap.notConvergedCount
        if failed > 0 {
            remarks.append(
                "\(failed) of \(bootstrap.replicateCount) resamples had no estimate of the Cox model and are left out of its bootstrap limits."
            )
        }
        if bootstrap.separatedCount > 0 {
            remarks.append(
                "In \(bootstrap.separatedCount) of \(bootstrap.replicateCount) resamples a hazard ratio was 0 or infinite; they stand at the ends of the bootstrap distribution, which then has no standard error."
            )
        }
        if hasOpenLimits(bootstrap, level) {
            // Rank (B + 1)·α/2 of the smallest limit has to be 1 at least.
            let least = Int((2 / (1 - level.coverage) - 1 - 1e-9).rounded(.up))
            remarks.append(
                "A bootstrap limit that is NE lies beyond the resamples or at an infinite hazard ratio: percentiles of this level need \(least) resamples at least, BCa more; 2000 are stable."
            )
        }
        if fit.followUp.weights != nil {
            remarks.append(
                "Rows are resampled with their weights: a row drawn twice counts twice, whatever its weight.")
        }
        return remarks
    }

    private static func hasOpenLimits(_ bootstrap: CoxBootstrap, _ level: ConfidenceLevel) -> Bool {
        bootstrap.distributions.compactMap(\.self).contains { distribution in
            [BootstrapDistribution.Method.percentile, .basic, .biasCorrected].contains { method in
                let limits = distribution.limits(method, level: level)
                return limits.lower == nil || limits.upper == nil
            }
        }
    }
}
