import TrialModel
import TrialStatistics
import TrialValues

/// The boundaries of hypotheses that share a level: for each hypothesis, at every level that it can come to have.
///
/// A hypothesis has the share of the level with which it begins, and more once others are rejected and pass theirs on. Which
/// levels these are follows from the graph; the boundary at each is that of a group sequential test from the start.
public struct FamilyBoundaries: Sendable, Hashable {
    /// One hypothesis.
    public struct Hypothesis: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// The boundaries, from the level it begins with to the largest that it can have; those of level 0 are left out.
        public let boundaries: [Boundary]
        /// Whether it begins with no level, and so waits for others.
        public let waits: Bool
    }

    /// The boundary of a hypothesis at a level.
    public struct Boundary: Sendable, Hashable {
        /// The names of those whose rejection gives this level, the fewest that do.
        public let after: [String]
        /// The level, one-sided.
        public let level: Double
        /// The test.
        public let design: GroupSequentialDesign
    }

    /// The hypotheses, in the order of the file.
    public let hypotheses: [Hypothesis]
    /// Who passes what to whom.
    public let graph: MultiplicityGraph
    /// The one-sided level of the family.
    public let alpha: Double

    /// The most hypotheses whose rejections are gone through in all their combinations.
    static let most = 10

    /// The boundaries of a family.
    ///
    /// - Throws: what the graph or a boundary refuses, at the key that says it.
    public init(_ family: HypothesisFamily, isGraph: Bool, of item: DesignItem) throws(Diagnostics) {
        guard family.hypotheses.count <= Self.most else {
            throw Diagnostics([
                Diagnostic(
                    .error, "study.range",
                    "`hypotheses` has \(family.hypotheses.count) items; expected at most \(Self.most)",
                    at: item.place(of: "hypotheses"))
            ])
        }
        let graph = try MultiplicityGraph(family, isGraph: isGraph, of: item)
        let alpha = family.oneSidedLevel
        var hypotheses: [Hypothesis] = []
        for (index, hypothesis) in family.hypotheses.enumerated() {
            let levels = Self.levels(of: index, in: graph)
            var boundaries: [Boundary] = []
            for (after, weight) in levels where weight > 0 {
                boundaries.append(
                    Boundary(
                        after: after.map { family.hypotheses[$0].id }, level: alpha * weight,
                        design: try Self.design(hypothesis, alpha: alpha * weight, index, of: item)))
            }
            hypotheses.append(
                Hypothesis(name: hypothesis.id, boundaries: boundaries, waits: graph.weights[index] <= 0))
        }
        self.hypotheses = hypotheses
        self.graph = graph
        self.alpha = alpha
    }

    static func design(
        _ hypothesis: HypothesisFamily.Hypothesis, alpha: Double, _ index: Int, of item: DesignItem
    ) throws(Diagnostics) -> GroupSequentialDesign {
        let shape = try BoundaryShape(named: hypothesis.plan.spending, of: item, at: "hypotheses")
        return try item.method(at: "hypotheses") { () throws(StatisticsError) in
            try GroupSequentialDesign(
                fractions: hypothesis.plan.fractions, alpha: alpha, efficacy: EfficacyRule(shape))
        }
    }

    /// The weights that a hypothesis can have, increasing, each with the fewest others whose rejection gives it.
    private static func levels(of index: Int, in graph: MultiplicityGraph) -> [(after: [Int], weight: Double)] {
        let others = graph.weights.indices.filter { $0 != index }
        let subsets = (0..<(1 << others.count)).map { bits in
            others.indices.filter { bits >> $0 & 1 == 1 }.map { others[$0] }
        }.sorted { ($0.count, $0.description) < ($1.count, $1.description) }
        var levels: [(after: [Int], weight: Double)] = []
        for subset in subsets {
            let weight = subset.reduce(graph) { $0.removing($1) }.weights[index]
            guard !levels.contains(where: { abs($0.weight - weight) < 1e-12 }) else { continue }
            levels.append((subset, weight))
        }
        return levels.sorted { $0.weight < $1.weight }
    }
}

extension MultiplicityGraph {
    /// The graph of a family: its arrows, or each hypothesis to the next.
    init(_ family: HypothesisFamily, isGraph: Bool, of item: DesignItem) throws(Diagnostics) {
        self = try item.method(at: "hypotheses") { () throws(StatisticsError) in
            guard isGraph else { return try MultiplicityGraph.fixedSequence(family.hypotheses.count) }
            return try MultiplicityGraph(
                weights: family.hypotheses.map { $0.weight?.value ?? 0 },
                transitions: family.hypotheses.map { from in
                    family.hypotheses.map { to in from.passesOn.first { $0.to == to.id }?.part.value ?? 0 }
                })
        }
    }
}

extension HypothesisFamily {
    /// The level of one side.
    var oneSidedLevel: Double { isTwoSided ? alpha.value / 2 : alpha.value }
}
