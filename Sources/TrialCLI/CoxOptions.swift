import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of how the Cox model is fitted.
struct CoxOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tied events in the Cox model: efron (R), breslow (SAS), discrete (R's and SAS's DISCRETE: odds) or exact (SAS's EXACT: the sum over all orders).",
            valueName: "method"))
    var ties: TiesOption = .efron

    @Flag(help: "Robust (sandwich) standard errors in the Cox model.")
    var robust = false

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
        if firth, ties.isJoint {
            throw ValidationError("--firth goes with --ties efron or breslow, not \(ties.rawValue).")
        }
    }

    /// Refuses what needs other options, or cannot go with them.
    func validate(with columns: ColumnOptions) throws {
        if ridge != nil, columns.covariates == nil {
            throw ValidationError("--ridge draws the coefficients of --covariates to 0; name some.")
        }
        guard robust || columns.cluster != nil else { return }
        let option = columns.cluster == nil ? "--robust" : "--cluster"
        if ties.isJoint {
            throw ValidationError(
                "\(option) goes with --ties efron or breslow: \(ties.rawValue) ties have no residuals by row.")
        }
        if firth || profile {
            throw ValidationError(
                "\(option) cannot go with \(firth ? "--firth" : "--profile"): limits by the likelihood take rows as independent."
            )
        }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        plan.ties = ties.value
        plan.isRobust = robust
        plan.fitting.wantsProfile = profile
        plan.fitting.offset = offset.map(QuotedWords.name)
        if firth { plan.fitting.penalty = .firth }
        if let ridge { plan.fitting.penalty = .ridge(ridge) }
        return plan
    }
}

/// The treatments of ties.
enum TiesOption: String, ExpressibleByArgument, CaseIterable {
    case efron, breslow, discrete, exact

    /// Whether tied events enter the likelihood together.
    var isJoint: Bool { self == .discrete || self == .exact }

    var value: CoxRegression.Ties {
        switch self {
        case .efron: .efron
        case .breslow: .breslow
        case .discrete: .discrete
        case .exact: .exact
        }
    }
}
