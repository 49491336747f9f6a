/// A part of a simulation on its own: what it is a part of, which blocks it holds, and what they gave.
///
/// Shards of one simulation merge to the bits that one process gives: whole numbers add up in any order, and the other sums are
/// kept block by block and added in the order of the blocks.
///
/// ```swift
/// let parts = try (1...4).map { try SimulationShard(simulation, fingerprint: "…", share: .init(number: $0, count: 4)) }
/// let whole = try SimulationShard(merging: parts.shuffled())
/// whole.characteristics                     // as of a simulation in one go
/// ```
public struct SimulationShard: Sendable, Hashable, Codable {
    /// The version of the format.
    public static let currentVersion = 4

    /// The version of the format that it is in.
    public let version: Int
    /// What distinguishes the design and its truths from all others, such as a hash of both.
    public let fingerprint: String
    /// The seed.
    public let seed: UInt64
    /// The virtual trials of the whole simulation under each truth.
    public let replicates: Int
    /// The virtual trials of a block.
    public let blockSize: Int
    /// The design in words.
    public let design: SimulatedDesignLabels
    /// The truths in words.
    public let truths: [TruthLabel]
    /// What else one has to know of the trials, such as an accrual that is supposed.
    public let remarks: [String]
    /// The blocks that it holds, ascending.
    public let blocks: [Int]
    /// What they gave, by truth.
    public let outcomes: [SimulatedOutcomes]

    /// Runs a share of a simulation.
    public init(
        _ simulation: Simulation, fingerprint: String, remarks: [String] = [], share: Simulation.Share = .whole,
        cores: Int? = nil, progress: (@Sendable (Double) -> Void)? = nil
    ) throws(StatisticsError) {
        version = Self.currentVersion
        self.fingerprint = fingerprint
        seed = simulation.seed
        replicates = simulation.replicates
        blockSize = simulation.blockSize
        design = SimulatedDesignLabels(simulation.trial)
        truths = simulation.truths.map { TruthLabel($0, simulation.trial) }
        outcomes = try simulation.run(share, cores: cores, progress: progress)
        self.remarks = remarks
        blocks = share.blocks(of: simulation.blocks)
    }

    /// The number of blocks of the whole simulation.
    public var blockCount: Int { (replicates + blockSize - 1) / blockSize }
    /// Whether it holds all blocks.
    public var isWhole: Bool { blocks.count == blockCount }

    /// The operating characteristics under each truth, from the blocks that it holds.
    public var characteristics: [OperatingCharacteristics] {
        zip(truths, outcomes).map { OperatingCharacteristics(design, $0, $1) }
    }

    /// The whole that shards make, whatever their order.
    ///
    /// - Throws: ``StatisticsError`` whose index is that of a shard of another simulation, of another version, that does not
    ///   hold together, or that repeats a block; and without an index where blocks are missing.
    public init(merging shards: [SimulationShard]) throws(StatisticsError) {
        guard let first = shards.first else {
            throw StatisticsError(.empty, argument: "shards", "shards is empty; expected at least one")
        }
        var holders: [Int: Int] = [:]
        for (index, shard) in shards.enumerated() {
            try shard.validate(index)
            if index > 0, let what = shard.difference(from: first) {
                throw .shard(index, "shards[\(index)] is of another simulation than shards[0]: \(what) differs")
            }
            for block in shard.blocks {
                if let other = holders.updateValue(index, forKey: block) {
                    throw .shard(index, "shards[\(index)] repeats block \(block), which shards[\(other)] holds")
                }
            }
        }
        let missing = (0..<first.blockCount).filter { holders[$0] == nil }
        guard missing.isEmpty else {
            let some = missing.prefix(10).map(String.init).joined(separator: ", ") + (missing.count > 10 ? ", …" : "")
            throw StatisticsError(
                .empty, argument: "shards",
                "\(missing.count) of \(first.blockCount) blocks are in no shard: \(some)")
        }
        self.init(
            first,
            outcomes: first.truths.indices.map { truth in
                SimulatedOutcomes(merging: shards.map { $0.outcomes[truth] })
            })
    }

    private init(_ part: SimulationShard, outcomes: [SimulatedOutcomes]) {
        version = part.version
        fingerprint = part.fingerprint
        seed = part.seed
        replicates = part.replicates
        blockSize = part.blockSize
        design = part.design
        truths = part.truths
        remarks = part.remarks
        blocks = Array(0..<part.blockCount)
        self.outcomes = outcomes
    }

    /// What makes it a part of another simulation; nil where nothing does.
    private func difference(from other: SimulationShard) -> String? {
        if seed != other.seed { return "the seed (\(seed) and \(other.seed))" }
        if replicates != other.replicates { return "the number of replicates (\(replicates) and \(other.replicates))" }
        if blockSize != other.blockSize { return "the size of blocks" }
        if fingerprint != other.fingerprint || design != other.design || truths != other.truths
            || remarks != other.remarks
        {
            return "the design or its truths"
        }
        return nil
    }

    /// Refuses a shard whose parts do not hold together, as a file may after a fault.
    private func validate(_ index: Int) throws(StatisticsError) {
        guard version == Self.currentVersion else {
            throw .shard(
                index, "shards[\(index)] has the format \(version); expected \(Self.currentVersion)")
        }
        let range = 1...Simulation.mostReplicates
        guard range.contains(replicates), range.contains(blockSize), outcomes.count == truths.count, !blocks.isEmpty,
            blocks == Set(blocks).sorted(), blocks.allSatisfy({ (0..<blockCount).contains($0) })
        else { throw .shard(index, "shards[\(index)] does not hold together: its blocks or truths are not its own") }
        let held = blocks.reduce(0) { $0 + min(replicates, ($1 + 1) * blockSize) - $1 * blockSize }
        for (truth, outcome) in zip(truths, outcomes) {
            let empty = SimulationTally(
                hypotheses: design.monitors.map(\.hypotheses.count), subjects: design.subjects,
                doses: truth.doseToxicity.count)
            guard outcome.tally.fits(empty), outcome.tally.replicates == held, outcome.blocks.map(\.block) == blocks,
                outcome.blocks.allSatisfy({ $0.lookTimes.count == design.monitors.count })
            else {
                throw .shard(
                    index, "shards[\(index)] does not hold together: its counts are not those of \(held) trials")
            }
        }
    }
}

extension SimulatedOutcomes {
    init(merging parts: [SimulatedOutcomes]) {
        var tally = parts[0].tally
        for part in parts.dropFirst() { tally.add(part.tally) }
        self.tally = tally
        blocks = parts.flatMap(\.blocks).sorted { $0.block < $1.block }
    }
}

extension StatisticsError {
    fileprivate static func shard(_ index: Int, _ text: String) -> StatisticsError {
        StatisticsError(.invalidValue, argument: "shards", index: index, text)
    }
}
