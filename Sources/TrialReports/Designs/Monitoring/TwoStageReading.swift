import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a two-stage design says of a count of subjects and the events among them.
    ///
    /// Between the stages the first one decides where the path tells it, or where no count of it could have been another.
    ///
    /// - Parameters:
    ///   - design: the stages.
    ///   - name: of the rule.
    ///   - null: p₀, for the p-value at the end of a stage that ends the trial.
    ///   - subjects: whose outcome is known.
    ///   - events: among them.
    ///   - path: what was seen subject by subject, where that is known.
    /// - Throws: ``StatisticsError`` that names `subjects` where there are more than both stages have.
    public init(
        _ design: TwoStageDesign, name: String, null: Double, subjects: Int, events: Int,
        path: [(subjects: Int, events: Int)] = []
    ) throws(StatisticsError) {
        guard subjects <= design.total else {
            throw StatisticsError(
                .invalidValue, argument: "subjects",
                "subjects is \(subjects); expected at most \(design.total), those of both stages")
        }
        let reader = TwoStageReader(design: design, first: path.first { $0.subjects == design.first }?.events)
        let counts = CountReader(
            design.boundary, name: name, seen: (subjects, events), path: path,
            regions: ("Success", "Stop: too few"), decide: reader.decision)
        let decision = reader.decision((subjects, events))
        let result = try? TwoStageInference(design, responses: events, of: subjects, null: null)
        let notes = [counts.offLook, counts.earlierStop, reader.doubt((subjects, events))].compactMap(\.self)
        let table = result.map { DesignAnswer.Block.table("What the result says", ["quantity", "value"], $0.rows) }
        self.init(
            name: name, decision: decision,
            sentence: "\(counts.words): \(reader.words((subjects, events))): \(decision.words).",
            change: decision.stops ? nil : reader.change((subjects, events)),
            blocks: [table].compactMap(\.self) + counts.blocks, notes: notes,
            json: RuleReadingJSON(
                name: name, rule: "simon", decision: decision.rawValue, stops: decision.stops, events: events,
                subjects: Nullable(subjects), totalTime: Nullable(nil), probability: Nullable(nil),
                stopBelow: Nullable(nil), stopAbove: Nullable(nil), efficacyProbability: Nullable(nil),
                estimate: Nullable(result?.unbiased), lower: Nullable(result?.limits.lower),
                upper: Nullable(result?.limits.upper), moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil),
                timeToSpare: Nullable(nil), looks: counts.json { _ in nil }, notes: notes))
    }
}

/// Reads a two-stage design at counts of subjects and events.
private struct TwoStageReader {
    let design: TwoStageDesign
    /// The events of the first stage, where they are known.
    let first: Int?

    func decision(_ count: CountReader.Count) -> MonitoringDecision {
        if count.subjects == design.total {
            if let first, first <= design.futility { return .stopForFutility }
            return count.events > design.rejectAbove ? .stopForEfficacy : .end
        }
        if count.subjects >= design.first {
            // Later events only add to those of the first stage.
            let most = count.subjects == design.first ? count.events : first ?? count.events
            if most <= design.futility { return .stopForFutility }
        }
        if count.subjects == design.first, let efficacy = design.efficacy, count.events >= efficacy {
            return .stopForEfficacy
        }
        return .goOn
    }

    /// That nobody knows what the first stage showed.
    func doubt(_ count: CountReader.Count) -> String? {
        guard count.subjects > design.first, first == nil, design.futility >= 0, count.events > design.futility else {
            return nil
        }
        return
            "The events of the first \(design.first) subjects are not known; the second stage is taken as rightly begun."
    }

    func words(_ count: CountReader.Count) -> String {
        if count.subjects < design.first {
            return "the first stage is not complete"
        }
        if count.subjects > design.first, let first, first <= design.futility {
            return "the first stage ended the trial, with \(first) of at least \(design.futility + 1) needed"
        }
        if count.subjects == design.total {
            return "both stages are complete, and more than \(design.rejectAbove) are a success"
        }
        let early = design.efficacy.map { ", \($0) or more a success" } ?? ""
        if count.subjects == design.first {
            return "the first stage is complete, and \(design.futility) or fewer end the trial\(early)"
        }
        return decision(count).stops
            ? "the first stage cannot have had more than the \(design.futility) that end the trial, so the second should not have begun"
            : "the second stage runs"
    }

    /// What the end of this stage asks.
    func change(_ count: CountReader.Count) -> String {
        if count.subjects < design.first {
            let wanted = design.futility + 1 - count.events
            return wanted <= 0
                ? "The first stage has the events already that the second takes; it ends with \(design.first) subjects."
                : "The first stage ends with \(design.first) subjects; the second takes \(String(wanted).counting("more event"))."
        }
        let wanted = design.rejectAbove + 1 - count.events
        return wanted <= 0
            ? "More than \(design.rejectAbove) events are there already: success is certain. The second stage ends with \(design.total) subjects."
            : "The second stage ends with \(design.total) subjects; success takes \(String(wanted).counting("more event")) among the \(String(design.total - count.subjects).counting("subject")) to come."
    }
}
