import TrialStatistics

/// What a reader has to know beside the numbers.
enum Remarks {
    static func all(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ groups: [GroupSurvival], _ plan: SurvivalPlan
    ) -> [String] {
        leftOut(rows, complete, design, plan) + ofGroups(groups) + ofLevels(rows, complete, design)
            + ofIntervals(rows, complete, plan) + ofWeights(rows, plan)
    }

    /// Which rows were left out of what.
    private static func leftOut(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ plan: SurvivalPlan
    ) -> [String] {
        var remarks: [String] = []
        let early = rows.table.rowCount - rows.observedCount
        if early > 0, let start = plan.startTime {
            remarks.append(
                "\(count(early, "row")) left out: the time is before the start time \(DistinctValues.text(of: start))."
            )
        }
        let missing = rows.observedCount - complete.count
        if missing > 0 {
            remarks.append(
                "\(count(missing, "row")) left out of everything for a missing time, event, entry, group or weight.")
        }
        let withStrata = rows.withStrata(complete).count
        let strata = complete.count - withStrata
        if strata > 0 {
            remarks.append(
                "\(count(strata, "further row")) left out of the \(plan.group == nil ? "" : "test and the ")Cox model for a missing stratum."
            )
        }
        let fromModel = withStrata - design.rows.count
        if fromModel > 0 {
            remarks.append(
                "\(count(fromModel, "further row")) left out of the Cox model for a missing covariate or cluster.")
        }
        return remarks
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun) was" : "\(number) \(noun)s were"
    }

    private static func ofGroups(_ groups: [GroupSurvival]) -> [String] {
        var remarks: [String] = []
        for group in groups {
            let name = groups.count == 1 ? "No event was seen" : "No event was seen in group '\(group.name)'"
            if group.curve.eventCount == 0 {
                remarks.append("\(name): its curve stays at 1 and no quantile is estimable.")
            }
            if let time = group.curve.emptiedRiskSetAt {
                remarks.append(
                    "In group '\(group.name)' all who had entered by time \(DistinctValues.text(of: time)) had the event then; the curve is 0 from there on although others enter later. Consider --start-time."
                )
            }
        }
        return remarks
    }

    /// Groups that have a curve and no row in the Cox model.
    private static func ofLevels(_ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix) -> [String] {
        guard let group = rows.group, !design.terms.isEmpty else { return [] }
        let present = Set(SurvivalRows.factor(group, design.rows).levels)
        return SurvivalRows.factor(group, complete).levels.filter { !present.contains($0) }.map {
            "Group '\($0)' has no row in the Cox model: its hazard ratio is not estimable."
        }
    }

    /// What makes the hazard ratios of the groups not estimable although there are rows: the reference has none.
    static func vanishedReference(_ rows: SurvivalRows, _ design: DesignMatrix, _ plan: SurvivalPlan) -> String? {
        guard let group = rows.group, let name = plan.group else { return nil }
        let reference = SurvivalRows.factor(group, rows.complete, reference: plan.reference).levels.first
        guard let reference, !SurvivalRows.factor(group, design.rows).levels.contains(reference) else { return nil }
        return
            "The Cox model is not estimable: '\(reference)', the reference of '\(name)', has no row in it. Choose another by --reference."
    }

    /// Rows that are intervals of one subject.
    private static func ofIntervals(_ rows: SurvivalRows, _ complete: [Int], _ plan: SurvivalPlan) -> [String] {
        let continuing = rows.continuing(complete).filter { $0 }.count
        guard continuing > 0, let cluster = plan.cluster else { return [] }
        return [
            "\(continuing) rows are followed by another interval of the same '\(cluster)': they end no follow-up in the median follow-up, but n, the numbers censored and the ticks of the figure count rows."
        ]
    }

    /// What else is robust, of what was asked for.
    private static func robustChecks(_ plan: SurvivalPlan) -> String {
        (plan.proportionalHazards == nil ? "" : ", the test of proportional hazards")
            + (plan.concordance == nil ? "" : ", the errors of concordances")
    }

    private static func ofWeights(_ rows: SurvivalRows, _ plan: SurvivalPlan) -> [String] {
        let isRobust = plan.isRobust || plan.cluster != nil
        var remarks: [String] = []
        if let weights = rows.weights, weights.values.contains(where: { $0 != $0.rounded() }) {
            remarks.append(
                "Weights that are not whole are taken as frequencies in standard errors and tests"
                    + (isRobust ? "." : "; for sampling weights ask for --robust."))
        }
        let weightless = (0..<rows.table.rowCount).count { rows.weights?[$0] == 0 }
        if weightless > 0 {
            remarks.append(
                "\(weightless == 1 ? "1 row has" : "\(weightless) rows have") weight 0: no estimate takes them in, nor does the n of the Cox model; the numbers of rows, of events and at risk of the curves count them."
            )
        }
        if isRobust {
            remarks.append(
                "Robust are the standard errors, limits and Wald's tests of the Cox model\(robustChecks(plan)); its other tests, the test of the groups and the limits of the curves take rows as independent."
            )
        }
        return remarks
    }
}

