import TrialStatistics
import TrialTables
import TrialValues

/// The subgroup analysis of one flat file: a hazard ratio in every level of every variable, tests of interaction, and the
/// effect over windows of a marker.
///
/// Every row uses subjects of one set, those that the overall hazard ratio has, so that the levels of a variable partition
/// it; where they do not, because a value is missing or has no row, the notes say how many are not shown.
///
/// ```swift
/// let analysis = try SubgroupAnalysis(table, plan)
/// analysis.variables[0].rows[0].effect.ratio
/// analysis.variables[0].interactionP
/// ```
public struct SubgroupAnalysis: Sendable {
    /// What was asked for.
    public let plan: SubgroupPlan
    /// The rows of the file.
    public let rowCount: Int
    /// The rows left out of everything for a missing value.
    public let dropped: Int
    /// All subjects.
    public let overall: SubgroupRow
    /// The subgroup variables, in the order asked for.
    public let variables: [SubgroupResult]
    /// The windows over a marker, where they were asked for.
    public let slidingWindows: SlidingWindowAnalysis?
    /// What a reader of the numbers has to know, in sentences.
    public let notes: [String]

    /// Runs a plan on a table.
    ///
    /// - Parameter progress: told which part of the permutations is done.
    /// - Throws: ``TrialValues/Diagnostics`` with everything in the way.
    public init(
        _ table: Table, _ plan: SubgroupPlan, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(Diagnostics) {
        if let marker = plan.slidingWindows?.marker, let problem = plan.outcomeProblem(marker, option: "--stepp") {
            throw Diagnostics([problem])
        }
        let levels = try Self.levels(table, plan)
        var notes: [String] = []
        let subjects = try SubgroupSubjects(table, plan, notes: &notes)
        let estimator = SubgroupEstimator(subjects: subjects, plan: plan)
        do {
            overall = try estimator.row("All", Array(subjects.rows.indices), isOverall: true)
            var results: [SubgroupResult] = []
            for (variable, levels) in zip(plan.variables, levels) {
                results.append(try estimator.result(variable, levels))
            }
            variables = try Self.adjusted(results)
        } catch {
            throw Diagnostics([Diagnostic(.error, "subgroups.\(error.code)", error.description)])
        }
        slidingWindows = try plan.slidingWindows.map { windows throws(Diagnostics) in
            try SlidingWindowAnalysis(table, windows, estimator, progress)
        }
        self.plan = plan
        rowCount = subjects.rowCount
        dropped = subjects.dropped
        self.notes =
            notes
            + SubgroupRemarks(
                plan: plan, subjects: subjects, overall: overall, variables: variables, slidingWindows: slidingWindows
            ).all
    }

    /// The names of the two groups, the reference first.
    public var groups: [String] { overall.arms.map(\.name) }

    private static func levels(_ table: Table, _ plan: SubgroupPlan) throws(Diagnostics) -> [SubgroupLevels] {
        var problems: [Diagnostic] = []
        var levels: [SubgroupLevels] = []
        for variable in plan.variables {
            if variable.column == plan.survival.group {
                problems.append(
                    Diagnostic(
                        .error, "subgroups.variable",
                        "column '\(variable.column)' is given twice, by --by and --subgroups: in its levels there is one group only"
                    ))
                continue
            }
            if let problem = plan.outcomeProblem(variable.column, option: "--subgroups") {
                problems.append(problem)
                continue
            }
            do { levels.append(try SubgroupLevels(table, variable)) } catch { problems.append(error) }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        return levels
    }

    /// The results with Holm's p-values over all variables that have one.
    private static func adjusted(_ results: [SubgroupResult]) throws(StatisticsError) -> [SubgroupResult] {
        let tested = results.indices.filter { results[$0].interactionP != nil }
        let adjusted = try AdjustedPValues(tested.compactMap { results[$0].interactionP }, by: .holm).values
        let places = Dictionary(uniqueKeysWithValues: zip(tested, adjusted))
        return results.indices.map { results[$0].with(adjustedP: places[$0]) }
    }
}

extension SubgroupPlan {
    /// Why a column cannot part the subjects: it is their follow-up or event, which nobody knows when they are treated.
    fileprivate func outcomeProblem(_ column: String, option: String) -> Diagnostic? {
        let roles = [("--time", survival.time), ("the event", survival.event.column)]
        guard let role = roles.first(where: { $0.1 == column }) else { return nil }
        return Diagnostic(
            .error, "subgroups.outcome",
            "column '\(column)' is given twice, by \(role.0) and \(option): the outcome does not make subgroups; name a column known at the start"
        )
    }
}
