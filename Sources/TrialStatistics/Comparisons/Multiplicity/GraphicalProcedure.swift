/// The sequentially rejective test of a ``MultiplicityGraph``: adjusted p-values, and what is rejected in which order.
///
/// Of the hypotheses not yet rejected that with the smallest pⱼ/wⱼ comes next; it is rejected at level α where pⱼ ≤ wⱼα, and the graph passes its share on. Its
/// adjusted p-value is the largest pⱼ/wⱼ so far, the smallest α at which it is rejected. This is a short cut through the closed test with weighted Bonferroni
/// tests of all intersections, so that the level of the family holds whatever the dependence.
///
/// ```swift
/// let graph = try MultiplicityGraph.fallback(weights: [0.5, 0.5])
/// let result = try GraphicalProcedure([0.03, 0.01], graph)
/// result.adjusted      // 0.06, 0.02
/// ```
///
/// ## Edge cases
/// A hypothesis that never has a share has the adjusted p-value 1, also where its p-value is 0. Of equal ratios the first in order comes first; the answer does not
/// depend on it.
///
/// ## Validated against
/// The published example of R graphicalMCP (two doses, two endpoints), and the closed test over all intersections with shares from the absorption of a random walk
/// (`Tests/TestSupport/NaiveClosedTest.swift`); Holm, fixed sequence and Bonferroni as graphs against R `p.adjust`.
///
/// ## References
/// Bretz, Maurer, Brannath & Posch, *Stat Med* 28 (2009) 586–604, algorithms 1 and 2. Bretz et al, *Biom J* 53 (2011) 894–913.
public struct GraphicalProcedure: Sendable, Hashable {
    /// One step of the procedure.
    public struct Step: Sendable, Hashable {
        /// The hypothesis that came next.
        public let hypothesis: Int
        /// Its share of the level then.
        public let weight: Double
        /// Its adjusted p-value.
        public let adjusted: Double
        /// The graph once it is rejected.
        public let graph: MultiplicityGraph
    }

    /// The graph it starts from.
    public let graph: MultiplicityGraph
    /// The p-values.
    public let pValues: [Double]
    /// The adjusted p-values, in the order of the hypotheses.
    public let adjusted: [Double]
    /// The steps in order, as far as hypotheses have a share; those with an adjusted p-value of at most α are rejections at α.
    public let steps: [Step]

    /// Runs the procedure.
    ///
    /// - Throws: ``StatisticsError`` for a number of p-values other than that of the hypotheses, or one that is not in 0...1.
    public init(_ pValues: [Double], _ graph: MultiplicityGraph) throws(StatisticsError) {
        guard pValues.count == graph.weights.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "pValues",
                "pValues has \(pValues.count) elements; expected \(graph.weights.count), one for each hypothesis")
        }
        try checkProbabilities(pValues, "pValues")
        var (adjusted, steps) = (pValues.map { _ in 1.0 }, [Step]())
        var (current, largest) = (graph, 0.0)
        var remaining = Array(pValues.indices)
        while true {
            let ratios = remaining.filter { current.weights[$0] > 0 }.map { ($0, pValues[$0] / current.weights[$0]) }
            guard let next = ratios.min(by: { $0.1 < $1.1 }) else { break }
            largest = max(largest, min(1, next.1))
            adjusted[next.0] = largest
            let weight = current.weights[next.0]
            current = current.removing(next.0)
            remaining.removeAll { $0 == next.0 }
            steps.append(Step(hypothesis: next.0, weight: weight, adjusted: largest, graph: current))
        }
        self.graph = graph
        self.pValues = pValues
        self.adjusted = adjusted
        self.steps = steps
    }

    /// The hypotheses rejected at a level of the family, in the order of their rejection.
    public func rejections(at level: Double) -> [Int] {
        steps.prefix { $0.adjusted <= level }.map(\.hypothesis)
    }
}
