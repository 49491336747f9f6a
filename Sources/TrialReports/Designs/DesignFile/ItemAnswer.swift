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
    public init(
        _ item: DesignItem, trials: Trials, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(Diagnostics) {
        self.item = item
        method = try DesignAnswer(of: item)
        let lack: String?
        (simulation, lack) = try Self.simulation([item], trials, progress)
        self.lack = item.isKnownExactly ? nil : lack
    }

    /// What virtual trials show that are watched by all of the items.
    ///
    /// - Throws: what a method or the simulation refuses.
    public static func together(
        _ items: [DesignItem], trials: Trials, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(Diagnostics) -> DesignAnswer {
        let (simulation, lack) = try simulation(items, trials, progress)
        guard let simulation else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.method", lack ?? "no virtual trials are asked for", at: items[0].place(of: "rule"))
            ])
        }
        return simulation
    }

    /// The virtual trials, or what the file does not say of them.
    private static func simulation(
        _ items: [DesignItem], _ trials: Trials, _ progress: (@Sendable (Double) -> Void)?
    ) throws(Diagnostics) -> (DesignAnswer?, String?) {
        guard trials.replicates > 0 else { return (nil, nil) }
        do {
            let plan = SimulationPlan()
            let simulation = try plan.simulation(of: items, replicates: trials.replicates, seed: trials.seed)
            let shard = try SimulationShard(
                simulation, fingerprint: try SimulationShardFile.fingerprint(of: simulation),
                remarks: try plan.remarks(on: items), progress: progress)
            return (DesignAnswer(simulation: shard), nil)
        } catch let problems as Diagnostics {
            throw problems
        } catch let error as StatisticsError where error.code == .empty {
            return (nil, "No virtual trials: \(error.description).")
        } catch {
            let names = items.map(\.id).joined(separator: ", ")
            throw Diagnostics([
                Diagnostic(
                    .error, "study.method", "the simulation of \(names): \(error)", at: items[0].place(of: "rule"))
            ])
        }
    }
}

extension DesignItem {
    /// Whether what it does is known without virtual trials, which then add only how long it takes.
    fileprivate var isKnownExactly: Bool {
        switch rule {
        case .betaBinomial, .predictiveProbability, .simon: true
        case .bayesFactor(let rule): if case .rate = rule.parameter { true } else { false }
        default: false
        }
    }
}
