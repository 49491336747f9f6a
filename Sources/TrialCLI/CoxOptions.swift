import ArgumentParser
import TrialAnalysis

/// The options of the Cox model.
struct CoxOptions: ParsableArguments {
    @OptionGroup
    var model: ModelOptions

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan { model.apply(to: plan) }
}
