import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that name what is described, and how.
struct BalanceColumnOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column of groups.", valueName: "column"))
    var by: String

    @Option(help: ArgumentHelp("The columns to describe, in order.", valueName: "columns"))
    var covariates: ColumnList

    @Option(help: ArgumentHelp("Covariates that are numbers but stand for categories.", valueName: "columns"))
    var factor: ColumnList?

    @Option(help: ArgumentHelp("Numbers to show by median and quartiles.", valueName: "columns"))
    var medians: ColumnList?

    @Option(help: ArgumentHelp("The level of --by that is compared with; the first otherwise.", valueName: "level"))
    var reference: String?

    // Unconditional, so that a number below 0 is refused as that and not as missing.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The absolute difference above which a covariate is marked.", valueName: "smd"))
    var threshold: Double = 0.1

    func validate() throws {
        let names = covariates.names
        for (option, list) in [("--factor", factor), ("--medians", medians)] {
            if let stray = list?.names.first(where: { !names.contains($0) }) {
                throw ValidationError("\(option) \(stray) is not among the --covariates.")
            }
        }
        if let both = factor?.names.first(where: { medians?.names.contains($0) == true }) {
            throw ValidationError("\(both) has both --factor and --medians; give one of them.")
        }
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("--covariates names \(twice) twice.")
        }
        if !(threshold >= 0 && threshold.isFinite) {
            throw ValidationError("--threshold is \(threshold); expected a number ≥ 0.")
        }
    }

    /// The plan without weights.
    var plan: BalancePlan {
        var plan = BalancePlan(group: by, covariates: covariates.names)
        plan.factors = factor?.names ?? []
        plan.medians = medians?.names ?? []
        plan.reference = reference
        plan.threshold = threshold
        return plan
    }
}

/// The options of weights by the propensity score.
struct WeightingOptions: ParsableArguments {
    @Option(help: "Whom the weighted groups stand for: average, treated, overlap or matching.")
    var weights: PropensityWeights.Target?

    @Flag(help: "Multiply the weights of a group by its share (with --weights average).")
    var stabilized = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Leave out scores below this or above 1 less this, and fit again.", valueName: "score"))
    var trim: Double?

    @Flag(help: "Fit the score with Firth's penalty, finite where groups are separated.")
    var firth = false

    @Option(help: "Whose spread measures weighted differences: unweighted or weighted.")
    var spread: CovariateImbalance.Spread?

    @Option(help: ArgumentHelp("Write FILE with a column weight to this file.", valueName: "file"))
    var csv: String?

    func validate() throws {
        let given = [
            ("--stabilized", stabilized), ("--trim", trim != nil), ("--firth", firth), ("--spread", spread != nil),
            ("--csv", csv != nil),
        ]
        if weights == nil, let stray = given.first(where: \.1) {
            throw ValidationError("\(stray.0) goes with --weights.")
        }
        if stabilized, weights != .average { throw ValidationError("--stabilized goes with --weights average.") }
        if let trim, !(trim >= 0 && trim < 0.5) {
            throw ValidationError("--trim is \(trim); expected a number from 0 to below 0.5.")
        }
        if csv?.isEmpty == true { throw ValidationError("--csv is empty; expected the name of a file.") }
    }

    /// The plan with these weights.
    func apply(to plan: BalancePlan) -> BalancePlan {
        var plan = plan
        plan.weighting = weights.map { target in
            var weighting = BalancePlan.Weighting(target)
            weighting.isStabilized = stabilized
            weighting.trim = trim ?? 0
            weighting.penalty = firth ? .firth : .none
            return weighting
        }
        plan.spread = spread ?? .unweighted
        return plan
    }
}

extension PropensityWeights.Target: ExpressibleByArgument {}
extension CovariateImbalance.Spread: ExpressibleByArgument {}
