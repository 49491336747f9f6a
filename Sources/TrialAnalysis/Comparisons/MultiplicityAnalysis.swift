import TrialStatistics

/// Several hypotheses tested at one level of the family: which are rejected, their adjusted p-values, and the way there.
public struct MultiplicityAnalysis: Sendable, Hashable {
    /// One hypothesis.
    public struct Hypothesis: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its p-value.
        public let pValue: Double
        /// The share of the level it starts with; absent where the procedure knows none.
        public let weight: Double?
        /// Its adjusted p-value.
        public let adjusted: Double
        /// Whether it is rejected at the level of the family.
        public let isRejected: Bool
    }

    /// The plan.
    public let plan: MultiplicityPlan
    /// The hypotheses in their order.
    public let hypotheses: [Hypothesis]
    /// The sequentially rejective procedure; absent for those of Hochberg and Hommel, which are none.
    public let graphical: GraphicalProcedure?
    /// What a reader of the numbers has to know, in sentences.
    public let notes: [String]

    /// Tests the hypotheses of a plan.
    ///
    /// - Throws: `StatisticsError` for no p-values, p-values, weights, transitions or a level that cannot be, weights or transitions that the procedure
    ///   does not take.
    public init(_ plan: MultiplicityPlan) throws(StatisticsError) {
        try Self.check(plan)
        self.plan = plan
        let graph = try Self.graph(of: plan)
        let adjusted: [Double]
        if let graph {
            let procedure = try GraphicalProcedure(plan.pValues, graph)
            graphical = procedure
            adjusted = procedure.adjusted
        } else {
            graphical = nil
            adjusted = try AdjustedPValues(plan.pValues, by: plan.procedure == .hommel ? .hommel : .hochberg).values
        }
        hypotheses = plan.pValues.indices.map { index in
            Hypothesis(
                name: plan.names?[index] ?? "H\(index + 1)", pValue: plan.pValues[index],
                weight: graph?.weights[index], adjusted: adjusted[index], isRejected: adjusted[index] <= plan.alpha)
        }
        notes = Self.remarks(plan, graph)
    }

    private static func check(_ plan: MultiplicityPlan) throws(StatisticsError) {
        guard !plan.pValues.isEmpty else {
            throw StatisticsError(.empty, argument: "pValues", "pValues is empty; expected at least one")
        }
        guard plan.alpha > 0, plan.alpha < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "alpha", "alpha is \(plan.alpha); expected a number between 0 and 1")
        }
        let count = plan.pValues.count
        for (name, length) in [("names", plan.names?.count), ("weights", plan.weights?.count)] {
            if let length, length != count {
                throw StatisticsError(
                    .lengthMismatch, argument: name,
                    "\(name) has \(length) elements; expected \(count), one for each p-value")
            }
        }
        if let names = plan.names, Set(names).count < count {
            throw StatisticsError(
                .invalidValue, argument: "names", "two hypotheses have one name; expected different ones")
        }
        let takesNone: Set<MultiplicityPlan.Procedure> = [.hochberg, .hommel, .fixedSequence]
        if plan.weights != nil, takesNone.contains(plan.procedure) {
            throw StatisticsError(
                .invalidValue, argument: "weights",
                "weights are given; expected none, \(plan.procedure.title) takes none")
        }
        if (plan.transitions != nil) != (plan.procedure == .graph) {
            throw StatisticsError(
                .invalidValue, argument: "transitions",
                plan.procedure == .graph
                    ? "transitions are missing; expected a row of numbers for each hypothesis"
                    : "transitions are given; expected them only for a graph")
        }
    }

    /// The graph of the procedure, where it is one.
    private static func graph(of plan: MultiplicityPlan) throws(StatisticsError) -> MultiplicityGraph? {
        let count = plan.pValues.count
        let weights = plan.weights ?? plan.pValues.map { _ in 1 / Double(count) }
        switch plan.procedure {
        case .hochberg, .hommel: return nil
        case .bonferroni:
            let none = weights.map { _ in weights.map { _ in 0.0 } }
            return try MultiplicityGraph(weights: weights, transitions: none)
        case .holm: return try MultiplicityGraph.holm(weights: weights)
        case .fixedSequence: return try MultiplicityGraph.fixedSequence(count)
        case .fallback: return try MultiplicityGraph.fallback(weights: weights)
        case .exhaustiveFallback: return try MultiplicityGraph.fallback(weights: weights, isExhaustive: true)
        case .graph: return try MultiplicityGraph(weights: weights, transitions: plan.transitions ?? [])
        }
    }

    private static func remarks(_ plan: MultiplicityPlan, _ graph: MultiplicityGraph?) -> [String] {
        var remarks: [String] = []
        if plan.procedure == .hochberg || plan.procedure == .hommel {
            remarks.append(
                "\(plan.procedure.title) holds the level where the tests are independent or positively dependent.")
        }
        if let graph {
            let sum = graph.weights.reduce(0, +)
            if sum < 1 - 1e-9 {
                remarks.append("The weights add up to \((sum * 1e6).rounded() / 1e6); part of the level is not used.")
            }
        }
        return remarks
    }
}

extension MultiplicityPlan.Procedure {
    /// The procedure as people know it.
    public var title: String {
        switch self {
        case .bonferroni: "Bonferroni"
        case .holm: "Holm"
        case .hochberg: "Hochberg"
        case .hommel: "Hommel"
        case .fixedSequence: "Fixed sequence"
        case .fallback: "Fallback"
        case .exhaustiveFallback: "Fallback with return"
        case .graph: "Graph"
        }
    }
}
