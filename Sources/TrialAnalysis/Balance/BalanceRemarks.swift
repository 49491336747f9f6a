import TrialStatistics
import TrialTables

/// What a reader of a table of baseline characteristics has to know.
struct BalanceRemarks {
    let all: [String]

    init(
        _ table: Table, _ columns: BalanceColumns, _ plan: BalancePlan, _ covariates: [BaselineCovariate],
        _ propensity: PropensityAnalysis?
    ) {
        let dropped = table.rowCount - columns.rows.count
        var notes: [String] = []
        if dropped > 0 { notes.append("\(Self.count(dropped, "row")) left out for a missing '\(plan.group)'.") }
        notes += covariates.flatMap { Self.ofCovariate($0, columns) }
        if let propensity { notes += Self.ofWeights(propensity, plan) }
        all = notes
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun) was" : "\(number) \(noun)s were"
    }

    private static func ofCovariate(_ covariate: BaselineCovariate, _ columns: BalanceColumns) -> [String] {
        var notes: [String] = []
        if let absence = covariate.imbalance.pairs.compactMap(\.absence).first {
            notes.append("'\(covariate.column)' has no standardised difference: \(absence.reason).")
        }
        if case .numbers(let groups) = covariate.content, areFlags(groups), isCoded(covariate.column, columns) {
            notes.append(
                "'\(covariate.column)' holds 0 and 1 only and is described as a number; --factor \(QuotedWords.quoted(covariate.column)) counts them."
            )
        }
        return notes
    }

    private static func areFlags(_ groups: [SampleDescription?]) -> Bool {
        let present = groups.compactMap(\.self)
        return present.contains { $0.smallest == 0 } && present.contains { $0.largest == 1 }
            && present.allSatisfy { $0.smallest >= 0 && $0.largest <= 1 }
    }

    private static func isCoded(_ name: String, _ columns: BalanceColumns) -> Bool {
        guard case .numbers(let cells)? = columns.covariates.first(where: { $0.name == name })?.source else {
            return false
        }
        return columns.rows.allSatisfy { cells.missing[$0] || cells.values[$0] == 0 || cells.values[$0] == 1 }
    }

    private static func ofWeights(_ propensity: PropensityAnalysis, _ plan: BalancePlan) -> [String] {
        var notes = [
            "Weights make the groups alike in the covariates named here and in no others; what was not recorded may differ all the same."
        ]
        if propensity.incompleteCount > 0 {
            let rows = propensity.incompleteCount
            notes.append(
                "\(rows == 1 ? "1 row has" : "\(rows) rows have") no value in some covariate and so no weight: scores, weights and what is weighted are of the \(propensity.rows.count + propensity.trimmed.reduce(0, +)) that have all."
            )
        }
        let trimmed = propensity.trimmed.reduce(0, +)
        if trimmed > 0, let trim = plan.weighting?.trim {
            let text = DistinctValues.text(of: trim)
            notes.append(
                "\(count(trimmed, "row")) trimmed for a score below \(text) or above 1 − \(text), and the score was fitted again to the others; the comparison is of those left."
            )
        }
        let names = propensity.model.names
        for alias in propensity.model.aliases {
            let others = alias.others.map { "'\(names[$0])'" }.joined(separator: ", ")
            notes.append(
                alias.others.isEmpty
                    ? "'\(names[alias.covariate])' does not vary in the rows of the score and adds nothing to it."
                    : "'\(names[alias.covariate])' follows from \(others) and adds nothing to the score.")
        }
        if propensity.model.penalty == .firth {
            notes.append(
                "The scores maximise Firth's penalised likelihood; overlap weights then balance nearly, not exactly.")
        }
        for (name, group) in zip(propensity.groups.levels, [propensity.weights.reference, propensity.weights.compared])
        {
            guard let largest = group.largest, group.sumOfWeights > 0, largest > 0.1 * group.sumOfWeights,
                group.count > 10
            else { continue }
            let share = (largest / group.sumOfWeights * 100).rounded()
            notes.append(
                "One subject of '\(name)' has \(DistinctValues.text(of: share))% of the weight of its group; see what remains without it (--trim), or take --weights overlap."
            )
        }
        return notes
    }
}
