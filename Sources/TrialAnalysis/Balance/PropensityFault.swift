import TrialStatistics
import TrialTables
import TrialValues

/// What can be in the way of weights, in words that name the option.
struct PropensityFault {
    private let source: String?
    private let plan: BalancePlan

    init(_ table: Table, _ plan: BalancePlan) {
        source = table.source
        self.plan = plan
    }

    private func fault(_ rule: String, _ message: String, _ advice: String?) -> Diagnostics {
        Diagnostics([
            Diagnostic(.error, "balance.\(rule)", "--weights: \(message)", at: .init(file: source), advice: advice)
        ])
    }

    func groups(_ levels: [String]) -> Diagnostics {
        let names = levels.map { "'\($0)'" }.joined(separator: ", ")
        return fault(
            "weights", "column '\(plan.group)' has \(levels.count) groups: \(names); weights compare two",
            "keep the rows of two groups, or leave --weights out")
    }

    func noRows(_ columns: BalanceColumns) -> Diagnostics {
        let empty = columns.covariates.filter { covariate in !columns.rows.contains { covariate.source.isPresent($0) } }
        let names = empty.map { "'\($0.name)'" }.joined(separator: ", ")
        return fault(
            "weights", "no row has a value in every covariate",
            empty.isEmpty
                ? "leave covariates with many missing values out of --covariates"
                : "leave \(names) out of --covariates: no row has a value in \(empty.count == 1 ? "it" : "them")")
    }

    func oneGroup(_ columns: BalanceColumns, _ places: [Int]) -> Diagnostics {
        let only = places.first.map { "only '\(columns.groups.levels[Int(columns.groups.codes[$0])])'" } ?? "nobody"
        return fault(
            "weights", "the rows that have all covariates\(isTrimmed ? " and are not trimmed" : "") hold \(only)",
            isTrimmed ? "trim less (--trim)" : "leave covariates with many missing values out of --covariates")
    }

    private var isTrimmed: Bool { (plan.weighting?.trim ?? 0) > 0 }

    var nothingVaries: Diagnostics {
        fault(
            "weights", "no covariate varies in the rows that have all of them", "there is nothing to make alike")
    }

    func separated(_ names: [String]) -> Diagnostics {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return fault(
            "separated",
            "\(list) \(names.count == 1 ? "tells" : "together tell") the groups apart: no subject of one group is like some of the other, and no weight makes them so",
            "leave \(names.count == 1 ? "it" : "one of them") out of --covariates, join levels, or add --firth for scores that are finite all the same"
        )
    }

    var notConverged: Diagnostics {
        fault(
            "not-converged", "the search for the model of the score did not end",
            "take fewer covariates, or add --firth")
    }

    func scores(_ problem: StatisticsError) -> Diagnostics {
        guard problem.argument == "scores" else { return other(problem.description) }
        return fault(
            "scores", "a score is 0 or 1 to all digits, so that its subject has no weight",
            "the groups hardly overlap: leave a covariate out of --covariates, or trim (--trim 0.05)")
    }

    func other(_ message: String) -> Diagnostics { fault("weights", message, nil) }
}