// MARK: The Cox model

extension Remarks {
    /// Where the search for the maximum did not end at one, and what holds all the same.
    static func convergence(_ cox: CoxAnalysis) -> [String] {
        switch cox.model.convergence {
        case .converged: []
        case .notConverged:
            ["The Cox model did not converge after \(cox.model.iterations) steps; no estimate is given."]
        case .monotoneLikelihood(let covariates): [monotone(cox, covariates)]
        }
    }

    /// What the estimates mean under the chosen likelihood.
    static func ofFitting(_ cox: CoxAnalysis, _ plan: SurvivalPlan) -> [String] {
        var remarks: [String] = []
        if plan.ties == .discrete {
            remarks.append(
                "With discrete ties the Cox model is one of odds: what is called a hazard ratio is the ratio of the odds of the event at each time, which is further from 1. For rounded times that are continuous ask for --ties exact."
            )
        }
        switch plan.fitting.penalty {
        case .none: break
        case .firth:
            remarks.append(
                "The Cox model has Firth's penalty: limits, p-values and the likelihood-ratio test are those of the penalised likelihood, the standard errors are from its information, and the score test is that without penalty."
            )
        case .ridge(let theta):
            let degrees = cox.model.ridge.map {
                ", which leaves \(DistinctValues.text(of: ($0.effectiveDegreesOfFreedom * 100).rounded() / 100)) effective degrees of freedom of \(cox.terms.count)"
            }
            remarks.append(
                "A ridge of strength \(DistinctValues.text(of: theta)) draws the coefficients of the covariates to 0\(degrees ?? ""); their limits and p-values know nothing of the bias that this is."
            )
        }
        if plan.fitting.usesProfile,
            cox.model.profiles.contains(where: { $0.lower == .notFound || $0.upper == .notFound })
        {
            remarks.append("A limit of the profile likelihood was not found where the likelihood can be evaluated.")
        }
        return remarks
    }

    /// What the coefficients of terms mean that are part of an interaction or a spline.
    static func ofTerms(_ cox: CoxAnalysis, _ plan: SurvivalPlan) -> [String] {
        cox.modelTerms.compactMap { term in
            switch term {
            case .interaction(let first, let second):
                "With '\(term.name)' in the model the hazard ratios of '\(first.name)' are those where '\(second.name)' is \(second.origin), and those of '\(second.name)' where '\(first.name)' is \(first.origin)."
            case .spline(let column, _):
                "The columns of the spline of '\(column)' mean nothing one by one, nor do their p-values; its tests and its curve do."
            case .number, .factor: nil
            }
        }
    }

    private static func monotone(_ cox: CoxAnalysis, _ covariates: [Int]) -> String {
        func names(_ isWanted: (FloatingPointSign?) -> Bool) -> [String] {
            covariates.filter { isWanted(cox.model.divergence[$0]) }.map { cox.terms[$0].name }
        }
        let ratios = [
            ("infinite", names { $0 == .plus }), ("0", names { $0 == .minus }), ("undetermined", names { $0 == nil }),
        ]
        let limits = ratios.filter { !$0.1.isEmpty }.map { value, names in
            "the hazard \(names.count == 1 ? "ratio of \(list(names, "and")) is" : "ratios of \(list(names, "and")) are") \(value)"
        }
        var sentences = [
            "The likelihood of the Cox model has no maximum, because the events can be told apart by its covariates: \(limits.joined(separator: ", ")).",
            "Wald limits and p-values do not exist there, nor does Wald's test of the whole model.",
        ]
        if cox.model.likelihoodRatioTest != nil { sentences.append("The likelihood-ratio test stays valid.") }
        if covariates.count < cox.terms.count {
            sentences.append("The estimates of the other terms hold; they are those in the limit.")
        }
        if cox.model.profiles.isEmpty {
            let isApproximate = cox.model.ties == .efron || cox.model.ties == .breslow
            sentences.append(
                isApproximate
                    ? "Ask for --firth, which has estimates and limits there, or for the one limit that --profile finds."
                    : "Ask for the one limit that --profile finds.")
        } else {
            sentences.append("The limits given are those of the profile likelihood; a missing one is infinite or 0.")
        }
        return sentences.joined(separator: " ")
    }

    /// "'a'", "'a' and 'b'", cut after six.
    private static func list(_ names: [String], _ conjunction: String) -> String {
        let shown = names.prefix(6).map { "'\($0)'" } + (names.count > 6 ? ["\(names.count - 6) more"] : [])
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
