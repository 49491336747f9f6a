import ArgumentParser
import TrialAnalysis

/// The options that describe each group by itself.
struct SingleArmOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The median of earlier trials, one number or a range such as 41-52.8.", valueName: "median"))
    var historicalMedian: NumberOrRange?

    @Flag(help: "Describe the times of those who had the event, such as the time to response.")
    var eventTimes = false

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.historicalMedians = historicalMedian?.ends ?? []
        plan.describesEventTimes = eventTimes
        return plan
    }
}

/// A number above 0, or the two ends of a range with a hyphen or dash between them.
struct NumberOrRange: ExpressibleByArgument {
    let ends: [Double]

    init?(argument: String) {
        let parts = argument.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
            .map { Double($0.trimmingSpaces) }
        ends = parts.compactMap { $0 }.filter { $0 > 0 && $0 < .infinity }
        guard ends.count == parts.count, ends.count == 1 || ends.count == 2 && ends[0] < ends[1] else { return nil }
    }
}
