import TrialAnalysis
import TrialStatistics

extension RuleReading {
    /// What a group sequential rule says at the looks that were made.
    ///
    /// - Parameter data: remarks on the data of the looks, such as the hazard ratio.
    /// - Throws: ``StatisticsError`` where the looks to come do not follow.
    public init(
        _ comparison: MonitoredComparison, name: String, data: [String] = []
    ) throws(StatisticsError) {
        let remaining = comparison.remaining
        let answer = try InterimAnswer(
            comparison.trial, unit: .events(allocationRatio: comparison.allocationRatio), design: comparison.design,
            shape: comparison.shape,
            drift: comparison.drift, remaining: remaining.isEmpty ? nil : remaining, figureName: Self.file(name))
        let notes = data + comparison.notes + answer.notes
        self.init(
            name: name, decision: answer.decision, sentence: answer.summary, change: answer.nextLook,
            blocks: answer.sections.flatMap(\.blocks), notes: notes,
            json: SequentialReadingJSON(
                name: name, rule: "group-sequential", decision: answer.decision.rawValue,
                stops: answer.decision.stops, analysis: AnyEncodable(InterimJSON(answer)), notes: notes))
    }

    /// Where the hypotheses of a family stand.
    ///
    /// - Parameter isGraph: whether their level passes along arrows.
    public init(
        _ family: SequentialGraphProcedure, name: String, isGraph: Bool, data: [String] = []
    ) {
        let answer = HypothesesAnswer(family, prefix: String(Self.file(name).prefix { $0 != "." }) + "-")
        let notes = data + answer.notes
        self.init(
            name: name, decision: family.decision, sentence: answer.summary, change: answer.nextLook,
            blocks: answer.sections.flatMap(\.blocks), notes: notes,
            json: SequentialReadingJSON(
                name: name, rule: isGraph ? "graph" : "closed", decision: family.decision.rawValue,
                stops: family.decision.stops, analysis: AnyEncodable(HypothesesJSON(family)), notes: notes))
    }
}

/// The reading of a group sequential rule, or of a family, as JSON.
private struct SequentialReadingJSON: Encodable, Sendable {
    let name, rule, decision: String
    let stops: Bool
    let analysis: AnyEncodable
    let notes: [String]
}
