import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables

/// `equipoise case-cohort`: hazard ratios of a cohort from its cases and a subcohort.
struct CaseCohortCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "case-cohort",
        abstract: "Hazard ratios from the cases and a random subcohort of a cohort.",
        discussion: """
            FILE is a CSV file with a header line and a row for each case and each
            member of the subcohort; - reads standard input. Weights, strata and
            clusters are for analyze; this command refuses them.

            Example:
              equipoise case-cohort wilms.csv --time days --event relapsed \\
                --subcohort drawn --cohort-size 4028 --covariates stage,age --factor stage
            """)

    @Argument(help: "The file to analyse, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    @OptionGroup(title: "Columns")
    var covariates: CovariateOptions

    @Option(help: ArgumentHelp("The column of 0/1 or true/false: who was drawn.", valueName: "column"))
    var subcohort: String

    @Option(help: ArgumentHelp("The number in the whole cohort.", valueName: "number"))
    var cohortSize: Int

    @Option(help: ArgumentHelp("Who stands for the cohort: prentice, self-prentice, lin-ying.", valueName: "method"))
    var method: CaseCohort.Method = .prentice

    @OptionGroup(title: "Conventions")
    var conventions: ConventionOptions

    @Flag(help: "Print JSON with full precision instead of a table.")
    var json = false

    func validate() throws {
        let strays = [
            ("--strata", columns.strata != nil), ("--weights", columns.weights != nil),
            ("--cluster", columns.cluster != nil), ("--start-time", conventions.startTime != nil),
        ]
        if let stray = strays.first(where: \.1) { throw ValidationError("\(stray.0) is not for case-cohort.") }
        if columns.by == nil, covariates.covariates == nil {
            throw ValidationError("Say what the model holds: --covariates COLUMNS or --by COLUMN.")
        }
        guard cohortSize > 0 else { throw ValidationError("--cohort-size is \(cohortSize); expected a number > 0.") }
        _ = try columns.plan
    }

    func run(on console: Console) throws -> Program.Outcome {
        let survival = try conventions.apply(to: covariates.apply(to: columns.plan))
        var plan = CaseCohortPlan(survival, subcohort: subcohort, cohortSize: cohortSize)
        plan.method = method
        let input = try InputFile(file, isHashed: false, on: console)
        for note in input.table.notes { console.error(note.description) }
        let analysis: CaseCohortAnalysis
        do { analysis = try CaseCohortAnalysis(input.table, plan) } catch {
            throw Refusal(description: error.description)
        }
        console.print(
            json
                ? try CaseCohortJSON(analysis).text()
                : CaseCohortText(analysis, source: input.name).lines.joined(separator: "\n"))
        return .done
    }
}

extension CaseCohort.Method: ExpressibleByArgument {}
