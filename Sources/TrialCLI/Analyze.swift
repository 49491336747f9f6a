import ArgumentParser
import Foundation
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables
import TrialValues

/// `equipoise analyze`: the survival analysis of a flat file.
struct Analyze: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Analyse the survival data of a flat file: curves, log-rank test, Cox model.",
        discussion: """
            FILE is a CSV file with a header line and one row a subject; - reads
            standard input. The answer is a table, or with --json JSON with full
            precision; -o DIR also writes report.html, results.json, km.svg and, with
            covariates, forest.svg.

            Examples:
              equipoise analyze trial.csv --time months --event progressed --by arm
              equipoise analyze trial.csv --time months --event status=dead \\
                --by arm --reference placebo --strata iss --covariates age,sex \\
                --at 12,24,36 -o report
              equipoise analyze adtte.csv --time AVAL --censor CNSR=1 --by TRT01P
              equipoise analyze myeloma.csv --time futime --entry entry --event death
            """)

    @Argument(help: "The file to analyse, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    @OptionGroup(title: "Curves")
    var curves: CurveOptions

    @OptionGroup(title: "Single arms")
    var singleArms: SingleArmOptions

    @OptionGroup(title: "Tests of the groups")
    var tests: TestOptions

    @OptionGroup(title: "Cox model")
    var cox: CoxOptions

    @OptionGroup(title: "Conventions")
    var conventions: ConventionOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        try tests.validate(hasGroups: columns.by != nil)
        _ = try columns.plan
    }

    func run(on console: Console) throws -> Program.Outcome {
        let plan = try plan
        let input = try InputFile(file, isHashed: output.folder != nil, on: console)
        for note in input.table.notes { console.error(note.description) }
        let analysis: SurvivalAnalysis
        do {
            analysis = try SurvivalAnalysis(input.table, plan)
        } catch {
            throw Refusal(description: error.description)
        }
        if let folder = output.folder {
            let report = AnalysisReport(analysis, provenance: .file(input), showsBands: output.shade)
            try ReportFolder(folder).write(report.files, on: console)
        }
        console.print(output.json ? try AnalysisJSON(analysis).text() : table(of: analysis, from: input))
        return .done
    }

    private var plan: SurvivalPlan {
        get throws {
            let parts = singleArms.apply(to: try cox.apply(to: tests.apply(to: curves.apply(to: columns.plan))))
            return output.apply(to: try conventions.apply(to: parts))
        }
    }

    private func table(of analysis: SurvivalAnalysis, from input: InputFile) -> String {
        AnalysisText(analysis, source: input.name).lines.joined(separator: "\n")
    }
}
