import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics
import TrialTables
import TrialValues

/// `equipoise compare`: groups compared by counts or by numbers.
struct Compare: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare groups: tables, proportions, means and ranks, with every test that applies.",
        discussion: """
            FILE is a CSV file with a header line and one row a subject; - reads
            standard input. The outcome's kind chooses: two values or categories are
            counted, numbers are compared by means and ranks. Without a FILE the counts,
            the means or the rate stand on the command line, groups with / between them.
            With a margin the answer may be no: then the exit code is 1.

            Examples:
              equipoise compare trial.csv --outcome response=CR --by arm --strata iss
              equipoise compare trial.csv --outcome age --by arm
              equipoise compare visits.csv --outcome pain --by visit --paired subject
              equipoise compare --table 13,27/5,35
              equipoise compare --means 63.9,11.4,40/63.3,10.9,40
              equipoise compare --rate 27/64 --null 0.3
              equipoise compare --table 83,17/69,7 --margin 0.1 \\
                --alternative non-inferiority
            """)

    @Argument(help: "The file to compare groups of, or - for standard input.")
    var file: String?

    @Option(help: ArgumentHelp("The outcome: a column, or COLUMN=VALUE for one value of it.", valueName: "outcome"))
    var outcome: String?

    @Option(help: ArgumentHelp("The column of groups to compare.", valueName: "column"))
    var by: String?

    @Option(help: ArgumentHelp("Columns that stratify counts (Mantel-Haenszel).", valueName: "columns"))
    var strata: ColumnList?

    @Option(help: ArgumentHelp("The column that names the pairs, a row of each group.", valueName: "column"))
    var paired: String?

    @Option(help: ArgumentHelp("Counts instead of a file: a row a group, first the event.", valueName: "counts"))
    var table: CountRows?

    @Option(help: ArgumentHelp("Mean, SD and n of each group instead of a file.", valueName: "means"))
    var means: SummaryRows?

    @Option(help: ArgumentHelp("The correlation of the pairs behind --means.", valueName: "r"))
    var correlation: Double?

    @Option(help: ArgumentHelp("One rate instead of groups: 27/64.", valueName: "x/n"))
    var rate: RateOption?

    @OptionGroup(title: "Methods")
    var methods: ComparisonMethodOptions

    @OptionGroup(title: "A margin")
    var margin: MarginOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard [file != nil, table != nil, means != nil, rate != nil].filter({ $0 }).count == 1 else {
            throw ValidationError("Give one of FILE, --table, --means and --rate.")
        }
        if file != nil {
            guard outcome != nil, by != nil else {
                throw ValidationError("Say what to compare: --outcome COLUMN and --by COLUMN.")
            }
        } else if outcome != nil || by != nil || strata != nil || paired != nil {
            throw ValidationError("--outcome, --by, --strata and --paired name columns of a FILE; there is none.")
        }
        if correlation != nil, means?.rows.count != 2 {
            throw ValidationError("--correlation is that of the pairs behind two groups of --means.")
        }
        if methods.null != nil, rate == nil { throw ValidationError("--null is the null hypothesis of a --rate.") }
        _ = try options
    }

    func run(on console: Console) throws -> Program.Outcome {
        let (comparison, source, provenance) = try answer(on: console)
        if let folder = output.folder {
            let report = ComparisonReport(comparison, subject: subject, title: output.title, provenance: provenance)
            try ReportFolder(folder).write(report.files, on: console)
        }
        console.print(
            output.json
                ? try ComparisonJSON(comparison).text()
                : ComparisonText(comparison, source: source).lines.joined(separator: "\n"))
        return comparison.margin?.answer == false ? .no : .done
    }

    private var options: ComparisonOptions {
        get throws { try margin.apply(to: methods.options) }
    }

    private func answer(on console: Console) throws -> (GroupComparison, source: String, Provenance) {
        do {
            if let table {
                let comparison = try GroupComparison(try table.table, options: try options)
                return (comparison, "--table", .commandLine(table.argument))
            }
            if let rate {
                let comparison = try GroupComparison(rate: try rate.proportion, options: try options)
                return (comparison, "--rate", .commandLine(rate.argument))
            }
            if let means { return (try summarised(means), "--means", .commandLine(means.argument)) }
            let input = try InputFile(file ?? "-", isHashed: output.folder != nil, on: console)
            for note in input.table.notes { console.error(note.description) }
            return (try GroupComparison(input.table, plan), input.name, .file(input))
        } catch let problem as StatisticsError {
            throw Refusal(description: "\(source): error: \(problem.description)")
        } catch let problems as Diagnostics {
            throw Refusal(description: problems.description)
        }
    }

    /// What the report is about: "response=CR by arm", "the counts 13,27/5,35".
    private var subject: String {
        if let table { return "the counts \(table.argument)" }
        if let means { return "the means \(means.argument)" }
        if let rate { return "the rate \(rate.argument)" }
        return "\(outcome ?? "") by \(by ?? "")"
    }

    /// The option that a refusal is about.
    private var source: String { table != nil ? "--table" : rate != nil ? "--rate" : "--means" }

    private func summarised(_ means: SummaryRows) throws -> GroupComparison {
        guard means.rows.count >= 2 else {
            throw Refusal(description: "--means: error: there is one group; expected at least two")
        }
        let groups = try means.rows.enumerated().map { index, row in
            (
                name: "group \(index + 1)",
                summary: try SampleSummary(mean: row.mean, standardDeviation: row.deviation, count: row.count)
            )
        }
        guard let correlation else { return try GroupComparison(groups, options: try options) }
        return try GroupComparison(pairs: groups[0], groups[1], correlation: correlation, options: try options)
    }

    private var plan: ComparisonPlan {
        get throws {
            let parts = (outcome ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            var plan = ComparisonPlan(outcome: parts.first.map(String.init) ?? "", group: by ?? "")
            plan.event = parts.count > 1 ? String(parts[1]) : nil
            plan.strata = strata?.names ?? []
            plan.pair = paired
            plan.options = try options
            return plan
        }
    }
}
