import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a predictive-probability design says of a count of subjects and the events among them.
    ///
    /// - Parameter path: what was seen subject by subject, where that is known.
    /// - Throws: ``StatisticsError`` that names `subjects` where there are more than the whole trial has, or `events`.
    public init(
        _ design: PredictiveProbabilityDesign, name: String, subjects: Int, events: Int,
        path: [(subjects: Int, events: Int)] = []
    ) throws(StatisticsError) {
        let probability = try design.predictiveProbability(events: events, of: subjects)
        let reader = PredictiveReader(design: design)
        let counts = CountReader(
            design.boundary, name: name, seen: (subjects, events), path: path,
            regions: ("Success", "Stop: futility"), decide: reader.decision)
        let decision = reader.decision((subjects, events))
        let belief = design.prior.posterior(events: events, of: subjects)
        let interval = belief.interval()
        let notes = [counts.offLook, counts.earlierStop].compactMap(\.self)
        self.init(
            name: name, decision: decision,
            sentence: "\(counts.words): \(reader.words((subjects, events), probability)): \(decision.words).",
            change: decision.stops ? nil : reader.change((subjects, events), counts.nextLook), blocks: counts.blocks,
            notes: notes,
            json: RuleReadingJSON(
                name: name, rule: "predictive-probability", decision: decision.rawValue, stops: decision.stops,
                events: events, subjects: Nullable(subjects), totalTime: Nullable(nil),
                probability: Nullable(probability), stopBelow: Nullable(design.futility),
                stopAbove: Nullable(design.efficacy), efficacyProbability: Nullable(probability),
                estimate: Nullable(belief.mean), lower: Nullable(interval.lower), upper: Nullable(interval.upper),
                moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil), timeToSpare: Nullable(nil),
                looks: counts.json(reader.probability),
                notes: notes))
    }
}

/// Reads a predictive-probability design at counts of subjects and events.
private struct PredictiveReader {
    let design: PredictiveProbabilityDesign

    /// The predictive probability; nil of counts that the trial cannot have.
    func probability(_ count: CountReader.Count) -> Double? {
        try? design.predictiveProbability(events: count.events, of: count.subjects)
    }

    /// At the end success or not; before it what the predictive probability says.
    func decision(_ count: CountReader.Count) -> MonitoringDecision {
        if count.subjects == design.boundary.maximum {
            return count.events >= design.successAt ? .stopForEfficacy : .end
        }
        guard let probability = probability(count) else { return .goOn }
        if probability < design.futility { return .stopForFutility }
        return probability > design.efficacy ? .stopForEfficacy : .goOn
    }

    func words(_ count: CountReader.Count, _ probability: Double) -> String {
        let maximum = design.boundary.maximum
        if count.subjects == maximum {
            return "the trial is complete, and \(design.successAt) or more are a success"
        }
        let cutoffs = [
            "\(probability < design.futility ? "" : "not ")below \(NumberText.exact(design.futility))",
            design.efficacy < 1
                ? "\(probability > design.efficacy ? "" : "not ")above \(NumberText.exact(design.efficacy))" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        return
            "P(success with \(maximum) subjects | data) \(NumberText.equated(probability)), \(cutoffs)"
    }

    /// What success still takes, and the next look.
    func change(_ count: CountReader.Count, _ nextLook: String?) -> String {
        let rest = design.boundary.maximum - count.subjects
        let wanted = design.successAt - count.events
        let needed =
            wanted <= 0
            ? "success at the end is certain"
            : "success takes \(String(wanted).counting("more event")) among the \(String(rest).counting("subject")) to come"
        return [needed, nextLook].compactMap(\.self).joined(separator: "; ").sentence + "."
    }
}
