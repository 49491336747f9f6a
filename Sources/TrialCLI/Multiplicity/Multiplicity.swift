import ArgumentParser
import TrialAnalysis
import TrialReports
import TrialStatistics

/// `equipoise multiplicity`: several p-values of one trial at one level of the family.
struct Multiplicity: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        abstract: "Test several hypotheses at one level: Holm, Hommel, fallback, graphs.",
        discussion: """
            The p-values stand on the command line in the order of the hypotheses. A
            graph has a weight for each and a row of transitions for each, rows with /
            between them: the part of its share that a rejected hypothesis passes on.

            Examples:
              equipoise multiplicity --p-values 0.01,0.03,0.2
              equipoise multiplicity --p-values 0.02,0.001,0.04 --adjust fallback \\
                --weights 0.5,0.3,0.2 --names PFS,OS,ORR --alpha 0.025
              equipoise multiplicity --p-values 0.01,0.03,0.005,0.5 --adjust graph \\
                --weights 0.5,0.5,0,0 -o report \\
                --transitions 0,0.5,0.5,0/0.5,0,0,0.5/0,1,0,0/1,0,0,0
            """)

    @Option(help: ArgumentHelp("The p-values, commas between them.", valueName: "p"))
    var pValues: NumberList

    @Option(help: ArgumentHelp("Names of the hypotheses, commas between them.", valueName: "names"))
    var names: ColumnList?

    @Option(
        help: ArgumentHelp(
            "How: bonferroni, holm, hochberg, hommel, fixed-sequence, fallback, exhaustive-fallback or graph.",
            valueName: "procedure"))
    var adjust: ProcedureOption = .holm

    @Option(help: ArgumentHelp("The share of the level of each; equal by default.", valueName: "weights"))
    var weights: NumberList?

    @Option(help: ArgumentHelp("The arrows of a graph: a row for each hypothesis.", valueName: "rows"))
    var transitions: NumberRows?

    @Option(help: ArgumentHelp("The level of the family.", valueName: "alpha"))
    var alpha: Double = 0.05

    @OptionGroup var output: OutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let analysis: MultiplicityAnalysis
        do {
            analysis = try MultiplicityAnalysis(plan)
        } catch {
            throw Refusal(description: "\(Self.option(of: error.argument)): error: \(error.description)")
        }
        if let folder = output.folder {
            let provenance = Provenance.commandLine(pValues.argument)
            try ReportFolder(folder).write(
                try MultiplicityReport(analysis, provenance: provenance).files, on: console)
        }
        console.print(
            output.json
                ? try MultiplicityJSON(analysis).text() : MultiplicityText(analysis).lines.joined(separator: "\n"))
        return .done
    }

    private var plan: MultiplicityPlan {
        var plan = MultiplicityPlan(pValues: pValues.numbers)
        plan.names = names?.names
        plan.procedure = adjust.procedure
        plan.weights = weights?.numbers
        plan.transitions = transitions?.rows
        plan.alpha = alpha
        plan.title = output.title
        return plan
    }

    /// The option that holds an argument.
    private static func option(of argument: String) -> String {
        switch argument.prefix(while: { $0 != "[" }) {
        case "pValues": "--p-values"
        case let name: "--" + name
        }
    }
}

/// How p-values are adjusted, as the command line names it.
enum ProcedureOption: String, ExpressibleByArgument, CaseIterable {
    case bonferroni, holm, hochberg, hommel
    case fixedSequence = "fixed-sequence"
    case fallback
    case exhaustiveFallback = "exhaustive-fallback"
    case graph

    var procedure: MultiplicityPlan.Procedure {
        switch self {
        case .bonferroni: .bonferroni
        case .holm: .holm
        case .hochberg: .hochberg
        case .hommel: .hommel
        case .fixedSequence: .fixedSequence
        case .fallback: .fallback
        case .exhaustiveFallback: .exhaustiveFallback
        case .graph: .graph
        }
    }
}
