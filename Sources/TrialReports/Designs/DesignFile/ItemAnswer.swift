import TrialAnalysis
import TrialModel
import TrialStatistics
import TrialValues

/// What an item of a design file comes to: the answer of its method, and what virtual trials show of it.
public struct ItemAnswer: Sendable {
    /// How many virtual trials are asked for.
    public struct Trials: Sendable, Hashable {
        /// The trials under each truth; none where 0.
        public let replicates: Int
        /// The seed.
        public let seed: UInt64

        /// So many trials of a seed.
        public init(replicates: Int, seed: UInt64) {
            self.replicates = replicates
            self.seed = seed
        }
    }

    /// The item.
    public let item: DesignItem
    /// What its method answers.
    let method: DesignAnswer
    /// What virtual trials show, where it is not known exactly and the file says enough.
    let simulation: DesignAnswer?
    /// Why there are no virtual trials, where there could be some.
    let lack: String?

    /// The answer to an item.
    ///
    /// - Throws: what the method refuses, at the key that says it.
    public init(_ item: DesignItem, trials: Trials) throws(Diagnostics) {
        self.item = item
        method = try DesignAnswer(of: item, trials: trials)
        (simulation, lack) = try Self.simulation(item, trials)
    }

    /// Everything on rates is exact; times and comparisons are simulated.
    private static func simulation(
        _ item: DesignItem, _ trials: Trials
    ) throws(Diagnostics) -> (DesignAnswer?, String?) {
        guard item.rule.isSimulated, trials.replicates > 0 else { return (nil, nil) }
        do {
            let simulation = try SimulationPlan().simulation(
                of: [item], replicates: trials.replicates, seed: trials.seed)
            let shard = try SimulationShard(
                simulation, fingerprint: try SimulationShardFile.fingerprint(of: simulation))
            return (DesignAnswer(simulation: shard), nil)
        } catch let problems as Diagnostics {
            throw problems
        } catch let error as StatisticsError where error.code == .empty {
            return (nil, "No virtual trials: \(error.description).")
        } catch {
            throw Diagnostics([
                Diagnostic(.error, "study.method", "the simulation of \(item.id): \(error)", at: item.place(of: "rule"))
            ])
        }
    }
}

extension DesignRule {
    /// Whether virtual trials say what is not known exactly.
    fileprivate var isSimulated: Bool {
        switch self {
        case .exponentialMedian, .groupSequential: true
        default: false
        }
    }
}
