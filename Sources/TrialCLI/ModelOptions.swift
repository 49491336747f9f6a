import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of every Cox model: ties and variance.
struct ModelOptions: ParsableArguments {
    @Option(help: "Tied events in the Cox model: efron (as R) or breslow (as SAS).")
    var ties: TiesOption = .efron

    @Flag(help: "Robust (sandwich) standard errors in the Cox model.")
    var robust = false

    func validate() throws {
        if ties == .exact || ties == .discrete {
            throw ValidationError(
                "--ties \(ties.rawValue) is not there yet; it comes with a later version, which will tell SAS's exact (marginal) from R's (discrete). Use efron or breslow."
            )
        }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.ties = ties == .breslow ? .breslow : .efron
        plan.isRobust = robust
        return plan
    }
}

/// The treatments of ties that are or will be there.
enum TiesOption: String, ExpressibleByArgument, CaseIterable {
    case efron, breslow, exact, discrete

    static var allValueStrings: [String] { ["efron", "breslow"] }
}
