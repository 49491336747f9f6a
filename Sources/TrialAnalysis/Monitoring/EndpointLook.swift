import TrialStatistics
import TrialTables
import TrialValues

/// A look at a time-to-event endpoint in patient data: its log-rank statistic and its events.
///
/// The statistic is positive where the group that is not the reference did better than the reference.
public struct EndpointLook: Sendable {
    /// The name of the endpoint.
    public let name: String
    /// The events of both groups.
    public let events: Double
    /// Z of the log-rank test, stratified where the plan says so.
    public let z: Double
    /// The two groups, the reference first.
    public let groups: [String]
    /// The patients of each.
    public let counts: [Int]
    /// What one has to know to read it rightly.
    public let notes: [String]

    /// Looks at an endpoint.
    ///
    /// - Parameters:
    ///   - table: the patients.
    ///   - name: of the endpoint.
    ///   - plan: the columns of time, event, group and strata.
    /// - Throws: `Diagnostics` for columns that are missing or cannot be read, or where there is no test of two groups.
    public init(_ table: Table, name: String, _ plan: SurvivalPlan) throws(Diagnostics) {
        let analysis = try SurvivalAnalysis(table, plan)
        guard let test = analysis.logRank, test.groups.count == 2, let z = test.z else {
            let found = analysis.logRank.map { "\($0.groups.count) groups" } ?? "no groups with events to compare"
            throw Diagnostics([
                Diagnostic(
                    .error, "monitor.two-groups", "\(name): there is no log-rank test of two groups (\(found))",
                    at: .init(field: plan.group))
            ])
        }
        self.name = name
        self.z = z
        events = Double(analysis.eventCount)
        groups = test.groups.map(\.name)
        counts = test.groups.map(\.count)
        let compared =
            "\(name): log-rank test of \(groups[1]) (n = \(counts[1])) against \(groups[0]) (n = \(counts[0]))"
        let dropped = analysis.dropped > 0 ? "; \(analysis.dropped) rows with missing values left out" : ""
        notes = [compared + dropped + "."]
    }
}
