import Foundation
import TrialStatistics

/// A shard of a simulation as a file: JSON on one line, keys sorted, doubles with as many digits as bring back the same bits.
public struct SimulationShardFile: Sendable {
    /// The shard.
    public let shard: SimulationShard

    /// The file of a shard.
    public init(_ shard: SimulationShard) { self.shard = shard }

    /// The shard that a file holds.
    ///
    /// - Throws: a sentence that says what is wrong with the file.
    public init(_ data: Data) throws(ShardFileError) {
        do {
            shard = try JSONDecoder().decode(SimulationShard.self, from: data)
        } catch let DecodingError.keyNotFound(key, _) {
            throw ShardFileError(description: "is no shard of a simulation: it has no '\(key.stringValue)'")
        } catch {
            throw ShardFileError(description: "is no shard of a simulation: it is not the JSON of one")
        }
    }

    /// The text of the file.
    public var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(shard), as: UTF8.self)
        }
    }

    /// What tells a trial and its truths from all others: the SHA-256 of all their numbers.
    public static func fingerprint(of simulation: Simulation) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var hash = DataHash()
        hash.update(Array(try encoder.encode(SimulationIdentity(simulation))))
        return hash.text
    }
}

/// What is wrong with a file that should be a shard.
public struct ShardFileError: Error, Sendable, CustomStringConvertible {
    /// The rest of a sentence that begins with the file's name.
    public let description: String
}

/// All numbers that decide what a simulation gives, but for seed and replicates, which a shard names itself.
private struct SimulationIdentity: Encodable {
    let simulation: Simulation

    init(_ simulation: Simulation) { self.simulation = simulation }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(simulation.trial.conduct)
        for monitor in simulation.trial.monitors {
            try values.encode("\(type(of: monitor))")
            try values.encode(monitor)
        }
        try values.encode(simulation.truths)
    }
}
