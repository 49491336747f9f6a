import ArgumentParser
import TrialAnalysis

/// The options that say what is written and where.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON with full precision instead of a table.")
    var json = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write the report and its figures to.", valueName: "dir"))
    var folder: String?

    @Option(help: ArgumentHelp("The title of the report and its figures.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("The unit of the times, for axes and tables, such as months.", valueName: "unit"))
    var unit: String?

    func validate() throws {
        if let folder, folder.isEmpty { throw ValidationError("-o is empty; expected the name of a folder.") }
        if let title, title.allSatisfy(\.isWhitespace) { throw ValidationError("--title is empty.") }
        if let unit, unit.allSatisfy(\.isWhitespace) {
            throw ValidationError("--unit is empty; expected a unit such as months.")
        }
    }

    /// The plan with this title and unit.
    func apply(to plan: SurvivalPlan) -> SurvivalPlan {
        var plan = plan
        plan.title = title
        plan.unit = unit
        return plan
    }
}
