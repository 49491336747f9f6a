import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a beta-binomial monitor says of a count of subjects and the events among them.
    ///
    /// - Parameters:
    ///   - monitor: the rules.
    ///   - name: of the rule.
    ///   - subjects: whose outcome is known.
    ///   - events: among them.
    ///   - path: what was seen subject by subject, where that is known.
    public init(
        _ monitor: BetaBinomialMonitor, name: String, subjects: Int, events: Int,
        path: [(subjects: Int, events: Int)] = []
    ) {
        let reader = BinaryReader(monitor, subjects: subjects, events: events)
        let looks = path.filter { one in monitor.schedule.looks.contains(one.subjects) }
        var history: [(look: (subjects: Int, events: Int), reader: BinaryReader)] = []
        for look in looks {
            history.append((look, BinaryReader(monitor, subjects: look.subjects, events: look.events)))
        }
        var notes = reader.notes
        if let first = history.dropLast(history.last?.look.subjects == subjects ? 1 : 0).first(where: {
            $0.reader.decision.stops
        }) {
            notes.append(
                "The rule said stop after \(first.look.subjects) subjects already, with \(String(first.look.events).counting("event"))."
            )
        }
        let table = DesignAnswer.Block.table(
            "The decision at each look", ["subjects", "events", "stop at", "decision"],
            history.map {
                [
                    String($0.look.subjects), String($0.look.events), $0.reader.bound,
                    $0.reader.decision.stops ? "stop" : "continue",
                ]
            },
            wordColumns: [3])
        self.init(
            name: name, decision: reader.decision, sentence: reader.sentence, change: reader.change,
            blocks: (history.isEmpty ? [] : [table]) + [.counts(monitor, path: looks + [(subjects, events)], name)],
            notes: notes,
            json: reader.json(name, history.map { ($0.look, $0.reader.decision, $0.reader.probability) }, notes))
    }
}

extension DesignAnswer.Block {
    fileprivate static func counts(
        _ monitor: BetaBinomialMonitor, path: [(subjects: Int, events: Int)], _ name: String
    ) -> Self {
        var options = StoppingBoundaryFigure.Options()
        options.eventTitle = name
        options.subjectTitle = "Subjects"
        options.identifier = String(RuleReading.file(name).prefix { $0 != "." })
        let figure = StoppingBoundaryFigure(
            monitor.boundary, path: path.map { .init(subjects: $0.subjects, events: $0.events) }, options: options)
        return .figure(
            .init(
                name: RuleReading.file(name), svg: figure.svg, title: "Stopping boundary of \(name)",
                caption:
                    "Events against subjects seen; counts in a shaded region stop the trial. The line is what was seen."
            ))
    }
}

/// Reads a beta-binomial monitor at one count.
private struct BinaryReader {
    let monitor: BetaBinomialMonitor
    let subjects: Int
    let events: Int
    let belief: BetaPrior
    let above: Double?
    let below: Double?

    init(_ monitor: BetaBinomialMonitor, subjects: Int, events: Int) {
        self.monitor = monitor
        self.subjects = subjects
        self.events = events
        let belief = monitor.prior.posterior(events: events, of: subjects)
        self.belief = belief
        above = monitor.stopAbove.map { $0.probability(belief) }
        below = monitor.stopBelow.map { $0.probability(belief) }
    }

    /// Whether many or few events are bad the rule does not know: in words and numbers a stop is a stop.
    var decision: MonitoringDecision {
        if let above, let rule = monitor.stopAbove, above > rule.cutoff + 1e-12 { return .stopForFutility }
        if let below, let rule = monitor.stopBelow, below < rule.cutoff - 1e-12 { return .stopForFutility }
        return .goOn
    }

    var probability: Double { above ?? below ?? 0 }

    /// Whether the protocol has a look at this number of subjects.
    private var isLook: Bool { monitor.schedule.looks.contains(subjects) }

