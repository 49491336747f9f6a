import TrialAnalysis
import TrialFigures
import TrialStatistics
import TrialValues

/// A moment at which a rule on times to an event is asked.
public struct EventTimeLook: Sendable {
    /// The day, where looks stand on days.
    public let day: Day?
    /// The subjects who had entered, where that is known.
    public let subjects: Int?
    /// The events.
    public let events: Int
    /// The follow-up of all subjects, added up.
    public let totalTime: Double
    /// The follow-up itself, where there are data of patients.
    public let snapshot: FollowUpSnapshot?

    /// A look by its sums.
    public init(events: Int, totalTime: Double) {
        day = nil
        subjects = nil
        self.events = events
        self.totalTime = totalTime
        snapshot = nil
    }

    /// A look at data of patients.
    public init(_ snapshot: FollowUpSnapshot) {
        day = snapshot.day
        subjects = snapshot.subjects
        events = snapshot.events
        totalTime = snapshot.totalTime
        self.snapshot = snapshot
    }

    var observation: TotalTimeFigure.Observation { .init(events: events, totalTime: totalTime) }

    /// "as of 2024-05-01, 5 events in 120 months of follow-up of 12 subjects".
    func words(_ unit: String) -> String {
        let who = subjects.map { " of " + String($0).counting("subject") } ?? ""
        let when = day.map { "As of \($0), " } ?? "After "
        return
            "\(when)\(String(events).counting("event")) in \(NumberText.measured(totalTime)) \(unit) of follow-up\(who)"
    }

    /// Follow-up that is too old to decide on.
    func staleNote(_ allowed: Double, _ unit: String) -> String? {
        guard let snapshot, snapshot.stale > 0 else { return nil }
        return
            "\(snapshot.stale) of \(snapshot.subjects) subjects are without an event and without news for more than \(NumberText.measured(allowed)) \(unit): their follow-up is stale, and total time too short. Update it before the decision is taken."
    }
}

extension RuleReading {
    /// What a monitor of exponential times says at the last of some looks, with the looks before.
    public init(
        _ monitor: ExponentialMonitor, name: String, looks: [EventTimeLook], unit: String = "months",
        isPriorAssumed: Bool = false, stale: Double = 3
    ) {
        precondition(!looks.isEmpty, "a look at least")
        let words = ExponentialWords(monitor, unit: unit, isPriorAssumed: isPriorAssumed)
        let look = looks[looks.count - 1]
        let reader = ExponentialReader(monitor, words, look)
        let highest = max(10, Int(Double(looks.map(\.events).max() ?? 0) * 1.5) + 2)
        let figure = DesignAnswer.Block.totalTime(
            monitor.bounds(upTo: highest), path: looks.map(\.observation), unit: unit, name: Self.file(name))
        self.init(
            name: name, decision: reader.decision, sentence: reader.sentence, change: reader.change,
            blocks: [reader.posterior] + (looks.count > 1 ? [reader.history(looks)] : []) + [figure],
            notes: words.notes(upTo: highest) + [look.staleNote(stale, unit)].compactMap(\.self)
                + reader.historyNotes(looks), json: reader.json(name, looks, words.notes(upTo: highest)))
    }

    /// The file of a rule's figure.
    static func file(_ name: String) -> String {
        let letters = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return "boundary-" + String(letters) + ".svg"
    }
}

/// Reads a monitor at one look.
private struct ExponentialReader {
    let monitor: ExponentialMonitor
    let words: ExponentialWords
    let look: EventTimeLook

    init(_ monitor: ExponentialMonitor, _ words: ExponentialWords, _ look: EventTimeLook) {
        self.monitor = monitor
        self.words = words
        self.look = look
    }

    var decision: MonitoringDecision { monitor.decision(events: look.events, totalTime: look.totalTime) }
    private var belief: InverseGammaPrior { monitor.posterior(events: look.events, totalTime: look.totalTime) }

    private func probability(_ rule: EventTimeRule) -> Double {
        monitor.probability(rule, events: look.events, totalTime: look.totalTime)
    }

    /// "After 5 events in 120 months of follow-up, P(median > 52 months | data) = 0.021, below 0.035: stop for futility."
    var sentence: String {
        let parts = [(monitor.futility, "below"), (monitor.efficacy, "above")].compactMap { rule, side -> String? in
            guard let rule else { return nil }
            let value = probability(rule)
            let passes = side == "below" ? value < rule.cutoff : value > rule.cutoff
            return
                "\(words.expression(rule)) \(NumberText.equated(value)), \(passes ? "" : "not ")\(side) \(NumberText.exact(rule.cutoff))"
        }
        return "\(look.words(words.unit)): \(parts.joined(separator: "; ")): \(decision.words)."
    }

