import ArgumentParser
import Foundation
import TrialReports
import TrialStatistics

/// `equipoise design merge`: the shards of a simulation to the whole.
struct DesignMerge: EquipoiseCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge shards of a simulation to the answer of one process.",
        discussion: """
            The order of the shards does not matter; the answer has the same bits as that
            of 'equipoise design simulate' in one go. Shards of another simulation, and
            shards that repeat or lack a part, are refused by name.

            Example:
              equipoise design merge part1.json part2.json part3.json --json
            """)

    @Argument(help: ArgumentHelp("The shards.", valueName: "shard"))
    var paths: [String]

    @OptionGroup var output: DesignOutputOptions

    func run(on console: Console) throws -> Program.Outcome {
        let shards = try paths.map(Self.shard)
        let whole: SimulationShard
        do {
            whole = try SimulationShard(merging: shards)
        } catch {
            throw Refusal(description: named(error.description))
        }
        try output.show(
            DesignAnswer(simulation: whole), provenance: .commandLine(paths.joined(separator: " ")), on: console)
        return .done
    }

    /// Files in the place of the numbers of shards.
    private func named(_ text: String) -> String {
        let words = paths.indices.reversed().reduce(text) { text, index in
            text.replacingOccurrences(of: "shards[\(index)]", with: paths[index])
        }
        return (words == text ? "shards: " : "") + "error: \(words)"
    }

    private static func shard(_ path: String) throws -> SimulationShard {
        let data = try Data(ofFile: path)
        do {
            return try SimulationShardFile(data).shard
        } catch {
            throw Refusal(description: "\(path): error: the file \(error.description)")
        }
    }
}