    /// The bounds at this look, as a cell.
    var bound: String {
        guard let look = monitor.looks.first(where: { $0.subjects == subjects }) else { return "no look" }
        let bounds = [look.stopAt.map { "≥ \($0)" }, look.stopAtMost.map { "≤ \($0)" }].compactMap(\.self)
        return bounds.isEmpty ? "none" : bounds.joined(separator: ", ")
    }

    var sentence: String {
        let parts = [(monitor.stopAbove, above, "above"), (monitor.stopBelow, below, "below")].compactMap {
            rule, value, side -> String? in
            guard let rule, let value else { return nil }
            let passes = side == "above" ? value > rule.cutoff : value < rule.cutoff
            return
                "\(rule.words) \(NumberText.equated(value)), \(passes ? "" : "not ")\(side) \(NumberText.exact(rule.cutoff))"
        }
        return
            "\(String(events).counting("event")) among \(String(subjects).counting("subject")): \(parts.joined(separator: "; ")): \(decision.stops ? "stop" : "continue")."
    }

    /// How many more events of these subjects would stop.
    private var moreEvents: Int? {
        guard let rule = monitor.stopAbove, !decision.stops, events < subjects else { return nil }
        return ((events + 1)...subjects).first { count in
            rule.probability(monitor.prior.posterior(events: count, of: subjects)) > rule.cutoff + 1e-12
        }.map { $0 - events }
    }

    var change: String? {
        let next = monitor.looks.first { $0.subjects > subjects }.map { look in
            let bounds = [look.stopAt.map { "\($0) or more" }, look.stopAtMost.map { "\($0) or fewer" }].compactMap(
                \.self)
            return "the next look is at \(look.subjects) subjects, where "
                + (bounds.isEmpty ? "no count stops" : bounds.joined(separator: ", ") + " stop")
        }
        let more = moreEvents.map { "\(String($0).counting("more event")) among these subjects would stop the trial" }
        let parts = [more, decision.stops ? nil : next].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ").sentence + "."
    }

    var notes: [String] {
        isLook
            ? []
            : [
                "The protocol has no look at \(String(subjects).counting("subject")); the rule is read as if it had. Its looks: \(monitor.schedule.looks.prefix(30).map(String.init).joined(separator: ", "))."
            ]
    }

    func json(
        _ name: String, _ looks: [((subjects: Int, events: Int), MonitoringDecision, Double)], _ notes: [String]
    ) -> RuleReadingJSON {
        let interval = belief.interval()
        return RuleReadingJSON(
            name: name, rule: "beta-binomial", decision: decision.stops ? "stop" : "goOn", stops: decision.stops,
            events: events,
            subjects: Nullable(subjects), totalTime: Nullable(nil), probability: probability,
            stopBelow: Nullable(monitor.stopBelow?.cutoff), stopAbove: Nullable(monitor.stopAbove?.cutoff),
            efficacyProbability: Nullable(below), estimate: Nullable(belief.mean), lower: Nullable(interval.lower),
            upper: Nullable(interval.upper), moreEventsToStop: Nullable(moreEvents.map(Double.init)),
            moreTimeToGoOn: Nullable(nil), timeToSpare: Nullable(nil),
            looks: looks.map { look, decision, probability in
                .init(
                    asOf: Nullable(nil), subjects: Nullable(look.subjects), events: look.events,
                    totalTime: Nullable(nil),
                    probability: Nullable(probability), decision: decision.stops ? "stop" : "goOn")
            }, notes: notes)
    }
}

extension BinaryRule {
    /// The probability that the rule asks for, in symbols.
    fileprivate var words: String {
        let raised =
            excess == 0 ? "" : excess > 0 ? " + \(NumberText.exact(excess))" : " − \(NumberText.exact(-excess))"
        switch standard {
        case .fixed(let rate): return "P(rate > \(NumberText.exact(rate))\(raised) | data)"
        case .random: return "P(rate > standard\(raised) | data)"
        }
    }
}
