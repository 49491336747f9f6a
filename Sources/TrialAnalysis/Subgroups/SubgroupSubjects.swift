import TrialStatistics
import TrialTables
import TrialValues

/// The subjects of a subgroup analysis: rows of the table that have all that the overall hazard ratio needs.
struct SubgroupSubjects {
    /// Their rows in the table.
    let rows: [Int]
    let followUp: SurvivalTimes
    /// Two levels, the reference first.
    let groups: Factor
    let strata: Factor?
    let robust: CoxRegression.RobustVariance?
    /// The subjects of groups that are not compared, by group.
    let others: [SubgroupResult.Unlisted]
    let rowCount: Int
    let dropped: Int
    /// The rows whose time is before the start time.
    let earlyCount: Int
    /// Whether a weight is not a number of persons.
    let hasFractionalWeights: Bool

    init(_ table: Table, _ plan: SubgroupPlan, notes: inout [String]) throws(Diagnostics) {
        let survival = plan.survival
        let read = try SurvivalRows(table, survival, notes: &notes)
        let complete = read.withCluster(read.withStrata(read.complete))
        guard !complete.isEmpty else {
            throw Diagnostics([
                Diagnostic(
                    .error, "subgroups.no-rows",
                    "none of the \(table.rowCount) rows has a value in all columns of the overall comparison",
                    at: Diagnostic.Place(file: table.source))
            ])
        }
        guard let all = try read.groupFactor(complete, survival) else {
            throw Diagnostics([Diagnostic(.error, "subgroups.groups", "no column of groups is given; expected --by")])
        }
        let pair = try Self.pair(all, plan)
        let kept = complete.indices.filter { pair.contains(Int(all.codes[$0])) }
        rows = kept.map { complete[$0] }
        groups = Factor(
            uncheckedCodes: kept.map { Int(all.codes[$0]) == pair[0] ? 0 : 1 }, levels: pair.map { all.levels[$0] })
        others = all.levels.indices.filter { !pair.contains($0) }.map { code in
            .init(level: all.levels[code], count: all.codes.reduce(0) { $0 + ($1 == Int32(code) ? 1 : 0) })
        }
        strata = read.strataFactor(rows)
        robust = read.robustVariance(rows, survival)
        rowCount = table.rowCount
        dropped = read.observedCount - complete.count
        earlyCount = table.rowCount - read.observedCount
        hasFractionalWeights = read.weights?.values.contains { $0 != $0.rounded() } ?? false
        do { followUp = try read.followUp(rows, survival) } catch {
            throw Diagnostics([Diagnostic(.error, "subgroups.\(error.code)", error.description)])
        }
    }

    /// The codes of the two groups that are compared, the reference first.
    private static func pair(_ groups: Factor, _ plan: SubgroupPlan) throws(Diagnostics) -> [Int] {
        let name = plan.survival.group ?? ""
        func refuse(_ message: String, _ advice: String) -> Diagnostics {
            Diagnostics([Diagnostic(.error, "subgroups.groups", message, advice: advice)])
        }
        let texts = groups.levels.map { "'\($0)'" }.joined(separator: ", ")
        guard groups.levels.count > 1 else {
            throw refuse("column '\(name)' holds only \(texts); expected two groups", "there is nothing to compare")
        }
        if let versus = plan.versus {
            guard let place = groups.levels.firstIndex(of: versus), place > 0 else {
                throw refuse(
                    "--versus is '\(versus)'; expected a level of column '\(name)' other than the reference '\(groups.levels[0])'",
                    "it holds \(texts)")
            }
            return [0, place]
        }
        guard groups.levels.count == 2 else {
            throw refuse(
                "column '\(name)' has \(groups.levels.count) groups: \(texts); a forest compares two",
                "name the one to compare with '\(groups.levels[0])' by --versus, and another reference by --reference")
        }
        return [0, 1]
    }
}
