import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options that describe virtual trials: how many, under which truths, run how.
struct SimulationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The number of virtual trials under each truth.", valueName: "n"))
    var replicates = 10_000

    @Option(help: ArgumentHelp("The seed; the same gives the same trials.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Do part k of m alone and print it as a shard.", valueName: "k/m"))
    var shard: ShardChoice?

    @Option(help: ArgumentHelp("The cores to use; all by default.", valueName: "n"))
    var cores: Int?

    @Option(help: ArgumentHelp("True medians in months, commas between.", valueName: "months"))
    var medians: NumberList?

    @Option(help: ArgumentHelp("True rates of toxicity or response.", valueName: "rates"))
    var rates: NumberList?

    @Option(help: ArgumentHelp("True rates of response, beside toxicity.", valueName: "rates"))
    var responseRates: NumberList?

    @Option(help: ArgumentHelp("True hazard ratios.", valueName: "ratios"))
    var hazardRatios: NumberList?

    @Option(help: ArgumentHelp("Months after entry from which they hold.", valueName: "months"))
    var effectFrom: Double?

    @Option(help: ArgumentHelp("The median of the control arm in months.", valueName: "months"))
    var control: Double?

    @Option(help: ArgumentHelp("The events of the last look.", valueName: "n"))
    var events: Int?

    @Option(name: .customLong("max"), help: ArgumentHelp("The most subjects.", valueName: "n"))
    var subjects: Int?

    @Option(help: ArgumentHelp("Subjects a month: 2, or in steps 0:1,6:3.", valueName: "rate"))
    var accrual: AccrualSteps?

    @Option(help: ArgumentHelp("How subjects are spaced: poisson, uniform or even.", valueName: "how"))
    var arrivals: AccrualPattern.Arrivals?

    @Option(help: ArgumentHelp("Months that the last subject is followed.", valueName: "months"))
    var followUp: Double?

    @Option(help: ArgumentHelp("Months between the visits at which progression is seen.", valueName: "months"))
    var visits: Double?

    @Option(help: ArgumentHelp("The share of subjects that drops out in a year.", valueName: "share"))
    var dropOut: Double?

    @Option(help: ArgumentHelp("Months until toxicity or response is known.", valueName: "months"))
    var evaluation: Double?

    @Option(help: ArgumentHelp("Enrolment waits for each cohort of this size.", valueName: "n"))
    var pauseCohort: Int?

    func validate() throws {
        if let cores, cores < 1 { throw ValidationError("--cores is \(cores); expected at least 1.") }
    }

    var plan: SimulationPlan {
        var plan = SimulationPlan()
        plan.subjects = subjects
        plan.accrual = accrual?.steps ?? []
        plan.arrivals = arrivals
        plan.followUp = followUp
        plan.visits = visits
        plan.dropOut = dropOut
        plan.evaluation = evaluation
        plan.pauseAfterCohortOf = pauseCohort
        plan.medians = medians?.numbers ?? []
        plan.rates = rates?.numbers ?? []
        plan.responseRates = responseRates?.numbers ?? []
        plan.effectFrom = effectFrom
        plan.hazardRatios = hazardRatios?.numbers ?? []
        plan.control = control
        plan.events = events
        return plan
    }

    /// The option that holds the argument at fault.
    static func option(of error: StatisticsError) -> String {
        let name = String(error.argument.prefix { $0 != "[" })
        switch name {
        case "subjects": return "--max"
        case "starts": return "--accrual"
        // Steps of accrual have an index, the true rates none.
        case "rates": return error.index == nil ? "--rates" : "--accrual"
        case "median": return "--medians"
        case "responseRates": return "--response-rates"
        case "effectFrom": return "--effect-from"
        case "hazardRatio", "hazardRatios": return "--hazard-ratios"
        case "dropOut", "share": return "--drop-out"
        case "followUp": return "--follow-up"
        case "visitInterval": return "--visits"
        case "toxicityWindow", "responseDelay": return "--evaluation"
        case "pauseAfterCohortOf": return "--pause-cohort"
        case "shard", "shard count": return "--shard"
        case "arms": return "--rates"
        case "after": return "--effect-from"
        case "control": return "--control"
        case "monitors", "looks", "allocation", "truths", "curves", "death", "hypotheses", "doseToxicity", "times",
            "strata", "shape", "cured share":
            return "the design file"
        default: return "--" + name
        }
    }
}

/// Part k of m.
struct ShardChoice: ExpressibleByArgument {
    let share: Simulation.Share

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, number <= count else {
            return nil
        }
        share = Simulation.Share(number: number, count: count)
    }
}

/// A rate, or rates from given months on.
struct AccrualSteps: ExpressibleByArgument {
    let steps: [(start: Double, rate: Double)]

    init?(argument: String) {
        if let rate = Double(argument) {
            steps = [(0, rate)]
            return
        }
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        steps = parts.compactMap { part in
            let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map { Double($0.trimmingSpaces) }
            guard numbers.count == 2, let start = numbers[0], let rate = numbers[1] else { return nil }
            return (start, rate)
        }
        if steps.count != parts.count { return nil }
    }
}

extension AccrualPattern.Arrivals: ExpressibleByArgument {}
