import TrialFigures
import TrialStatistics

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
        let most = looks.map(\.events).max() ?? 0
        // A figure of more events is a wedge of which nothing can be read.
        let isDrawn = most <= Self.mostDrawn
        let highest = isDrawn ? max(10, most + most / 2 + 2) : Self.mostDrawn
        let figures =
            isDrawn
            ? [
                DesignAnswer.Block.totalTime(
                    monitor.bounds(upTo: highest), path: looks.map(\.observation), unit: unit, name: Self.file(name))
            ] : []
        let history = reader.history(looks)
        let notes =
            words.notes(upTo: highest) + [look.staleNote(stale, unit), history.earlierStop].compactMap(\.self)
        self.init(
            name: name, decision: reader.decision, sentence: reader.sentence, change: reader.change,
            blocks: [reader.posterior] + history.blocks + figures, notes: notes,
            json: reader.json(name, history, notes))
    }

    /// The most events of a figure.
    private static let mostDrawn = 1000

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

    /// The looks with what the rule says at each.
    func history(_ looks: [EventTimeLook]) -> EventTimeHistory {
        let rule = monitor.futility ?? monitor.efficacy
        return EventTimeHistory(
            looks.map { one in
                .init(
                    look: one,
                    probability: rule.map {
                        monitor.probability($0, events: one.events, totalTime: one.totalTime)
                    }, decision: monitor.decision(events: one.events, totalTime: one.totalTime))
            })
    }

    func json(_ name: String, _ history: EventTimeHistory, _ notes: [String]) -> RuleReadingJSON {
        let interval = belief.interval()
        return RuleReadingJSON(
            name: name, rule: "exponential-median", decision: decision.rawValue, stops: decision.stops,
            events: look.events, subjects: Nullable(look.subjects), totalTime: Nullable(look.totalTime),
            probability: Nullable(monitor.probability(events: look.events, totalTime: look.totalTime)),
            stopBelow: Nullable(monitor.futility?.cutoff), stopAbove: Nullable(monitor.efficacy?.cutoff),
            efficacyProbability: Nullable(monitor.efficacy.map(probability)), estimate: Nullable(belief.quantile(0.5)),
            lower: Nullable(interval.lower), upper: Nullable(interval.upper),
            moreEventsToStop: Nullable(moreEvents.map(Double.init)),
            moreTimeToGoOn: Nullable(decision == .stopForFutility ? spare.map { -$0 } : nil),
            timeToSpare: Nullable(decision == .stopForFutility ? nil : spare), looks: history.json, notes: notes)
    }
}
