import ArgumentParser
import TrialModel
import TrialReports
import TrialValues

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

    @Flag(help: "Add virtual trials that all rules watch together.")
    var jointly = false

    @OptionGroup var output: DesignOutputOptions

    func validate() throws {
        if jointly, item != nil { throw ValidationError("--jointly and --item exclude each other.") }
        if jointly, replicates == 0 { throw ValidationError("--jointly needs virtual trials; --replicates is 0.") }
        if replicates < 0 { throw ValidationError("--replicates is \(replicates); expected a number from 0.") }
    }

    func run(on console: Console) throws -> Program.Outcome {
        let file = try DesignFile(path)
        let trials = ItemAnswer.Trials(replicates: replicates, seed: seed)
        let items = try file.items(item)
        let meter = ProgressMeter("Simulating", on: console)
        let show: @Sendable (Double) -> Void = { meter.show($0) }
        let progress = console.isInteractive ? show : nil
        let answer: DesignAnswer
        do {
            defer { meter.clear() }
            let answers = try DesignFile.answers(to: items, trials: trials, progress: progress)
            let together = jointly ? try Self.together(items, trials, progress) : nil
            answer = DesignAnswer(answers, of: file.name, together: together)
        }
        try output.show(answer, provenance: .design(file), on: console)
        return .done
    }

    private static func together(
        _ items: [DesignItem], _ trials: ItemAnswer.Trials, _ progress: (@Sendable (Double) -> Void)?
    ) throws -> DesignAnswer {
        do throws(Diagnostics) {
            return try ItemAnswer.together(items, trials: trials, progress: progress)
        } catch {
            throw Refusal(description: error.description)
        }
    }
}
