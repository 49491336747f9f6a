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
              equipoise analyze trial.csv --time months --event progressed --by arm \\
                --covariates age,stage --spline age:3 --interactions 'arm*stage' \\
                --predict 'arm=A,age=60,stage=I;arm=B,age=60,stage=I' --at 12,24
              equipoise analyze myeloma.csv --time futime --entry entry --event death
              equipoise analyze trial.csv --time months --event status=dead \\
                --by arm --at 12,24 --milestone log-log --rmst 36
              equipoise analyze trial.csv --time months --event progressed --by arm \\
                --test maxcombo --permutations 10000 --seed 1
            """)

    @Argument(help: "The file to analyse, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    @OptionGroup(title: "Intervals of subjects")
    var subjects: SubjectOptions

    @OptionGroup(title: "Curves")
    var curves: CurveOptions

    @OptionGroup(title: "Restricted means")
    var restrictedMeans: RestrictedMeanOptions

    @OptionGroup(title: "Single arms")
    var singleArms: SingleArmOptions

    @OptionGroup(title: "Tests of the groups")
    var tests: TestOptions

    @OptionGroup(title: "More of the groups, permutations, bootstrap")
    var groupTests: GroupTestOptions

    @OptionGroup(title: "Cox model")
    var covariates: CovariateOptions

    @OptionGroup(title: "Cox model")
    var cox: CoxOptions

    @OptionGroup(title: "Terms of the Cox model")
    var terms: CoxTermOptions

    @OptionGroup(title: "Asked of the Cox model")
    var questions: CoxQuestionOptions

    @OptionGroup(title: "Checks of the Cox model")
    var checks: CheckOptions

    @OptionGroup(title: "Conventions")
    var conventions: ConventionOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Output")
    var times: TimeUnitOptions

    func validate() throws {
        try tests.validate(hasGroups: columns.by != nil)
        try cox.validate(columns, covariates)
        try curves.validate(hasReport: output.folder != nil)
        try curves.validate(hasGroups: columns.by != nil)
        try groupTests.validate(columns, covariates)
        try checks.validate(
            hasModel: columns.by != nil || covariates.covariates != nil, hasFolder: output.folder != nil)
        let plan = try questions.apply(to: terms.apply(to: covariates.apply(to: columns.plan)))
        try questions.validate(plan, hasOutput: output.json || output.folder != nil)
    }

    func run(on console: Console) throws -> Program.Outcome {
        let plan = try questions.apply(to: terms.apply(to: plan), on: console)
        let input = try InputFile(file, isHashed: output.folder != nil, on: console)
        for note in input.table.notes { console.error(note.description) }
        let analysis: SurvivalAnalysis
        let meter = ProgressMeter("Analysing", on: console)
        let progress: LongWork = { task, part in meter.tell(part, of: task.rawValue) }
        do {
            defer { meter.clear() }
            analysis = try SurvivalAnalysis(input.table, plan, progress: progress)
        } catch {
            throw Refusal(description: error.description)
        }
        if let folder = output.folder {
            let report = AnalysisReport(analysis, provenance: .file(input), showsBands: curves.shade)
            try ReportFolder(folder).write(report.files, on: console)
        }
        console.print(output.json ? try AnalysisJSON(analysis).text() : table(of: analysis, from: input))
        return .done
    }

    private var plan: SurvivalPlan {
        get throws {
            let parts = singleArms.apply(
                to: try cox.apply(
                    to: tests.apply(to: curves.apply(to: covariates.apply(to: subjects.apply(to: columns.plan))))))
            let whole = try restrictedMeans.apply(to: conventions.apply(to: groupTests.apply(to: parts)))
            return times.apply(to: checks.apply(to: whole), title: output.title)
        }
    }

    private func table(of analysis: SurvivalAnalysis, from input: InputFile) -> String {
        AnalysisText(analysis, source: input.name).lines.joined(separator: "\n")
    }
}
