import TrialStatistics

/// What to compare in a flat file, one row a subject: which column is the outcome and which the groups.
///
/// ```swift
/// var plan = ComparisonPlan(outcome: "response", group: "arm")
/// plan.event = "CR"
/// let comparison = try GroupComparison(table, plan)
/// ```
public struct ComparisonPlan: Sendable, Hashable {
    /// The column that is compared.
    public var outcome: String
    /// The value of the outcome that counts as the event; all others are "not" it.
    public var event: String?
    /// The column whose levels are compared.
    public var group: String
    /// The columns whose levels, taken together, stratify a comparison by outcomes.
    public var strata: [String] = []
    /// The column that names which rows are a pair: one row of each of two groups.
    public var pair: String?
    /// The conventions.
    public var options = ComparisonOptions()

    /// A plan to compare an outcome between groups.
    public init(outcome: String, group: String) {
        self.outcome = outcome
        self.group = group
    }
}
