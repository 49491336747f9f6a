import TrialNumerics

/// A list of allocations made in advance, or for subjects in the order of their arrival, replayable from its seed.
///
/// ```swift
/// let list = scheme.list(seed: 7, perStratum: 40)
/// list.rows[0].arm     // an index of scheme.ratio.arms
/// list.rows[0].code    // "6H2KQV": says nothing of the arm
/// ```
///
/// ## Edge cases
/// A stratum ends after the number asked for, also in the middle of a block; ``openBlocks`` says in how many strata. Such a stratum may
/// be off its ratio by what the block allows, B·ρⱼ(1 − ρⱼ) subjects.
public struct AllocationList: Sendable, Hashable {
    /// One allocation.
    public struct Row: Sendable, Hashable {
        /// The index of the stratum; 0 where there is none.
        public let stratum: Int
        /// The levels of the subject; empty where there are no factors.
        public let levels: [Int]
        /// The place in the stratum, from 1.
        public let place: Int
        /// The index of the arm.
        public let arm: Int
        /// A code of six characters that stands on the kit or the envelope.
        public let code: String
    }

    /// What decided on the allocations, with the seed.
    public let scheme: AllocationScheme
    /// The seed.
    public let seed: UInt64
    /// The allocations.
    public let rows: [Row]
    /// The number of strata that end within a block.
    public let openBlocks: Int

    init(_ scheme: AllocationScheme, seed: UInt64, subjects: [[Int]]) {
        var run = AllocationRun(scheme, seed: seed)
        var codes = KitCodes(seed: seed)
        var rows: [Row] = []
        rows.reserveCapacity(subjects.count)
        for levels in subjects {
            let stratum = scheme.stratum(of: levels)
            let place = run.states[stratum].total
            let code = codes.next(stratum: scheme.isStratified ? scheme.streamKey(of: levels) : "", place: place)
            rows.append(
                Row(stratum: stratum, levels: levels, place: place + 1, arm: run.next(levels: levels), code: code))
        }
        self.scheme = scheme
        self.seed = seed
        self.rows = rows
        openBlocks = run.states.count { !$0.left.allSatisfy { $0 == 0 } }
    }

    /// The number of subjects in each arm of a stratum, or of all.
    public func counts(inStratum stratum: Int? = nil) -> [Int] {
        var counts = scheme.ratio.parts.map { _ in 0 }
        for row in rows where stratum == nil || row.stratum == stratum { counts[row.arm] += 1 }
        return counts
    }

    /// The number of subjects in each arm among those of one level of a factor.
    public func counts(factor: Int, level: Int) -> [Int] {
        var counts = scheme.ratio.parts.map { _ in 0 }
        for row in rows where row.levels[factor] == level { counts[row.arm] += 1 }
        return counts
    }

    /// By how many subjects the arm that is furthest off its share is off it, after each subject of a stratum.
    public func imbalances(inStratum stratum: Int) -> [Double] {
        imbalances(rows.filter { $0.stratum == stratum })
    }

    /// The same over all subjects in the order of the list.
    public var imbalances: [Double] { imbalances(rows) }

    private func imbalances(_ rows: [Row]) -> [Double] {
        let ratio = scheme.ratio
        var counts = ratio.parts.map { _ in 0 }
        return rows.enumerated().map { index, row in
            counts[row.arm] += 1
            return Double(ratio.imbalance(counts, of: index + 1)) / Double(ratio.sum)
        }
    }
}

extension AllocationScheme {
    /// A list with so many allocations in each stratum, stratum by stratum; so many in all where there are no strata.
    ///
    /// - Throws: ``StatisticsError`` for a number below 1, more than a million allocations, or minimisation, which has no list in advance.
    public func list(seed: UInt64, perStratum count: Int) throws(StatisticsError) -> AllocationList {
        if case .minimization = method {
            throw StatisticsError(
                .invalidValue, argument: "method",
                "method is minimization, which depends on who comes: there is no list in advance; expected the subjects"
            )
        }
        guard count >= 1, count <= 1_000_000 / strataCount else {
            let argument = isStratified ? "perStratum" : "subjects"
            throw StatisticsError(
                .invalidValue, argument: argument,
                "\(argument) is \(count); expected 1 to \(1_000_000 / strataCount), a million allocations in all")
        }
        let subjects = (0..<strataCount).flatMap { stratum in
            [[Int]](repeating: levels(ofStratum: stratum), count: count)
        }
        return AllocationList(self, seed: seed, subjects: subjects)
    }

    /// The allocations of subjects in the order in which they came.
    ///
    /// - Parameter subjects: for each subject the names of its levels, factor by factor.
    /// - Throws: ``StatisticsError`` naming the subject whose level no factor has.
    public func list(seed: UInt64, subjects: [[String]]) throws(StatisticsError) -> AllocationList {
        guard !subjects.isEmpty else {
            throw StatisticsError(.empty, argument: "subjects", "subjects is empty; expected one subject or more")
        }
        var levels: [[Int]] = []
        for (index, names) in subjects.enumerated() {
            levels.append(try self.levels(named: names, argument: "subjects", index: index))
        }
        return AllocationList(self, seed: seed, subjects: levels)
    }
}

/// Codes that tell kits apart and say nothing of the arm: 30 random bits in Crockford's alphabet.
///
/// A code depends on seed, stratum and place alone; where it has been given out before, the next of its stream takes its place.
private struct KitCodes {
    let seed: UInt64
    private var taken: Set<String> = []

    init(seed: UInt64) { self.seed = seed }

    mutating func next(stratum: String, place: Int) -> String {
        let purpose = RandomStream.Purpose(stratum.isEmpty ? "kit codes" : "kit codes: " + stratum)
        var stream = RandomStream(seed: seed, purpose: purpose, subject: UInt64(place))
        while true {
            let bits = stream.next()
            let code = String(decoding: (0..<6).map { Self.letters[Int(bits >> (59 - 5 * $0)) & 31] }, as: UTF8.self)
            if taken.insert(code).inserted { return code }
        }
    }

    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
