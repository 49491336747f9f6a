import ArgumentParser
import TrialStatistics

/// The options of a rule that stops by the predictive probability of success.
struct PredictiveRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Stop by the probability of success; the prior, as above.", valueName: "prior"))
    var predictive: BetaPriorArgument?

    @Option(help: ArgumentHelp("The posterior probability that makes a success.", valueName: "p"))
    var success: Double?

    var isAsked: Bool { predictive != nil || success != nil }

    /// The design that the options describe.
    func design(_ shared: SharedBoundaryOptions) throws -> PredictiveProbabilityDesign {
        guard let predictive else {
            throw Refusal(description: "--predictive: error: it is missing; expected the prior, such as 0.2,0.8")
        }
        guard let null = shared.null else {
            throw Refusal(description: "--null: error: it is missing; expected the rate of no interest")
        }
        guard let success else {
            throw Refusal(description: "--success: error: it is missing; expected the probability that makes a success")
        }
        let prior = try TrialCLI.naming(PredictiveBoundary.leadingOption) { () throws(StatisticsError) in
            try predictive.prior
        }
        let schedule = try shared.schedule()
        return try Self.naming { () throws(StatisticsError) in
            try PredictiveProbabilityDesign(
                prior: prior, null: null, success: success, futility: shared.stopBelow ?? 0,
                efficacy: shared.stopAbove ?? 1, schedule: schedule)
        }
    }

    /// Does something whose errors name arguments, and names the option instead.
    ///
    /// - Parameter own: options of arguments that stand elsewhere than usual.
    static func naming<Value>(
        _ own: [String: String] = [:], _ body: () throws(StatisticsError) -> Value
    ) throws -> Value {
        do { return try body() } catch {
            let options = [
                "null": "--null", "success": "--success", "futility": "--stop-below", "efficacy": "--stop-above",
                "alternative": "--predictive-search", "first": "--min", "sizes": "--max", "cohort": "--cohort",
                "rate": "--rates", "subjects": "--subjects", "events": "--events",
            ]
            throw Refusal(
                error, option: own[error.argument] ?? options[error.argument] ?? PredictiveBoundary.leadingOption)
        }
    }
}
