/// All lists of a method with their probabilities, carried from subject to subject state by state.
///
/// Two histories that leave the same counts and the same open block are one node; slots of one arm are exchangeable and kept in order.
/// A node holds its probability by the largest imbalance so far. Nodes stay in the order in which they were first met, so that sums do
/// not depend on hashing.
struct AllocationChain {
    private struct Layer {
        var nodes: [AllocationLaw.State] = []
        /// For each node its probability by S·D at its largest so far.
        var weights: [[Double]] = []
        private var places: [AllocationLaw.State: Int] = [:]

        /// Moves a share of the probabilities of a node to one that follows, whose own imbalance is given.
        mutating func add(_ node: AllocationLaw.State, _ from: [Double], share: Double, imbalance: Int) {
            let place: Int
            if let known = places[node] {
                place = known
            } else {
                place = nodes.count
                places[node] = place
                nodes.append(node)
                weights.append([])
            }
            let missing = max(from.count, imbalance + 1) - weights[place].count
            if missing > 0 { weights[place] += [Double](repeating: 0, count: missing) }
            for worst in from.indices where from[worst] > 0 {
                weights[place][max(worst, imbalance)] += share * from[worst]
            }
        }

        /// The numbers that the layer holds.
        var size: Int { weights.reduce(0) { $0 + $1.count } }
    }

    /// The most numbers that are gone through before lists are simulated instead.
    static let mostNumbers = 10_000_000

    private let law: AllocationLaw
    private let ratio: AllocationRatio
    private var tally: BalanceTally
    private var chances: [Double]
    private var armChances: [Double]
    private var layer = Layer()
    /// Σ over subjects of what an observer guesses and knows.
    private var (guessed, best, certain) = (0.0, 0.0, 0.0)

    /// The sums over all lists; `nil` where there are too many states.
    static func tally(_ scheme: AllocationScheme, subjects: Int) -> BalanceTally? {
        var chain = AllocationChain(scheme, subjects: subjects)
        var numbers = 0
        for subject in 0..<subjects {
            chain.step(subject)
            let size = chain.layer.size
            numbers += size
            // What is left needs about as many at each subject, or more.
            if numbers + size * (subjects - subject - 1) > mostNumbers { return nil }
        }
        return chain.finish(subjects)
    }

    private init(_ scheme: AllocationScheme, subjects: Int) {
        law = AllocationLaw(scheme.method, scheme.ratio)
        ratio = scheme.ratio
        tally = BalanceTally(scheme.ratio, subjects: subjects, levels: 0)
        chances = law.armOfSlot.map { _ in 0 }
        armChances = scheme.ratio.parts.map { _ in 0 }
        layer.add(law.start, [1], share: 1, imbalance: 0)
    }

    /// One more subject.
    private mutating func step(_ subject: Int) {
        var next = Layer()
        for (node, weights) in zip(layer.nodes, layer.weights) {
            let sizes = law.openings(node)
            if sizes.isEmpty { pass(node, weights, 1, subject, into: &next) }
            for size in sizes {
                var opened = node
                law.open(&opened, size: size)
                pass(opened, weights, 1 / Double(sizes.count), subject, into: &next)
            }
        }
        layer = next
    }

    private mutating func pass(
        _ node: AllocationLaw.State, _ weights: [Double], _ share: Double, _ subject: Int, into next: inout Layer
    ) {
        law.fill(&chances, node)
        for arm in armChances.indices { armChances[arm] = 0 }
        for slot in chances.indices { armChances[law.armOfSlot[slot]] += chances[slot] }
        let counts = law.counts(node)
        let weight = share * weights.reduce(0, +)
        let excesses = counts.indices.map { ratio.excess($0, counts[$0], of: subject) }
        let top = armChances.max() ?? 0
        guessed += weight * BalanceTally.guess(excesses, armChances, ratio)
        best += weight * top
        certain += top >= 1 - 1e-12 ? weight : 0
        for arm in armChances.indices { tally.arms[subject][arm] += weight * armChances[arm] }
        for slot in chances.indices where chances[slot] > 0 {
            var after = node
            law.add(slot: slot, levels: [], to: &after)
            law.order(&after)
            let imbalance = ratio.imbalance(law.counts(after), of: subject + 1)
            tally.course[subject] += weight * chances[slot] * Double(imbalance) / Double(ratio.sum)
            next.add(after, weights, share: share * chances[slot], imbalance: imbalance)
        }
    }

    private mutating func finish(_ subjects: Int) -> BalanceTally {
        for (node, weights) in zip(layer.nodes, layer.weights) {
            let counts = law.counts(node)
            let final = ratio.imbalance(counts, of: subjects)
            for (worst, weight) in weights.enumerated() where weight > 0 {
                tally.add(final: final, worst: worst, weight: weight)
            }
            tally.add(BalanceTally.loss(counts, of: subjects, ratio), to: .loss, weight: weights.reduce(0, +))
        }
        tally.add(guessed / Double(subjects), to: .guessed)
        tally.add(best / Double(subjects), to: .bestGuessed)
        tally.add(certain / Double(subjects), to: .certain)
        return tally
    }
}

extension AllocationLaw {
    /// Brings the counts of the slots of each arm into ascending order: which of them is which makes no difference.
    fileprivate func order(_ state: inout State) {
        guard armOfSlot.count > ratio.parts.count else { return }
        for arm in ratio.parts.indices { state.counts[slots(of: arm)].sort() }
    }
}
