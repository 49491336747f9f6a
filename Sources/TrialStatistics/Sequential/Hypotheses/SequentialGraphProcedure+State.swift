extension SequentialGraphProcedure {
    /// Where a hypothesis stands after the analyses so far.
    public struct State: Sendable, Hashable {
        /// What has become of it, and why.
        public let outcome: Outcome
        /// Its share of the level now; that at which it was rejected if it was.
        public let level: Double
        /// The statistic of its latest look.
        public let z: Double?
        /// The critical value of that look at that level; nil without a look, without a level, or where none is free yet.
        public let criticalZ: Double?
        /// The repeated p-value of its latest look, as if it were alone with the whole level.
        public let repeatedPValue: Double?
        /// The smallest level of the family at which it is rejected by now.
        public let adjustedPValue: Double
    }

    /// What has become of a hypothesis.
    public enum Outcome: Sendable, Hashable {
        /// It is rejected, at an analysis.
        case rejected(analysis: Int)
        /// It has a level and has not been rejected at the looks so far; there will be more.
        case open
        /// It has a level and its last look has not rejected it.
        case notRejected
        /// It has no level, so that it is not tested whatever its p-value; rejections of these hypotheses would give it one.
        case untested(waitingFor: [Int])
        /// It has a level and no look yet.
        case noLookYet
    }

    static func state(
        of index: Int, _ hypotheses: [SequentialHypothesis], _ graph: MultiplicityGraph, _ alpha: Double,
        _ rejection: Rejection?, _ adjusted: SequentialPValues, _ rule: inout SequentialGraphRule
    ) -> State {
        let hypothesis = hypotheses[index]
        let level = rejection?.level ?? graph.weights[index] * alpha
        let critical = level > 0 ? rule.criticalValues(index, level: level).last ?? nil : nil
        return State(
            outcome: rejection.map { .rejected(analysis: $0.analysis) } ?? outcome(of: hypothesis, index, graph),
            level: level, z: hypothesis.looks.last?.seen.z, criticalZ: critical,
            repeatedPValue: adjusted.repeated[index].last, adjustedPValue: adjusted.adjusted[index])
    }

    private static func outcome(of hypothesis: SequentialHypothesis, _ index: Int, _ graph: MultiplicityGraph)
        -> Outcome
    {
        guard graph.weights[index] > 0 else { return .untested(waitingFor: sources(of: index, graph)) }
        if hypothesis.looks.isEmpty { return .noLookYet }
        return hypothesis.isLast ? .notRejected : .open
    }

    /// The hypotheses with a level from which arrows lead, over others or not, to one.
    private static func sources(of index: Int, _ graph: MultiplicityGraph) -> [Int] {
        var reached: Set<Int> = [index]
        var frontier = [index]
        while let target = frontier.popLast() {
            for source in graph.weights.indices where graph.transitions[source][target] > 0 && !reached.contains(source)
            {
                reached.insert(source)
                frontier.append(source)
            }
        }
        return graph.weights.indices.filter { $0 != index && reached.contains($0) && graph.weights[$0] > 0 }
    }
}
