import ArgumentParser
import TrialAnalysis

/// The option that says in which unit times are.
struct TimeUnitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The unit of the times, for axes and tables, such as months.", valueName: "unit"))
    var unit: String?

    func validate() throws {
        if let unit, unit.allSatisfy(\.isWhitespace) {
            throw ValidationError("--unit is empty; expected a unit such as months.")
        }
    }

    /// The plan with this unit, and with the title that the report is to have.
    func apply(to plan: SurvivalPlan, title: String?) -> SurvivalPlan {
        var plan = plan
        plan.title = title
        plan.unit = unit
        return plan
    }
}
