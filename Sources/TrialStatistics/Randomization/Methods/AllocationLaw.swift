/// A method with its ratio and factors, ready to be run: what is drawn next, given the state that history left.
///
/// The state of one stratum (of all subjects, in minimisation) is small and holds whole numbers only, so that lists, the next
/// allocation, exact distributions and simulations walk through the same code.
struct AllocationLaw: Sendable {
    let ratio: AllocationRatio
    let method: AllocationMethod
    /// For each slot its arm. Slots are the arms themselves, except where a method runs on slots of equal share.
    let armOfSlot: [Int]
    /// For each arm its first slot, and the number of slots at the end.
    private let firstSlot: [Int]
    /// The paths of the maximal procedure.
    let paths: BalancedPaths?
    /// For each slot what divides its count, in minimisation: its part, or 1 for slots of equal share.
    private let slotParts: [Double]
    /// For each factor the first row of its levels in `State.margins`.
    private let firstRow: [Int]
    private let rows: Int

    init(_ method: AllocationMethod, _ ratio: AllocationRatio, factors: [StratificationFactor] = []) {
        self.method = method
        self.ratio = ratio
        let arms = Array(ratio.parts.indices)
        armOfSlot = Self.runsOnSlots(method) ? arms.flatMap { [Int](repeating: $0, count: ratio.parts[$0]) } : arms
        firstSlot =
            arms.map { arm in
                Self.runsOnSlots(method) ? ratio.parts[..<arm].reduce(0, +) : arm
            } + [armOfSlot.count]
        slotParts = Self.runsOnSlots(method) ? armOfSlot.map { _ in 1 } : ratio.parts.map(Double.init)
        if case .maximal(let imbalance, let length) = method {
            paths = BalancedPaths(limit: imbalance, length: length)
        } else {
            paths = nil
        }
        guard case .minimization = method else {
            (firstRow, rows) = ([], 0)
            return
        }
        var (first, next) = ([Int](), 0)
        for factor in factors {
            first.append(next)
            next += factor.levels.count
        }
        (firstRow, rows) = (first, next)
    }

    private static func runsOnSlots(_ method: AllocationMethod) -> Bool {
        switch method {
        case .biasedCoin, .bigStick: true
        case .minimization(let rule): rule.ratio == .slots
        case .simple, .permutedBlocks, .urn, .blockUrn, .maximal: false
        }
    }

    /// What history left.
    struct State: Sendable, Hashable {
        /// n.
        var total = 0
        /// The number of subjects in each slot.
        var counts: [Int]
        /// What is left of the open block, by arm; all 0 between blocks.
        var left: [Int]
        /// For each level of each factor the number of subjects in each slot.
        var margins: [Int]
    }

    var start: State {
        var blocks: [Int] = []
        if case .permutedBlocks = method { blocks = ratio.parts.map { _ in 0 } }
        return State(
            counts: armOfSlot.map { _ in 0 }, left: blocks, margins: [Int](repeating: 0, count: rows * armOfSlot.count))
    }

    /// The sizes that a block may have which begins now; empty where none does.
    func openings(_ state: State) -> [Int] {
        guard case .permutedBlocks(let sizes) = method, state.left.allSatisfy({ $0 == 0 }) else { return [] }
        return sizes
    }

    /// Begins a block.
    func open(_ state: inout State, size: Int) {
        for arm in state.left.indices { state.left[arm] = size / ratio.sum * ratio.parts[arm] }
    }

    /// Takes in a subject.
    func add(slot: Int, levels: [Int], to state: inout State) {
        state.total += 1
        state.counts[slot] += 1
        if !state.left.isEmpty, state.left[slot] > 0 { state.left[slot] -= 1 }
        for (factor, first) in firstRow.enumerated() {
            state.margins[(first + levels[factor]) * armOfSlot.count + slot] += 1
        }
    }

    /// The slots of an arm.
    func slots(of arm: Int) -> Range<Int> { firstSlot[arm]..<firstSlot[arm + 1] }

    /// The number of subjects in each arm.
    func counts(_ state: State) -> [Int] {
        var counts = ratio.parts.map { _ in 0 }
        for (slot, count) in state.counts.enumerated() { counts[armOfSlot[slot]] += count }
        return counts
    }
}

extension AllocationLaw {
    /// The chances of the slots, which add up to 1, for a subject of the given levels; a block must be open.
    func fill(_ chances: inout [Double], _ state: State, levels: [Int] = []) {
        switch method {
        case .simple: for arm in chances.indices { chances[arm] = Double(ratio.parts[arm]) }
        case .permutedBlocks: for arm in chances.indices { chances[arm] = Double(state.left[arm]) }
        case .urn(let alpha, let beta): fillUrn(&chances, state, alpha, beta)
        case .blockUrn(let sets): fillBlockUrn(&chances, state, sets)
        case .maximal: fillPaths(&chances, state)
        case .bigStick(let limit):
            let least = state.counts.min() ?? 0
            for slot in chances.indices { chances[slot] = state.counts[slot] - least < limit ? 1 : 0 }
        case .biasedCoin(let probability):
            let least = state.counts.min() ?? 0
            for slot in chances.indices { chances[slot] = state.counts[slot] == least ? 1 : 0 }
            tossCoin(&chances, probability)
        case .minimization(let rule):
            rule.totals(state.margins, firstRow: firstRow, levels: levels, parts: slotParts, into: &chances)
            let least = chances.min() ?? 0
            let slack = 1e-9 * (1 + abs(least))
            for slot in chances.indices { chances[slot] = chances[slot] <= least + slack ? slotParts[slot] : 0 }
            tossCoin(&chances, rule.probability)
        }
        var sum = 0.0
        for chance in chances { sum += chance }
        for slot in chances.indices { chances[slot] /= sum }
    }

    /// Turns weights of the preferred slots, 0 for the others, into chances: preferred with probability p, and c·w in any case.
    private func tossCoin(_ chances: inout [Double], _ probability: Double) {
        var (preferred, all, least) = (0.0, 0.0, Double.greatestFiniteMagnitude)
        for slot in chances.indices {
            preferred += chances[slot]
            all += slotParts[slot]
            least = min(least, slotParts[slot])
        }
        let base = (1 - probability) / (all - least)
        for slot in chances.indices {
            chances[slot] = chances[slot] / preferred * (1 - base * all) + base * slotParts[slot]
        }
    }

    private func fillUrn(_ chances: inout [Double], _ state: State, _ alpha: Int, _ beta: Int) {
        let isFresh = alpha == 0 && state.total == 0
        for arm in chances.indices {
            let part = ratio.parts[arm]
            let balls = alpha * part + beta * (state.total * part - state.counts[arm])
            chances[arm] = Double(isFresh ? part : balls)
        }
    }

    private func fillBlockUrn(_ chances: inout [Double], _ state: State, _ sets: Int) {
        var returned = Int.max
        for arm in chances.indices { returned = min(returned, state.counts[arm] / ratio.parts[arm]) }
        // An override may have taken more balls than the urn held.
        for arm in chances.indices {
            chances[arm] = Double(max(0, ratio.parts[arm] * (sets + returned) - state.counts[arm]))
        }
    }

    private func fillPaths(_ chances: inout [Double], _ state: State) {
        guard let paths else { return }
        let up = paths.chanceOfFirst(after: state.total, difference: state.counts[0] - state.counts[1])
        (chances[0], chances[1]) = (up, 1 - up)
    }
}
