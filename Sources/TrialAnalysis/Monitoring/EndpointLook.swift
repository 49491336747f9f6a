import TrialStatistics
import TrialTables
import TrialValues

/// A look at a time-to-event endpoint in patient data: its log-rank statistic, its events and its hazard ratio.
///
/// The statistic is positive where the group that is not the reference did better than the reference.
public struct EndpointLook: Sendable {
    /// The name of the endpoint.
    public let name: String
    /// The events of both groups.
    public let events: Double
    /// Z of the log-rank test, stratified where the plan says so; absent where there is no event yet.
    public let z: Double?
    /// The hazard ratio of Cox's model, of the group against the reference, where it can be estimated.
    public let hazardRatio: CoxRegression.HazardRatio?
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
    ///   - cut: the day of the look, where the data are to be cut there.
    /// - Throws: `Diagnostics` for columns that are missing or cannot be read, or where there is no test of two groups.
    public init(
        _ table: Table, name: String, _ plan: SurvivalPlan, cut: DataCut? = nil
    ) throws(Diagnostics) {
        let known = try cut.map { cut throws(Diagnostics) in try cut.table(table, time: plan.time, event: plan.event) }
        var plan = plan
        if known != nil { plan.event = .flag(column: plan.event.column) }
        self.name = name
        if let known, !known.hasSubjects {
            (events, z, hazardRatio, groups, counts) = (0, nil, nil, [], [])
            notes = ["\(name): nobody had entered by \(known.day)."]
            return
        }
        let analysis = try SurvivalAnalysis(known?.table ?? table, plan)
        guard let test = analysis.logRank, test.groups.count == 2 else {
            let found = analysis.logRank.map { "\($0.groups.count) groups" } ?? "one group"
            throw Diagnostics([
                Diagnostic(
                    .error, "monitor.two-groups", "\(name): there is no log-rank test of two groups (\(found))",
                    at: .init(field: plan.group))
            ])
        }
        z = test.z
        events = test.groups.reduce(0) { $0 + Double($1.observed) }
        groups = test.groups.map(\.name)
        counts = test.groups.map(\.count)
        hazardRatio = analysis.cox?.terms.first?.hazardRatio
        let missing = analysis.dropped - (known?.notEntered ?? 0)
        notes =
            (known?.notes ?? []) + [
                Self.words(name, test, hazardRatio)
                    + (missing > 0 ? "; \(missing) rows with missing values left out" : "")
                    + (known.map { $0.notEntered > 0 ? "; \($0.notEntered) had not entered by \($0.day)" : "" } ?? "")
                    + "."
            ]
    }

    /// "PFS: log-rank test of A (n = 20) against B (n = 20), hazard ratio 0.700 (0.500 to 0.980) by Cox's model".
    private static func words(
        _ name: String, _ test: LogRankTest, _ hazardRatio: CoxRegression.HazardRatio?
    ) -> String {
        let (control, treatment) = (test.groups[0], test.groups[1])
        let compared =
            "\(name): log-rank test of \(treatment.name) (n = \(treatment.count)) against \(control.name) (n = \(control.count))"
        guard let hazardRatio else { return compared + (test.z == nil ? ", without an event yet" : "") }
        return compared
            + ", hazard ratio \(text(hazardRatio.estimate)) (\(text(hazardRatio.lower)) to \(text(hazardRatio.upper))) by Cox's model"
    }

    /// A ratio with three decimals; a dash where the data bound it nowhere.
    private static func text(_ value: Double) -> String {
        guard value < 1e6 else { return "–" }
        let thousandths = Int((value * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
