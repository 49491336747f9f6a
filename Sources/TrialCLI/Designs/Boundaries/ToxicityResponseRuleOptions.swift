import ArgumentParser
import TrialStatistics

/// The options of a rule on toxicity and response at once: two rates, each with its own belief, limit and cut-off.
struct ToxicityResponseRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Watch toxicity beside response: the prior of its rate.", valueName: "prior"))
    var toxicity: BetaPriorArgument?

    @Option(help: ArgumentHelp("The rate that toxicity is held against.", valueName: "rate"))
    var toxicityLimit: Double?

    @Option(help: ArgumentHelp("Stop where P(toxicity > limit) is above this.", valueName: "p"))
    var toxicityAbove: Double?

    @Option(help: ArgumentHelp("The prior of the rate of response.", valueName: "prior"))
    var response: BetaPriorArgument?

    @Option(help: ArgumentHelp("The rate that response is held against.", valueName: "rate"))
    var responseLimit: Double?

    @Option(help: ArgumentHelp("Stop where P(response > limit) is below this.", valueName: "p"))
    var responseBelow: Double?

    @Option(help: ArgumentHelp("Stop where P(response > limit) is above this.", valueName: "p"))
    var responseAbove: Double?

    var isAsked: Bool {
        toxicity != nil || toxicityLimit != nil || toxicityAbove != nil || response != nil || responseLimit != nil
            || responseBelow != nil || responseAbove != nil
    }

    /// The monitor that the options describe.
    func monitor(_ shared: SharedBoundaryOptions) throws -> ToxicityResponseMonitor {
        guard responseBelow != nil || responseAbove != nil else {
            throw Refusal(
                description:
                    "--response-below: error: neither it nor --response-above is given; expected a probability at which to stop"
            )
        }
        let schedule = try shared.schedule()
        let toxic = try Self.needed(toxicityAbove, "--toxicity-above", "a probability at which to stop")
        let above = try rule(toxicityLimit, toxic, "toxicity", "--toxicity-above")
        let few = try responseBelow.map { try rule(responseLimit, $0, "response", "--response-below") }
        let many = try responseAbove.map { try rule(responseLimit, $0, "response", "--response-above") }
        let toxicityPrior = try prior(toxicity, "--toxicity")
        let responsePrior = try prior(response, "--response")
        return try naming("--response-below") { () throws(StatisticsError) in
            try ToxicityResponseMonitor(
                toxicity: BetaBinomialMonitor(prior: toxicityPrior, stopAbove: above, schedule: schedule),
                response: BetaBinomialMonitor(
                    prior: responsePrior, stopAbove: many, stopBelow: few, schedule: schedule))
        }
    }

    private func prior(_ argument: BetaPriorArgument?, _ option: String) throws -> BetaPrior {
        let given = try Self.needed(argument, option, "the prior, such as 0.3,0.7")
        return try naming(option) { () throws(StatisticsError) in try given.prior }
    }

    private func rule(_ limit: Double?, _ cutoff: Double, _ name: String, _ option: String) throws -> BinaryRule {
        let limit = try Self.needed(limit, "--\(name)-limit", "the rate to be held against")
        do throws(StatisticsError) {
            return try BinaryRule(standard: .fixed(limit), cutoff: cutoff)
        } catch {
            let named = error.argument == "standard" ? "--\(name)-limit" : option
            throw Refusal(error, option: named)
        }
    }

    private static func needed<Value>(_ value: Value?, _ option: String, _ what: String) throws -> Value {
        guard let value else { throw Refusal(description: "\(option): error: it is missing; expected \(what)") }
        return value
    }
}
