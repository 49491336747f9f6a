import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables
import TrialValues

/// `equipoise subgroups`: the forest of hazard ratios by subgroup.
struct Subgroups: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hazard ratios by subgroup with tests of interaction: the forest of a paper.",
        discussion: """
            FILE is a CSV file with a header line and one row a subject; - reads
            standard input. Each level of each column of --subgroups gets a row: n,
            events and medians by group, the hazard ratio with limits. Thin and separated
            cells get Firth's estimate, marked; NE stands where nothing can be said.
            -o DIR also writes report.html, results.json, forest.svg and, with --stepp,
            stepp.svg.

            Examples:
              equipoise subgroups trial.csv --time months --event progressed --by arm \\
                --subgroups iss,sex,age --cut age=65,75 --strata iss
              equipoise subgroups trial.csv --time months --event status=dead \\
                --by arm --reference placebo --subgroups iss --levels iss=I,II+III \\
                --favours 'drug better|placebo better' -o report
              equipoise subgroups trial.csv --time months --event progressed --by arm \\
                --stepp age --window 100 --overlap 50
            """)

    @Argument(help: "The file to analyse, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: ColumnOptions

    @OptionGroup(title: "Subgroups")
    var subgroups: SubgroupOptions

    @OptionGroup(title: "Sliding windows")
    var windows: WindowOptions

    @OptionGroup(title: "Conventions")
    var medians: MedianOptions

    @OptionGroup(title: "Conventions")
    var model: ModelOptions

    @OptionGroup(title: "Conventions")
    var conventions: ConventionOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Output")
    var times: TimeUnitOptions

    func validate() throws {
        guard columns.by != nil else { throw ValidationError("Say which groups to compare: --by COLUMN.") }
        guard subgroups.subgroups != nil || windows.stepp != nil else {
            throw ValidationError("Say which subgroups: --subgroups COLUMNS, or --stepp COLUMN for sliding windows.")
        }
        if model.ties.isJoint {
            throw ValidationError(
                "--ties \(model.ties.rawValue) is not for subgroups, whose thin cells have Firth's penalty; use efron or breslow."
            )
        }
        _ = try columns.plan
    }

    func run(on console: Console) throws -> Program.Outcome {
        let plan = try plan
        let input = try InputFile(file, isHashed: output.folder != nil, on: console)
        for note in input.table.notes { console.error(note.description) }
        let analysis = try analysis(of: input.table, plan, on: console)
        if let folder = output.folder {
            let report = SubgroupReport(analysis, provenance: .file(input))
            try ReportFolder(folder).write(report.files, on: console)
        }
        console.print(
            output.json
                ? try SubgroupJSON(analysis).text()
                : SubgroupText(analysis, source: input.name).lines.joined(separator: "\n"))
        return .done
    }

    private func analysis(of table: Table, _ plan: SubgroupPlan, on console: Console) throws -> SubgroupAnalysis {
        let meter = ProgressMeter("Permuting", on: console)
        defer { meter.clear() }
        let progress: (@Sendable (Double) -> Void)? = console.isInteractive ? { @Sendable in meter.show($0) } : nil
        do {
            return try SubgroupAnalysis(table, plan, progress: progress)
        } catch {
            meter.clear()
            throw Refusal(description: error.description)
        }
    }

    private var plan: SubgroupPlan {
        get throws {
            let survival = try conventions.apply(
                to: times.apply(to: model.apply(to: medians.apply(to: columns.plan)), title: output.title))
            var plan = try subgroups.plan(survival)
            plan.slidingWindows = windows.plan
            return plan
        }
    }
}
