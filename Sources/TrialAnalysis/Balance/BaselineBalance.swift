import TrialStatistics
import TrialTables
import TrialValues

/// The baseline characteristics of groups, how far the groups differ in them, and weights that make them alike.
///
/// ```swift
/// let balance = try BaselineBalance(table, plan, allocation: ArmAllocation(study))
/// balance.covariates[0].imbalance.largest?.difference
/// ```
public struct BaselineBalance: Sendable {
    /// One group.
    public struct Group: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The number of its subjects.
        public let count: Int
    }

    /// What was asked for.
    public let plan: BalancePlan
    /// How subjects came to the groups.
    public let allocation: ArmAllocation
    /// The rows of the table.
    public let rowCount: Int
    /// The rows without a group, which are left out of everything.
    public let dropped: Int
    /// The groups, the reference first.
    public let groups: [Group]
    /// The covariates, in the order asked for.
    public let covariates: [BaselineCovariate]
    /// Scores and weights, where they were asked for.
    public let propensity: PropensityAnalysis?
    /// What a reader of the numbers has to know, what allocation makes of a difference first.
    public let notes: [String]

    /// Describes the groups of a table, one row a subject.
    ///
    /// - Throws: ``TrialValues/Diagnostics`` with all that is in the way.
    public init(
        _ table: Table, _ plan: BalancePlan, allocation: ArmAllocation = .untold
    ) throws(Diagnostics) {
        let columns = try BalanceColumns(table, plan)
        let propensity: PropensityAnalysis?
        if let weighting = plan.weighting {
            propensity = try PropensityAnalysis(table, columns, plan, weighting)
        } else {
            propensity = nil
        }
        self.propensity = propensity
        self.plan = plan
        self.allocation = allocation
        rowCount = table.rowCount
        dropped = table.rowCount - columns.rows.count
        groups = zip(columns.groups.levels, columns.groups.counts).map { Group(name: $0, count: $1) }
        var covariates: [BaselineCovariate] = []
        do {
            for (name, source) in columns.covariates {
                covariates.append(try BaselineCovariate(name, source, columns, plan, propensity))
            }
        } catch {
            throw Diagnostics([Diagnostic(.error, "balance.\(error.code)", error.description)])
        }
        self.covariates = covariates
        notes = [allocation.sentence] + BalanceRemarks(table, columns, plan, covariates, propensity).all
    }

    /// Whether a difference is beyond the threshold.
    public func isMarked(_ imbalance: CovariateImbalance) -> Bool {
        imbalance.largest.map { abs($0.difference ?? 0) > plan.threshold } ?? false
    }

    /// The columns that differ by more than the threshold, without weights.
    public var marked: [String] { covariates.filter { isMarked($0.imbalance) }.map(\.column) }

    /// The columns that differ by more than the threshold with weights.
    public var markedWithWeights: [String] {
        covariates.filter { $0.weighted.map { isMarked($0.imbalance) } ?? false }.map(\.column)
    }
}
