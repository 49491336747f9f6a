import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of the curves and what is read off them.
struct CurveOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Times at which to read the curves, such as 12,24,36.", valueName: "times"))
    var at: TimeList?

    @OptionGroup
    var medians: MedianOptions

    @Flag(help: "Shade the confidence limits of the curves in the figure.")
    var shade = false

    /// Refuses what needs a figure where none is written.
    func validate(hasReport: Bool) throws {
        if shade, !hasReport {
            throw ValidationError("--shade is about the figure of a report; say with -o where to write it.")
        }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = medians.apply(to: plan)
        plan.landmarks = at?.times ?? []
        return plan
    }
}
