/// The course of a graph over the analyses of a trial: which hypotheses are rejected, when, at which level.
///
/// It remembers the critical values of the levels that it has met, so that many trials of one design are quickly gone through.
struct SequentialGraphRule: Sendable {
    /// A rejection.
    struct Step: Sendable, Hashable {
        let hypothesis: Int
        let analysis: Int
        /// The look whose statistic rejected it.
        let look: Int
        let level: Double
        let criticalZ: Double
        let graph: MultiplicityGraph
    }

    let graph: MultiplicityGraph
    let alpha: Double
    let earlierLooks: SequentialGraphProcedure.EarlierLooks
    let families: [SpendingFamily]
    /// The analysis of each look of each hypothesis.
    let analyses: [[Int]]
    private var known: [[Double: [Double?]]]

    init(
        graph: MultiplicityGraph, alpha: Double, earlierLooks: SequentialGraphProcedure.EarlierLooks,
        families: [SpendingFamily], analyses: [[Int]]
    ) {
        self.graph = graph
        self.alpha = alpha
        self.earlierLooks = earlierLooks
        self.families = families
        self.analyses = analyses
        known = families.map { _ in [:] }
    }

    /// The critical values of a hypothesis at a level.
    mutating func criticalValues(_ hypothesis: Int, level: Double) -> [Double?] {
        if let values = known[hypothesis][level] { return values }
        let values = families[hypothesis].limits(level: level).criticalZ
        known[hypothesis][level] = values
        return values
    }

    /// The rejections, in their order, for statistics by hypothesis and look.
    mutating func steps(z: [[Double]]) -> [Step] {
        var (steps, current) = ([Step](), graph)
        var open = Array(families.indices)
        for analysis in 0..<((analyses.joined().max() ?? -1) + 1) {
            while let next = rejection(among: open, z, at: analysis, current) {
                current = current.removing(next.hypothesis)
                open.removeAll { $0 == next.hypothesis }
                steps.append(
                    Step(
                        hypothesis: next.hypothesis, analysis: analysis, look: next.look, level: next.level,
                        criticalZ: next.criticalZ, graph: current))
            }
        }
        return steps
    }

    private typealias Rejection = (hypothesis: Int, look: Int, level: Double, criticalZ: Double)

    /// The first hypothesis that can be rejected at an analysis.
    private mutating func rejection(
        among open: [Int], _ z: [[Double]], at analysis: Int, _ current: MultiplicityGraph
    ) -> Rejection? {
        for hypothesis in open {
            let made = analyses[hypothesis].prefix { $0 <= analysis }.count
            let level = current.weights[hypothesis] * alpha
            guard made > 0, level > 0 else { continue }
            let critical = criticalValues(hypothesis, level: level)
            for look in earlierLooks == .retested ? 0..<made : made - 1..<made {
                if let limit = critical[look], z[hypothesis][look] >= limit {
                    return (hypothesis, look, level, limit)
                }
            }
        }
        return nil
    }
}
