import ArgumentParser
import TrialModel
import TrialReports

/// `equipoise design`: a design in, its report out.
struct Design: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Report a trial's design: rules, boundaries and what they do.",
        discussion: """
            The file holds one rule, a list of rules, or a study file with the sections
            'design' and 'monitoring'. The guide design-file.md lists its keys.
            The options are those of 'equipoise design report --help'.

            Examples:
              equipoise design monitoring.yaml
              equipoise design study.yaml --item toxicity --json
              equipoise design study.yaml -o report
            """,
        subcommands: [DesignReportCommand.self, DesignSimulate.self, DesignMerge.self],
        defaultSubcommand: DesignReportCommand.self)
}

/// `equipoise design report`, which `equipoise design` means by default.
struct DesignReportCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The report of a design file (the default).")

    @Argument(help: ArgumentHelp("The design file, YAML; - is standard input.", valueName: "file"))
    var path: String

    @Option(help: ArgumentHelp("The rule to report; all of the file by default.", valueName: "id"))
    var item: String?

    @Option(help: ArgumentHelp("Virtual trials under each truth; 0 for none.", valueName: "n"))
    var replicates = 10_000

    @Option(help: ArgumentHelp("The seed of the virtual trials.", valueName: "n"))
    var seed: UInt64 = 1

    @OptionGroup var output: DesignOutputOptions

    func validate() throws {
        if replicates < 0 { throw ValidationError("--replicates is \(replicates); expected a number from 0.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let file = try DesignFile(path)
        let trials = ItemAnswer.Trials(replicates: replicates, seed: seed)
        let answers = try DesignFile.answers(to: try file.items(item), trials: trials)
        let answer = DesignAnswer(answers, of: file.name)
        try output.show(answer, provenance: .design(file), on: console)
        return .done
    }
}