    /// The total times of this many events that go on, against what was seen.
    private var spare: Double? {
        guard monitor.futility != nil, monitor.event == .harm else { return nil }
        return monitor.leastTotalTime(events: look.events).map { look.totalTime - $0 }
    }

    private var moreEvents: Int? {
        decision.stops ? nil : monitor.leastEventsToStop(totalTime: look.totalTime).map { $0 - look.events }
    }

    /// What would change the decision.
    var change: String? {
        guard let spare else { return nil }
        if decision == .stopForFutility {
            return
                "To go on with \(String(look.events).counting("event")), \(NumberText.measured(-spare)) \(words.unit) more of follow-up without an event would be needed."
        }
        let events = moreEvents.map {
            "\(String($0).counting("more event")) at this follow-up would stop the trial"
        }
        let least = look.totalTime - spare
        let time =
            least > 0
            ? "with these events it goes on from \(NumberText.measured(least)) \(words.unit) of follow-up in all, which leaves \(NumberText.measured(spare)) to spare"
            : "with these events no follow-up is too short"
        return [events, time].compactMap(\.self).joined(separator: "; ").sentence + "."
    }

    var posterior: DesignAnswer.Block {
        func row(_ name: String, _ belief: InverseGammaPrior) -> [String] {
            let interval = belief.interval()
            return [
                name, belief.name, belief.mean.map(NumberText.measured) ?? "–",
                belief.quantile(0.5).map(NumberText.measured) ?? "–",
                "\(interval.lower.map(NumberText.measured) ?? "–") to \(interval.upper.map(NumberText.measured) ?? "–")",
            ]
        }
        return .table(
            "Belief about the \(monitor.prior.quantity.rawValue), \(words.unit)",
            ["", "distribution", "mean", "middle", "95% interval"],
            [row("before", monitor.prior), row("now", belief)], wordColumns: [1, 4])
    }

    // MARK: Replay

    func history(_ looks: [EventTimeLook]) -> DesignAnswer.Block {
        let rule = monitor.futility ?? monitor.efficacy
        let rows = looks.enumerated().map { index, one in
            [
                one.day?.description ?? String(index + 1), one.subjects.map(String.init) ?? "–", String(one.events),
                NumberText.fixed(one.totalTime, decimals: 1),
                rule.map {
                    NumberText.fixed(
                        monitor.probability($0, events: one.events, totalTime: one.totalTime), decimals: 4)
                } ?? "–",
                monitor.decision(events: one.events, totalTime: one.totalTime).words,
            ]
        }
        return .table(
            "The decision at each look", ["look", "subjects", "events", "total time", "probability", "decision"], rows,
            wordColumns: [5])
    }

    func historyNotes(_ looks: [EventTimeLook]) -> [String] {
        let index = looks.dropLast().firstIndex {
            monitor.decision(events: $0.events, totalTime: $0.totalTime).stops
        }
        guard let index else { return [] }
        let when = looks[index].day.map { "on \($0)" } ?? "at look \(index + 1)"
        return ["The rule said stop \(when) already; what came after is shown as if the trial had gone on."]
    }

    func json(_ name: String, _ looks: [EventTimeLook], _ notes: [String]) -> RuleReadingJSON {
        let interval = belief.interval()
        let rule = monitor.futility ?? monitor.efficacy
        return RuleReadingJSON(
            name: name, rule: "exponential-median", decision: decision.rawValue, stops: decision.stops,
            events: look.events, subjects: Nullable(look.subjects), totalTime: Nullable(look.totalTime),
            probability: monitor.probability(events: look.events, totalTime: look.totalTime),
            stopBelow: Nullable(monitor.futility?.cutoff), stopAbove: Nullable(monitor.efficacy?.cutoff),
            efficacyProbability: Nullable(monitor.efficacy.map(probability)), estimate: Nullable(belief.quantile(0.5)),
            lower: Nullable(interval.lower), upper: Nullable(interval.upper),
            moreEventsToStop: Nullable(moreEvents.map(Double.init)),
            moreTimeToGoOn: Nullable(decision == .stopForFutility ? spare.map { -$0 } : nil),
            timeToSpare: Nullable(decision == .stopForFutility ? nil : spare),
            looks: looks.map { one in
                .init(
                    asOf: Nullable(one.day?.description), subjects: Nullable(one.subjects), events: one.events,
                    totalTime: Nullable(one.totalTime),
                    probability: Nullable(
                        rule.map { monitor.probability($0, events: one.events, totalTime: one.totalTime) }),
                    decision: monitor.decision(events: one.events, totalTime: one.totalTime).rawValue)
            }, notes: notes + historyNotes(looks))
    }
}
