import ArgumentParser
import TrialReports
import TrialStatistics

/// The options that say how the level of a trial is spent, and in what its information is counted.
struct MonitoringLevelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The level, one side's; in all with --two-sided.", valueName: "a"))
    var alpha = 0.025

    @Flag(help: "Reject on both sides, half the level each.")
    var twoSided = false

    @Option(
        help: ArgumentHelp(
            "How the level is spent: lan-demets-obf, lan-demets-pocock, hsd:-4, power:3 or table:0.5=0.2,0.8=0.6.",
            valueName: "name"))
    var spending = SpendingOption(.lanDeMetsOBrienFleming)

    @Option(
        help: ArgumentHelp(
            "Information is counted in events; patients on treatment to patients on control, such as 3:2.",
            valueName: "r"))
    var ratio: AllocationRatioOption?

    /// In what information is counted; in events where patient data are read.
    func unit(hasData: Bool) -> InformationUnit {
        if let ratio { return .events(allocationRatio: ratio.value) }
        return hasData ? .events(allocationRatio: 1) : .information
    }

    /// The plan for a maximum of information.
    func plan(_ maximumInformation: Double) throws(StatisticsError) -> SequentialPlan {
        try SequentialPlan(
            alpha: alpha, sides: twoSided ? .two : .one, spending: spending.function,
            maximumInformation: maximumInformation)
    }
}

/// A spending function, as the command line names it.
struct SpendingOption: ExpressibleByArgument {
    let function: SpendingFunction

    init(_ function: SpendingFunction) { self.function = function }

    init?(argument: String) {
        guard let function = SpendingFunction(name: argument) else { return nil }
        self.function = function
    }

    var defaultValueDescription: String { function.name }
}
