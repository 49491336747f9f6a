import TrialStatistics

/// What a reader has to know beside the numbers.
enum Remarks {
    static func all(
        _ rowCount: Int, _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ groups: [GroupSurvival],
        _ plan: SurvivalPlan
    ) -> [String] {
        leftOut(rows, complete, design, plan) + ofGroups(groups) + ofLevels(rows, design) + ofWeights(rows, plan)
    }

    /// Which rows were left out of what.
    private static func leftOut(
        _ rows: SurvivalRows, _ complete: [Int], _ design: DesignMatrix, _ plan: SurvivalPlan
    ) -> [String] {
        var remarks: [String] = []
        let early = rows.table.rowCount - rows.observedCount
        if early > 0, let start = plan.startTime {
            remarks.append(
                "\(count(early, "row")) left out: the time is at or before the start time \(DistinctValues.text(of: start))."
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

    private static func monotone(_ cox: CoxAnalysis, _ covariates: [Int]) -> String {
        let isOne = covariates.count == 1
        let names = list(covariates.map { cox.terms[$0].name }, "and")
        var sentences = [
            "The likelihood of the Cox model has no maximum: it grows for ever along \(names), whose \(isOne ? "hazard ratio is" : "hazard ratios are") infinite or 0.",
            "Wald limits and p-values do not exist for \(isOne ? "it" : "them"), nor does Wald's test of the whole model.",
        ]
        if cox.model.likelihoodRatioTest != nil { sentences.append("The likelihood-ratio test stays valid.") }
        if covariates.count < cox.terms.count {
            sentences.append("The estimates of the other terms hold; they are those in the limit.")
        }
        return sentences.joined(separator: " ")
    }

    /// Which hazard ratios are 0 or infinite because a level of a factor has no event.
    ///
    /// Where a level that is compared has none, the likelihood only grows as its hazard falls. Where the reference has
    /// none, it only grows as the hazards of the levels that have some rise.
    private static func ofLevels(_ rows: SurvivalRows, _ design: DesignMatrix) -> [String] {
        let events = design.rows.indices.lazy.filter { rows.counts(design.rows[$0]) }
        guard !events.isEmpty else { return [] }
        var columns: [String] = []
        for term in design.terms where term.level != nil && !columns.contains(term.column) {
            columns.append(term.column)
        }
        return columns.compactMap { column in
            let terms = design.terms.indices.filter { design.terms[$0].column == column }
            let hasEvents = terms.map { term in events.contains { design.columns[term][$0] == 1 } }
            let isReferenceAlive = !events.contains { row in terms.allSatisfy { design.columns[$0][row] == 0 } }
            let decided = zip(terms, hasEvents).filter { $1 == isReferenceAlive }.map { design.terms[$0.0] }
            guard !decided.isEmpty else { return nil }
            let reference = decided[0].reference.map { ["\($0)"] } ?? []
            let without = isReferenceAlive ? reference : decided.compactMap(\.level)
            let ratios =
                decided.count == 1
                ? "the hazard ratio of \(list(decided.map(\.name), "and")) is"
                : "the hazard ratios of \(list(decided.map(\.name), "and")) are"
            return
                "In the rows of the Cox model no event was seen with \(column) \(list(without, "or"))\(isReferenceAlive ? ", the reference" : ""): \(ratios) \(isReferenceAlive ? "infinite" : "0")."
        }
    }

    /// "'a'", "'a' and 'b'", cut after six.
    private static func list(_ names: [String], _ conjunction: String) -> String {
        let shown = names.prefix(6).map { "'\($0)'" } + (names.count > 6 ? ["\(names.count - 6) more"] : [])
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
