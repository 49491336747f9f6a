import ArgumentParser
import Foundation
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables
import TrialValues

/// `equipoise balance`: baseline characteristics by group, how far the groups differ, and weights that make them alike.
struct BalanceCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Baseline characteristics by group, standardised differences, propensity weights.",
        discussion: """
            FILE is a CSV file with a header line and one row a subject; - reads
            standard input. Text is counted, numbers get mean and SD. A study file says
            whether the arms were randomised, and so what a difference may be called.
            -o DIR also writes report.html, results.json and balance.svg.

            Examples:
              equipoise balance trial.csv --by arm --covariates age,sex,iss
              equipoise balance trial.csv --by arm --covariates age,sex,iss \\
                --study study.yaml --weights overlap -o report --csv weighted.csv
              equipoise analyze weighted.csv --time months --event progressed \\
                --by arm --weights weight --robust
            """)

    @Argument(help: "The file to describe, or - for standard input.")
    var file: String

    @OptionGroup(title: "Columns")
    var columns: BalanceColumnOptions

    @OptionGroup(title: "Weights")
    var weighting: WeightingOptions

    @Option(help: ArgumentHelp("The study file that says how arms are allocated.", valueName: "study"))
    var study: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if file == "-", study == "-" {
            throw ValidationError("FILE and --study are both -; standard input is read once.")
        }
        try OutputFile.requireOneAnswer([("--csv", weighting.csv)], answer: output.json ? "--json" : nil)
        _ = plan
    }

    func run(on console: Console) throws -> Program.Outcome {
        let study = try self.study.map { try StudyFile($0) }
        let allocation = try study.map { ArmAllocation(try $0.study()) } ?? .untold
        let input = try InputFile(file, isHashed: output.folder != nil, on: console)
        for note in input.table.notes { console.error(note.description) }
        let balance: BaselineBalance
        do throws(Diagnostics) {
            balance = try BaselineBalance(input.table, plan, allocation: allocation)
        } catch { throw Refusal(description: error.description) }
        if let csv = weighting.csv { try write(csv, input.table, balance, on: console) }
        if let folder = output.folder {
            let report = BalanceReport(
                balance, title: output.title, study: study.map { URL(filePath: $0.path).lastPathComponent },
                provenance: .file(input))
            try ReportFolder(folder).write(report.files, on: console)
        }
        if OutputFile.isStandard(weighting.csv) {
            // Standard output is the file of data alone, but what its arms are is said all the same.
            console.error(allocation.sentence)
            return .done
        }
        console.print(
            output.json
                ? try BalanceJSON(balance).text()
                : BalanceText(balance, title: output.title, source: input.name).lines.joined(separator: "\n"))
        return .done
    }

    private func write(_ path: String, _ table: Table, _ balance: BaselineBalance, on console: Console) throws {
        guard let propensity = balance.propensity else { return }
        if table[WeightedCSV.column] != nil {
            throw Refusal(
                description:
                    "--csv: error: the file has a column '\(WeightedCSV.column)' already; rename it, so that the weights can have the name"
            )
        }
        let weights = propensity.rowWeights(rowCount: table.rowCount)
        try OutputFile(path).write(WeightedCSV(table, weights: weights).text, on: console)
    }

    private var plan: BalancePlan { weighting.apply(to: columns.plan) }
}
