import TrialNumerics

/// Simulates a planned trial many times under each of several truths.
///
/// Every replicate is addressed by seed and number, so a simulation gives the same bits on any number of cores, in any number of
/// shards, on any day; and the same virtual patients meet every truth and every design.
///
/// ```swift
/// let simulation = try Simulation(trial, truths: [poor, wanted], replicates: 100_000, seed: 1)
/// let characteristics = simulation.characteristics()
/// characteristics[0].stop.probability            // how often a poor treatment is stopped
/// ```
///
/// ## Complexity
/// Of one replicate O(n) draws, O(n) a look, and O(n) for sorting where a rule uses the log-rank statistic.
///
/// ## Validated against
/// Exact probabilities of tables of counts, exact crossing probabilities of group-sequential designs, a naive simulator written anew
/// (`NaiveTrial`), and rpact's `getSimulationSurvival` within Monte Carlo error (`Validation/R/simulated-survival.json`).
public struct Simulation: Sendable {
    /// The planned trial.
    public let trial: SimulatedTrial
    /// What it is simulated under.
    public let truths: [TrialTruth]
    /// The number of virtual trials under each truth.
    public let replicates: Int
    /// The seed.
    public let seed: UInt64

    /// The most virtual trials.
    public static let mostReplicates = 1_000_000_000
    private static let mostBlocks = 1000
    private static let leastBlock = 100

    /// A simulation.
    ///
    /// - Throws: ``StatisticsError`` without truths or replicates, or for truths that do not fit the trial.
    public init(_ trial: SimulatedTrial, truths: [TrialTruth], replicates: Int, seed: UInt64) throws(StatisticsError) {
        guard !truths.isEmpty else {
            throw StatisticsError(.empty, argument: "truths", "truths is empty; expected at least one")
        }
        guard replicates >= 1, replicates <= Self.mostReplicates else {
            throw .simulated("replicates", Double(replicates), expected: "a number in 1...\(Self.mostReplicates)")
        }
        for (index, truth) in truths.enumerated() { try trial.validate(truth, index) }
        self.trial = trial
        self.truths = truths
        self.replicates = replicates
        self.seed = seed
    }

    /// The replicates of a block: so many that there are at most a thousand blocks, but at least a hundred.
    public var blockSize: Int { max(Self.leastBlock, (replicates + Self.mostBlocks - 1) / Self.mostBlocks) }
    /// The number of blocks, of which the last may be smaller.
    public var blocks: Int { (replicates + blockSize - 1) / blockSize }

    /// A part of the blocks, done on its own: number k of m takes every m-th block from the k-th on.
    public struct Share: Sendable, Hashable, Codable {
        /// Which part, from 1 on.
        public let number: Int
        /// Of how many.
        public let count: Int

        /// The whole.
        public static let whole = Share(number: 1, count: 1)

        /// Part `number` of `count`.
        public init(number: Int, count: Int) {
            self.number = number
            self.count = count
        }

        /// The blocks of the part.
        func blocks(of all: Int) -> [Int] { Array(stride(from: number - 1, to: all, by: count)) }
    }

    /// Runs the blocks of a share under every truth.
    ///
    /// - Parameters:
    ///   - share: which blocks; all by default.
    ///   - cores: how many cores at most; those of the machine by default.
    ///   - progress: told from time to time which part is done.
    /// - Throws: ``StatisticsError`` for a share that does not exist or has no block.
    public func run(
        _ share: Share = .whole, cores: Int? = nil, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(StatisticsError) -> [SimulatedOutcomes] {
        guard share.count >= 1, share.count <= blocks else {
            throw .simulated(
                "shard count", Double(share.count),
                expected:
                    "at most \(blocks): \(replicates) virtual trials are \(blocks == 1 ? "one block" : "\(blocks) blocks") of \(blockSize), and a shard has at least one"
            )
        }
        guard share.number >= 1, share.number <= share.count else {
            throw .simulated("shard", Double(share.number), expected: "a number in 1...\(share.count)")
        }
        let wanted = share.blocks(of: blocks)
        let pieces = Lanes(cores: cores).map(truths.count * wanted.count, inBlocksOf: 1, progress: progress) { piece in
            let (truth, place) = piece.lowerBound.quotientAndRemainder(dividingBy: wanted.count)
            return block(wanted[place], of: truths[truth])
        }
        return truths.indices.map { truth in
            SimulatedOutcomes(pieces[truth * wanted.count..<(truth + 1) * wanted.count])
        }
    }

    /// The operating characteristics under each truth.
    public func characteristics(cores: Int? = nil) throws(StatisticsError) -> [OperatingCharacteristics] {
        zip(truths, try run(cores: cores)).map { truth, outcomes in
            OperatingCharacteristics(SimulatedDesignLabels(trial), TruthLabel(truth, trial), outcomes)
        }
    }

    private func block(_ number: Int, of truth: TrialTruth) -> SimulatedBlock {
        var run = TrialRun(trial, truth: truth, seed: seed, block: number)
        for replicate in number * blockSize..<min(replicates, (number + 1) * blockSize) { run.simulate(replicate) }
        return run.result
    }
}

/// What one block of virtual trials gave.
struct SimulatedBlock: Sendable {
    var tally: SimulationTally
    var sums: BlockSums
}

/// What the virtual trials under one truth gave.
public struct SimulatedOutcomes: Sendable, Hashable, Codable {
    /// The whole numbers, of all blocks together.
    public internal(set) var tally: SimulationTally
    /// The other sums, block by block.
    public internal(set) var blocks: [BlockSums]

    init(_ pieces: ArraySlice<SimulatedBlock>) {
        var tally = pieces[pieces.startIndex].tally
        for piece in pieces.dropFirst() { tally.add(piece.tally) }
        self.tally = tally
        blocks = pieces.map(\.sums)
    }

    /// The sums of all blocks, in the order of their numbers.
    var sums: BlockSums {
        var sums = BlockSums(block: 0, monitors: tally.looks.count)
        for block in blocks { sums.add(block) }
        return sums
    }
}
