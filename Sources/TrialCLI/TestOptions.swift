import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of the tests of the groups.
struct TestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The test of the groups: log-rank, gehan, tarone-ware, peto (as SAS), modified-peto, fh:RHO,GAMMA (fh:1,0 is R's rho = 1), mwlr:S or mwlr:t=T.",
            valueName: "test"))
    var test: LogRankTest.Weighting = .logRank

    /// Refuses what needs groups where there are none.
    func validate(hasGroups: Bool) throws {
        if test != .logRank, !hasGroups { throw ValidationError("--test needs --by.") }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        plan.weighting = test
        return plan
    }
}

extension LogRankTest.Weighting: ExpressibleByArgument {
    /// The weighting of a name such as `fh:1,0`.
    public init?(argument: String) { self.init(name: argument) }

    /// The name, for the help.
    public var defaultValueDescription: String { name }
}
