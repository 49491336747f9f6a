import TrialStatistics

/// What a reader has to know beside the numbers.
enum Remarks {
    static func all(
        _ rowCount: Int, _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ groups: [GroupSurvival],
        _ plan: SurvivalPlan
    ) -> [String] {
        leftOut(rows, complete, design, plan) + ofGroups(groups) + ofWeights(rows, plan)
    }

    /// Which rows were left out of what.
    private static func leftOut(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ plan: SurvivalPlan
    ) -> [String] {
        var remarks: [String] = []
        let early = rows.table.rowCount - rows.observedCount
        if early > 0, let start = plan.startTime {
            remarks.append(
                "\(count(early, "row")) ended at or before the start time \(DistinctValues.text(of: start)) and left out."
            )
        }
        let missing = rows.observedCount - complete.count
        if missing > 0 {
            remarks.append(
                "\(count(missing, "row")) left out of everything for a missing time, event, entry, group or weight.")
        }
        let fromModel = complete.count - design.rows.count
        if fromModel > 0 {
            remarks.append(
                "\(count(fromModel, "further row")) left out of the Cox model for a missing covariate, stratum or cluster."
            )
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

    private static func ofWeights(_ rows: SurvivalRows, _ plan: SurvivalPlan) -> [String] {
        guard let weights = rows.weights, !plan.isRobust, plan.cluster == nil else { return [] }
        let areWhole = weights.values.allSatisfy { $0 == $0.rounded() }
        return areWhole
            ? []
            : [
                "Weights that are not whole are taken as frequencies in every standard error; for sampling weights ask for --robust."
            ]
    }

    static func convergence(_ cox: CoxAnalysis) -> [String] {
        switch cox.model.convergence {
        case .converged: return []
        case .notConverged:
            return ["The Cox model did not converge after \(cox.model.iterations) steps; no estimate is given."]
        case .monotoneLikelihood(let covariates):
            let names = covariates.map { "'\(cox.terms[$0].name)'" }.joined(separator: ", ")
            let test =
                cox.model.likelihoodRatioTest.map {
                    ", and the likelihood-ratio test (p = \(rounded($0.pValue))) holds"
                } ?? ""
            return [
                "The likelihood grows for ever along \(names): the hazard ratio is infinite or 0 and has no Wald limits. The other terms\(test)."
            ]
        }
    }

    private static func rounded(_ value: Double) -> String {
        let scaled = (value * 10000).rounded() / 10000
        return scaled == 0 ? "< 0.0001" : String(scaled)
    }
}
