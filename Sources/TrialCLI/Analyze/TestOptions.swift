import ArgumentParser
import TrialAnalysis
import TrialStatistics

/// The options of the tests of the groups.
struct TestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The test of the groups: log-rank, gehan, tarone-ware, peto (as SAS), modified-peto, fh:RHO,GAMMA (fh:1,0 is R's rho = 1), mwlr:S, mwlr:t=T, or maxcombo (maxcombo:0,0;0,1 for a choice).",
            valueName: "test"))
    var test: TestOption = .weighting(.logRank)

    /// Refuses what needs groups where there are none.
    func validate(hasGroups: Bool) throws {
        if !test.isLogRank, !hasGroups { throw ValidationError("--test needs --by.") }
    }

    /// The plan with these options.
    func apply(to plan: SurvivalPlan) throws -> SurvivalPlan {
        var plan = plan
        switch test {
        case .weighting(let weighting): plan.weighting = weighting
        case .maxCombo(let weightings): plan.tests.maxCombo = weightings
        }
        return plan
    }
}
