import ArgumentParser
import TrialReports
import TrialStatistics

/// `equipoise samplesize single-arm`: one arm's times against a historical survival.
struct SampleSizeSingleArm: SampleSizeCommand {
    static let configuration = CommandConfiguration(
        commandName: "single-arm", abstract: "One arm's time to an event against history.",
        discussion: """
            Example:
              equipoise samplesize single-arm --historical-median 40 --median 52 \\
                --accrual 30 --follow-up 24 --alpha 0.05
            """)

    @Option(help: ArgumentHelp("The median of history.", valueName: "median"))
    var historicalMedian: Double

    @Option(help: ArgumentHelp("The median expected.", valueName: "median"))
    var median: Double

    @Option(help: ArgumentHelp("How long subjects enter.", valueName: "time"))
    var accrual: Double

    @Option(help: ArgumentHelp("From the last entry to the analysis.", valueName: "time"))
    var followUp: Double

    @Option(help: ArgumentHelp("The part that drops out by a time, such as 0.05@12.", valueName: "part"))
    var dropout: TimedProbabilities?

    @Option(help: ArgumentHelp("One-sample log-rank: wu or logRank; or exponential.", valueName: "test"))
    var test: OneSampleSurvivalTest = .wu

    @OptionGroup(title: "Errors")
    var errors: ErrorOptions

    @OptionGroup(title: "Output")
    var output: DesignOutputOptions

    func validate() throws {
        guard followUp >= 0, followUp.isFinite else {
            throw ValidationError("--follow-up is \(followUp); expected a finite number of at least 0.")
        }
    }

    static let argumentNames = ["hazardRatio": "--median", "effect": "--median", "median of treatment": "--median"]

    func answer() throws -> DesignAnswer {
        _ = try PlannedHazard(median: median, named: "median of treatment")
        let dropout = try self.dropout.map { part in
            try part.checkParts("--dropout")
            return try PlannedHazard(survival: part.values.map { 1 - $0 }, at: part.times, named: "dropout")
        }
        let function = try OneSampleSurvivalPower(
            historical: PlannedHazard(median: historicalMedian, named: "historical-median"),
            hazardRatio: historicalMedian / median, dropout: dropout ?? .none,
            accrual: .uniform(duration: accrual), afterLastEntry: followUp, test: test, level: try errors.level())
        let solution = try SizeSolution(function, errors, ratio: nil, unit: "subjects")
        return solution.answer(
            assumption: "a median of \(median) against \(historicalMedian)",
            test: test == .exponential ? "test of an exponential" : "one-sample log-rank test",
            details: [("events expected", "events", function.eventProbability * Double(solution.total))])
    }
}

extension OneSampleSurvivalTest: ExpressibleByArgument {}
