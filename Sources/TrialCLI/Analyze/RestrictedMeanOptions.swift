import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of restricted mean survival times.
struct RestrictedMeanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mean survival time up to a time, or to last-time or last-event (the smallest of the groups' largest).",
            valueName: "time"))
    var rmst: RestrictionTime?

    @Option(help: ArgumentHelp("Mean survival time between two times, such as 12,36.", valueName: "from,to"))
    var window: TimeRange?

    @Option(
        help: ArgumentHelp(
            "Variance of the means: greenwood (as R) or kaplan-meier (times m/(m - 1) for m events).",
            valueName: "variance"))
    var rmstVariance: RestrictedMean.Variance?

    func validate() throws {
        if rmst != nil, window != nil { throw ValidationError("Give either --rmst or --window, not both.") }
        if rmst == nil, window == nil, rmstVariance != nil {
            throw ValidationError("--rmst-variance needs --rmst or --window.")
        }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        guard let end = rmst ?? window.map({ .time($0.range.upperBound) }) else { return plan }
        var question = CurveQuestions.RestrictedMeanWindow(until: end)
        question.from = window?.range.lowerBound ?? plan.startTime ?? 0
        question.variance = rmstVariance ?? .greenwood
        if case .time(let time) = end, time <= question.from {
            throw ValidationError("--rmst is \(time); expected a time after --start-time \(question.from).")
        }
        if let start = plan.startTime, question.from < start {
            throw ValidationError("--window begins at \(question.from), before --start-time \(start).")
        }
        plan.curves.restrictedMean = question
        return plan
    }
}

extension RestrictedMean.Variance: ExpressibleByArgument {}

extension RestrictionTime: ExpressibleByArgument {
    /// A time above 0, `last-time` or `last-event`.
    public init?(argument: String) {
        switch argument {
        case "last-time": self = .smallestLastTime
        case "last-event": self = .smallestLastEvent
        default:
            guard let time = Double(argument), time > 0, time < .infinity else { return nil }
            self = .time(time)
        }
    }
}
