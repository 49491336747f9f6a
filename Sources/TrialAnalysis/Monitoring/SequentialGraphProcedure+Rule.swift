import TrialModel
import TrialStatistics
import TrialValues

/// What was seen of one hypothesis of a family.
public struct HypothesisSeen: Sendable {
    /// Its looks, in order.
    public var looks: [SequentialHypothesis.Look]
    /// The events planned for its last look; by default those of the rule.
    public var planned: PlannedInformation?

    /// What was seen of one hypothesis.
    public init(looks: [SequentialHypothesis.Look], planned: PlannedInformation? = nil) {
        self.looks = looks
        self.planned = planned
    }
}

extension SequentialGraphProcedure {
    /// The hypotheses of a family with what was seen of each.
    ///
    /// A classical boundary is followed by what it spends at its planned looks with the whole level of the family.
    ///
    /// - Parameters:
    ///   - family: the hypotheses of a rule.
    ///   - isGraph: whether their level passes along arrows; from each to the next otherwise.
    ///   - item: where the rule stands.
    ///   - seen: what was seen, by the name of the hypothesis; one without has no look yet.
    /// - Throws: what the methods refuse, at the key that says it; where nothing says how many events were planned.
    public init(
        _ family: HypothesisFamily, isGraph: Bool, of item: DesignItem, seen: [String: HypothesisSeen]
    ) throws(Diagnostics) {
        let graph = try MultiplicityGraph(family, isGraph: isGraph, of: item)
        let alpha = family.oneSidedLevel
        var hypotheses: [SequentialHypothesis] = []
        for (index, hypothesis) in family.hypotheses.enumerated() {
            let seen = seen[hypothesis.id] ?? HypothesisSeen(looks: [])
            let design = try FamilyBoundaries.design(hypothesis, alpha: alpha, index, of: item)
            let planned = try Self.planned(hypothesis, seen, of: item)
            hypotheses.append(
                try item.method(at: "hypotheses") { () throws(StatisticsError) in
                    try SequentialHypothesis(
                        hypothesis.id, spending: try SequentialPlan(design).spending, maximumInformation: planned,
                        looks: seen.looks, isLast: seen.planned == .reached ? true : nil)
                })
        }
        let made = hypotheses
        self = try item.method(at: "hypotheses") { () throws(StatisticsError) in
            try SequentialGraphProcedure(made, graph: graph, alpha: alpha)
        }
    }

    /// The events planned for the last look at a hypothesis; 1 where it has no look to set against them.
    private static func planned(
        _ hypothesis: HypothesisFamily.Hypothesis, _ seen: HypothesisSeen, of item: DesignItem
    ) throws(Diagnostics) -> Double {
        guard let last = seen.looks.last else { return 1 }
        if let planned = seen.planned { return planned.amount(reached: last.seen.information) }
        if let events = hypothesis.plan.lastEvents { return Double(events) }
        throw Diagnostics([
            Diagnostic(
                .error, "study.missing-key",
                "the rule \(item.id) does not say how many events the last look at \(hypothesis.id) has",
                at: item.place(of: "hypotheses"),
                advice: "add `events:`, or give the events planned after a slash:"
                    + " --endpoint \(hypothesis.id)=TIME:EVENT/EVENTS, or /last for data of the last look")
        ])
    }
}
