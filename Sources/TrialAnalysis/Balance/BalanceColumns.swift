import TrialStatistics
import TrialTables
import TrialValues

/// The columns of a plan: the groups, and each covariate as a number or as levels.
struct BalanceColumns {
    /// The rows that have a group.
    let rows: [Int]
    /// The groups of these rows, the reference first.
    let groups: Factor
    let covariates: [(name: String, source: DesignSource)]

    /// More groups than this are a measurement or an identifier.
    private static let mostGroups = 12

    init(_ table: Table, _ plan: BalancePlan) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        var values: DistinctValues?
        do { values = DistinctValues(try table.column(named: plan.group)) } catch { problems.append(error) }
        if let found = values, let problem = Self.problem(of: found, table, plan) {
            problems.append(problem)
            values = nil
        }
        var covariates: [(name: String, source: DesignSource)] = []
        for name in plan.covariates {
            if name == plan.group {
                problems.append(
                    Diagnostic(
                        .error, "balance.roles", "column '\(name)' is given twice, by --by and --covariates",
                        at: .init(file: table.source), advice: "leave it out of --covariates"))
                continue
            }
            do {
                covariates.append((name, try DesignSource(table, name, factors: plan.factors)))
            } catch { problems.append(error) }
        }
        for name in plan.medians {
            if let source = covariates.first(where: { $0.name == name })?.source, case .levels = source {
                problems.append(
                    Diagnostic(
                        .error, "balance.medians", "column '\(name)' is a factor and has no median",
                        at: .init(file: table.source), advice: "leave it out of --medians"))
            }
        }
        guard problems.isEmpty, let values else { throw Diagnostics(problems) }
        rows = values.codes.indices.filter { values.codes[$0] >= 0 }
        groups = SurvivalRows.factor(values, rows, reference: plan.reference)
        self.covariates = covariates
    }

    private static func problem(of groups: DistinctValues, _ table: Table, _ plan: BalancePlan) -> Diagnostic? {
        func problem(_ rule: String, _ message: String, _ advice: String?) -> Diagnostic {
            Diagnostic(.error, rule, message, at: .init(file: table.source), advice: advice)
        }
        let present = Set(groups.codes).filter { $0 >= 0 }
        guard present.count > 1 else {
            let only = present.first.map { "only '\(groups.texts[Int($0)])'" } ?? "nothing"
            return problem(
                "balance.groups", "column '\(plan.group)' holds \(only); expected at least two groups",
                "name the column of groups by --by")
        }
        guard present.count <= mostGroups else {
            return problem(
                "balance.groups",
                "column '\(plan.group)' has \(present.count) levels; expected at most \(mostGroups) groups",
                "an identifier is no group; make classes of a number before it is given to --by")
        }
        if let reference = plan.reference, !present.contains(where: { groups.texts[Int($0)] == reference }) {
            return problem(
                "balance.reference",
                "no row of column '\(plan.group)' is '\(reference)'; it holds \(groups.list(groups.texts))",
                "give one of these to --reference")
        }
        return nil
    }

    /// The places among ``rows`` that have a value in every covariate.
    var complete: [Int] {
        rows.indices.filter { place in covariates.allSatisfy { $0.source.isPresent(rows[place]) } }
    }
}
