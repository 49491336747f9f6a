import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of medians and their limits.
struct MedianOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Scale of the limits of a curve: log (as R), log-log (as SAS), plain, logit or arcsine.", valueName: "scale"
        ))
    var confType: ConfidenceTransform = .log

    @Option(
        help: ArgumentHelp(
            "A median or quantile where the curve is flat there: r-print, r-quantile or strict (as SAS).",
            valueName: "rule"))
    var medianRule: QuantileRule = .rPrint

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.transform = confType
        plan.quantileRule = medianRule
        return plan
    }
}

extension ConfidenceTransform: ExpressibleByArgument {}
extension QuantileRule: ExpressibleByArgument {}
