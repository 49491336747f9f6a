import ArgumentParser
import TrialAnalysis

/// The options of how the Cox model is fitted.
struct CoxOptions: ParsableArguments {
    @OptionGroup
    var model: ModelOptions

    @Flag(help: "Firth's penalty: finite estimates where events are few or separated, with profile limits.")
    var firth = false

    @Flag(help: "Limits and p-values of single terms by the profile likelihood rather than Wald's.")
    var profile = false

    @Option(
        help: ArgumentHelp(
            "Draw the coefficients of --covariates to 0 with this strength, as R's ridge(theta =).", valueName: "theta")
    )
    var ridge: Double?

    @Option(help: ArgumentHelp("The column of a known part of the linear predictor.", valueName: "column"))
    var offset: String?

    func validate() throws {
        if firth, ridge != nil { throw ValidationError("Give either --firth or --ridge, not both.") }
        if let ridge, !(ridge >= 0 && ridge.isFinite) {
            throw ValidationError("--ridge is \(ridge); expected a number ≥ 0.")
        }
        if firth, model.ties.isJoint {
            throw ValidationError("--firth goes with --ties efron or breslow, not \(model.ties.rawValue).")
        }
    }

    /// Refuses what needs other options, or cannot go with them.
    func validate(_ columns: ColumnOptions, _ covariates: CovariateOptions) throws {
        let forModel = [("--firth", firth), ("--profile", profile), ("--offset", offset != nil)]
        if columns.by == nil, covariates.covariates == nil, let (name, _) = forModel.first(where: \.1) {
            throw ValidationError("\(name) needs a Cox model: give --by or --covariates.")
        }
        if ridge != nil, covariates.covariates == nil {
            throw ValidationError("--ridge draws the coefficients of --covariates to 0; name some.")
        }
        guard model.robust || columns.cluster != nil else { return }
        let option = columns.cluster == nil ? "--robust" : "--cluster"
        if model.ties.isJoint {
            throw ValidationError(
                "\(option) goes with --ties efron or breslow: \(model.ties.rawValue) ties have no residuals by row.")
        }
        if firth || profile {
            throw ValidationError(
                "\(option) cannot go with \(firth ? "--firth" : "--profile"): limits by the likelihood take rows as independent."
            )
        }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = model.apply(to: plan)
        plan.fitting.wantsProfile = profile
        plan.fitting.offset = offset.map(QuotedWords.name)
        if firth { plan.fitting.penalty = .firth }
        if let ridge { plan.fitting.penalty = .ridge(ridge) }
        return plan
    }
}
