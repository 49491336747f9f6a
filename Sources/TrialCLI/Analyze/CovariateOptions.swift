import ArgumentParser
import TrialAnalysis

/// The options that name the covariates of the Cox model.
struct CovariateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Further columns of the Cox model, in order.", valueName: "columns"))
    var covariates: ColumnList?

    @Option(help: ArgumentHelp("Covariates that are numbers but stand for categories.", valueName: "columns"))
    var factor: ColumnList?

    func validate() throws {
        let names = covariates?.names ?? []
        if let stray = factor?.names.first(where: { !names.contains($0) }) {
            throw ValidationError("--factor \(stray) is not among the --covariates.")
        }
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("--covariates names \(twice) twice.")
        }
    }

    /// The plan with these covariates.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.covariates = covariates?.names ?? []
        plan.factors = factor?.names ?? []
        return plan
    }
}
