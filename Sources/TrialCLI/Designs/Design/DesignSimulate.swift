import ArgumentParser
import TrialAnalysis
import TrialModel
import TrialReports
import TrialStatistics
import TrialValues

/// `equipoise design simulate`: what the rules of a file do in the long run.
struct DesignSimulate: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Simulate trials under the rules of a file: operating characteristics.",
        discussion: """
            The rules watch one virtual trial together: it ends at the rule that fires
            first. What the file says under 'design' (sample size, accrual, follow-up,
            drop-out, visits, truth) holds where no option says otherwise. The same seed
            gives the same numbers on any number of cores, and shards merge to the same
            bits.

            Examples:
              equipoise design simulate monitoring.yaml --medians 30,40,52 \\
                --rates 0.1,0.3 --accrual 2 --follow-up 24 --replicates 100000
              equipoise design simulate study.yaml --item toxicity --item futility
              equipoise design simulate monitoring.yaml --medians 40 --rates 0.3 \\
                --accrual 2 --shard 3/100 > part3.json
              equipoise design merge part*.json
            """)

    @Argument(help: ArgumentHelp("The design file, YAML; - is standard input.", valueName: "file"))
    var path: String

    @Option(
        help: ArgumentHelp("The rule to simulate; may be repeated. All rules by default.", valueName: "id"))
    var item: [String] = []

    @OptionGroup var options: SimulationOptions
    @OptionGroup var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let file = try DesignFile(path)
        let items = try file.items(item)
        let shard = try simulated(items, on: console)
        if options.shard != nil, !shard.isWhole {
            console.print(try SimulationShardFile(shard).text)
            return .done
        }
        try output.show(
            DesignAnswer(simulation: shard), provenance: .design(file), on: console)
        return .done
    }

    private func simulated(_ items: [DesignItem], on console: Console) throws -> SimulationShard {
        let meter = ProgressMeter("Simulating", on: console)
        defer { meter.clear() }
        let show: @Sendable (Double) -> Void = { meter.show($0) }
        do {
            let simulation = try options.plan.simulation(
                of: items, replicates: options.replicates, seed: options.seed)
            let fingerprint = try SimulationShardFile.fingerprint(of: simulation)
            return try SimulationShard(
                simulation, fingerprint: fingerprint, remarks: try options.plan.remarks(on: items),
                share: options.shard?.share ?? .whole, cores: options.cores,
                progress: console.isInteractive ? show : nil)
        } catch let problems as Diagnostics {
            throw Refusal(description: problems.description)
        } catch let error as StatisticsError {
            throw Refusal(error, option: SimulationOptions.option(of: error))
        }
    }
}
