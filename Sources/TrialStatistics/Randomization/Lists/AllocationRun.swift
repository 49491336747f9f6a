import TrialNumerics

/// An allocation under way: the states of all strata, and the address of the next random numbers.
///
/// The numbers of a subject are those of the stream of its stratum's *name* at its place in the stratum. So a further stratum,
/// another order of arrival among strata or a longer list changes nothing elsewhere, and each allocation can be checked alone.
///
/// ```
/// stream   key (seed, "allocation" or "allocation: induction=PI; ISS=II"), counter (replicate, place in the stratum from 0)
/// u₁       the arm:  the first whose cumulated chance is above u₁
/// u₂       the slot among those of the arm, by their chances
/// u₃       the size of the block, where one begins: sizes[⌊u₃·count⌋]
/// ```
struct AllocationRun: Sendable {
    let scheme: AllocationScheme
    let law: AllocationLaw
    let seed: UInt64
    let replicate: UInt64
    private let purposes: [RandomStream.Purpose]
    private(set) var states: [AllocationLaw.State]
    /// The chances of the slots at the last allocation.
    private var chances: [Double]
    /// The chances of the arms at the last allocation.
    private(set) var armChances: [Double]

    init(_ scheme: AllocationScheme, seed: UInt64, replicate: UInt64 = 0) {
        self.init(
            scheme, law: AllocationLaw(scheme.method, scheme.ratio, factors: scheme.factors),
            purposes: Self.purposes(scheme), seed: seed, replicate: replicate)
    }

    /// A run whose law and purposes are known; simulation makes them once.
    init(
        _ scheme: AllocationScheme, law: AllocationLaw, purposes: [RandomStream.Purpose], seed: UInt64,
        replicate: UInt64
    ) {
        self.scheme = scheme
        self.law = law
        self.seed = seed
        self.replicate = replicate
        self.purposes = purposes
        states = [AllocationLaw.State](repeating: law.start, count: purposes.count)
        chances = law.armOfSlot.map { _ in 0 }
        armChances = scheme.ratio.parts.map { _ in 0 }
    }

    /// For each stratum what its random numbers are for.
    static func purposes(_ scheme: AllocationScheme) -> [RandomStream.Purpose] {
        (0..<scheme.strataCount).map { stratum in
            let key = scheme.streamKey(of: scheme.levels(ofStratum: stratum))
            return RandomStream.Purpose(key.isEmpty ? "allocation" : "allocation: " + key)
        }
    }

    /// Allocates a subject of the given levels and takes it in.
    mutating func next(levels: [Int]) -> Int {
        let stratum = scheme.stratum(of: levels)
        var stream = prepare(stratum, levels: levels)
        let arm = Self.pick(armChances, at: stream.uniform())
        let slot = slot(of: arm, at: stream.uniform())
        law.add(slot: slot, levels: levels, to: &states[stratum])
        return arm
    }

    /// Takes in a subject who was given an arm, and says which arm was due.
    mutating func record(arm: Int, levels: [Int]) -> Int {
        let stratum = scheme.stratum(of: levels)
        var stream = prepare(stratum, levels: levels)
        let due = Self.pick(armChances, at: stream.uniform())
        let slot = slot(of: arm, at: stream.uniform())
        law.add(slot: slot, levels: levels, to: &states[stratum])
        return due
    }

    /// Opens a block where one begins and works out the chances; gives the subject's stream, before u₁.
    private mutating func prepare(_ stratum: Int, levels: [Int]) -> RandomStream {
        let stream = RandomStream(
            seed: seed, purpose: purposes[stratum], replicate: replicate, subject: UInt64(states[stratum].total))
        let sizes = law.openings(states[stratum])
        if !sizes.isEmpty {
            var ahead = stream
            _ = ahead.uniform()
            _ = ahead.uniform()
            law.open(&states[stratum], size: sizes[Int(ahead.uniform() * Double(sizes.count))])
        }
        law.fill(&chances, states[stratum], levels: levels)
        for arm in armChances.indices { armChances[arm] = 0 }
        for slot in chances.indices { armChances[law.armOfSlot[slot]] += chances[slot] }
        return stream
    }

    /// The slot of an arm; any of them is as likely where the arm had no chance at all.
    private func slot(of arm: Int, at place: Double) -> Int {
        let slots = law.slots(of: arm)
        guard slots.count > 1 else { return slots.lowerBound }
        let sum = armChances[arm]
        guard sum > 0 else { return slots.lowerBound + Int(place * Double(slots.count)) }
        var reached = 0.0
        for slot in slots {
            reached += chances[slot] / sum
            if place < reached { return slot }
        }
        return slots.last { chances[$0] > 0 } ?? slots.lowerBound
    }

    /// The first index whose cumulated chance is above a uniform number.
    static func pick(_ chances: [Double], at place: Double) -> Int {
        var sum = 0.0
        for index in chances.indices {
            sum += chances[index]
            if place < sum { return index }
        }
        // The chances may fall short of 1 by rounding: the last that has any.
        return chances.lastIndex { $0 > 0 } ?? 0
    }
}
