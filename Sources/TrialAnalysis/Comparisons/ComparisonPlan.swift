import TrialStatistics
import TrialValues

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

extension ComparisonPlan {
    /// Refuses a column in two roles: groups compared by themselves, or strata that hold one outcome, have an answer without a meaning.
    func requireColumnsOfTheirOwn() throws(Diagnostic) {
        let roles =
            [("--outcome", outcome), ("--by", group)] + strata.map { ("--strata", $0) }
            + (pair.map { [("--paired", $0)] } ?? [])
        for (index, role) in roles.enumerated() {
            guard let other = roles[..<index].first(where: { $0.1 == role.1 }) else { continue }
            let options = other.0 == role.0 ? "by \(role.0)" : "by \(other.0) and \(role.0)"
            throw Diagnostic(
                .error, "compare.roles",
                "column '\(role.1)' is given twice, \(options); expected a column of its own for each")
        }
    }
}
