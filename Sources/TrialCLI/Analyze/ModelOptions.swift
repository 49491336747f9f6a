import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of every Cox model: ties and variance.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tied events in the Cox model: efron (R), breslow (SAS), discrete (R's exact, SAS's DISCRETE: odds) or exact (SAS's EXACT: the sum over all orders).",
            valueName: "method"))
    var ties: TiesOption = .efron

    @Flag(help: "Robust (sandwich) standard errors in the Cox model.")
    var robust = false

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.ties = ties.value
        plan.isRobust = robust
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
