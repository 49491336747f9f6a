import ArgumentParser
import Foundation
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables
import TrialValues

/// `equipoise analyze`: the survival analysis of a flat file.
struct Analyze: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Analyse the survival data of a flat file: curves, log-rank test, Cox model.",
        discussion: """
            FILE is a CSV file with a header line and one row a subject; - reads standard input. Numbers are printed as
            a table, or with --json as JSON with full precision; -o DIR writes report.html, results.json, km.svg and,
            with covariates, forest.svg.

            Examples:
              equipoise analyze trial.csv --time months --event progressed --by arm
              equipoise analyze trial.csv --time months --event status=dead --by arm --reference placebo \\
                  --strata iss --covariates age,sex --at 12,24,36 -o report
              equipoise analyze adtte.csv --time AVAL --censor CNSR=1 --by TRT01P --json
              equipoise analyze myeloma.csv --time futime --entry entry --event death
            """)

    @Argument(help: "The file to analyse, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    @OptionGroup(title: "Conventions")
    var conventions: ConventionOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        _ = try columns.eventRule
        try conventions.validate()
    }

    func run() throws {
        let plan = try conventions.apply(to: columns.plan)
        let input = try InputFile(file)
        let analysis: SurvivalAnalysis
        do {
            analysis = try SurvivalAnalysis(input.table, plan)
        } catch {
            throw Refusal(description: error.description)
        }
        for note in input.table.notes { Console.error(note.description) }
        if output.json { try Console.print(AnalysisJSON(analysis).text()) }
        if !output.json { Console.print(AnalysisText(analysis, source: input.name).lines.joined(separator: "\n")) }
    }
}
