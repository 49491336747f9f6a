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
        let counts = CountReader(monitor.boundary, name: name, seen: (subjects, events), path: path) {
            BinaryReader(monitor, subjects: $0.subjects, events: $0.events).decision
        }
        let notes = [counts.offLook, counts.earlierStop].compactMap(\.self)
        self.init(
            name: name, decision: reader.decision, sentence: "\(counts.words): \(reader.sentence)",
            change: reader.change(counts.nextLook), blocks: counts.blocks, notes: notes,
            json: reader.json(
                name, counts.json { BinaryReader(monitor, subjects: $0.subjects, events: $0.events).probability }, notes
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

    /// Whether many or few events are bad the rule does not know: a stop is a stop.
    var decision: MonitoringDecision {
        if let above, let rule = monitor.stopAbove, above > rule.cutoff + 1e-12 { return .stop }
        if let below, let rule = monitor.stopBelow, below < rule.cutoff - 1e-12 { return .stop }
        return .goOn
    }

    var probability: Double { above ?? below ?? 0 }

    var sentence: String {
        let parts = [(monitor.stopAbove, above, "above"), (monitor.stopBelow, below, "below")].compactMap {
            rule, value, side -> String? in
            guard let rule, let value else { return nil }
            let passes = side == "above" ? value > rule.cutoff : value < rule.cutoff
            return
                "\(rule.words) \(NumberText.equated(value)), \(passes ? "" : "not ")\(side) \(NumberText.exact(rule.cutoff))"
        }
        return "\(parts.joined(separator: "; ")): \(decision.words)."
    }

    /// How many more events of these subjects would stop.
    private var moreEvents: Int? {
        guard let rule = monitor.stopAbove, !decision.stops, events < subjects else { return nil }
        return ((events + 1)...subjects).first { count in
            rule.probability(monitor.prior.posterior(events: count, of: subjects)) > rule.cutoff + 1e-12
        }.map { $0 - events }
    }

    func change(_ nextLook: String?) -> String? {
        let more = moreEvents.map { "\(String($0).counting("more event")) among these subjects would stop the trial" }
        let parts = [more, decision.stops ? nil : nextLook].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ").sentence + "."
    }

    func json(_ name: String, _ looks: [RuleReadingJSON.Look], _ notes: [String]) -> RuleReadingJSON {
        let interval = belief.interval()
        return RuleReadingJSON(
            name: name, rule: "beta-binomial", decision: decision.rawValue, stops: decision.stops, events: events,
            subjects: Nullable(subjects), totalTime: Nullable(nil), probability: Nullable(probability),
            stopBelow: Nullable(monitor.stopBelow?.cutoff), stopAbove: Nullable(monitor.stopAbove?.cutoff),
            efficacyProbability: Nullable(below), estimate: Nullable(belief.mean), lower: Nullable(interval.lower),
            upper: Nullable(interval.upper), moreEventsToStop: Nullable(moreEvents.map(Double.init)),
            moreTimeToGoOn: Nullable(nil), timeToSpare: Nullable(nil), looks: looks, notes: notes)
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
