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
        subcommands: [DesignReportCommand.self], defaultSubcommand: DesignReportCommand.self)
}

/// `equipoise design report`, which `equipoise design` means by default.
struct DesignReportCommand: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The report of a design file (the default).")

    @Argument(help: ArgumentHelp("The design file, YAML; - is standard input.", valueName: "file"))
    var path: String

    @Option(help: ArgumentHelp("The rule to report; all of the file by default.", valueName: "id"))
    var item: String?

    @OptionGroup var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let file = try DesignFile(path)
        let items = try file.items(item)
        let answers = items.map { ($0, DesignAnswer(words: $0)) }
        let answer = DesignAnswer(items: answers, of: file.name)
        try output.show(answer, provenance: .design(file), on: console)
        return .done
    }
}
