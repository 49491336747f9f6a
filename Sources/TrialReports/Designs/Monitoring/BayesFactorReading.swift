import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a Bayes factor monitor of a rate says of events among subjects.
    public init(_ monitor: BayesFactorMonitor, name: String, subjects: Int, events: Int) {
        self.init(
            monitor, name: name, data: .counts(events: events, subjects: subjects),
            seen: "\(String(events).counting("event")) among \(String(subjects).counting("subject"))", blocks: [])
    }

    /// What a Bayes factor monitor of a median says at the last of some looks.
    public init(_ monitor: BayesFactorMonitor, name: String, looks: [EventTimeLook], unit: String = "months") {
        precondition(!looks.isEmpty, "a look at least")
        let look = looks[looks.count - 1]
        var options = TotalTimeFigure.Options()
        options.timeTitle = "Total time on test (\(unit))"
        options.futilityText = "Stop: inferior"
        options.efficacyText = "Stop: superior"
        options.identifier = "boundary"
        let highest = min(60, max(8, Int(Double(look.events) * 1.5) + 2))
        let figure = TotalTimeFigure(
            monitor.timeBounds(upTo: highest).map {
                .init(events: $0.events, futility: $0.inferiority, efficacy: $0.superiority)
            }, path: looks.map(\.observation), options: options)
        self.init(
            monitor, name: name, data: .exposure(events: look.events, totalTime: look.totalTime),
            seen: look.words(unit),
            blocks: [
                .figure(
                    .init(
                        name: Self.file(name), svg: figure.svg, title: "Total time on test and events",
                        caption: "What is shaded stops the trial; the line is what was seen."))
            ])
    }

    private init(
        _ monitor: BayesFactorMonitor, name: String, data: BayesFactorMonitor.Data, seen: String,
        blocks: [DesignAnswer.Block]
    ) {
        let (probability, decision) = (monitor.probability(data), monitor.decision(data))
        let cutoffs = [
            monitor.stopBelow.map { "\(probability < $0 ? "" : "not ")below \(NumberText.exact($0))" },
            monitor.stopAbove.map { "\(probability > $0 ? "" : "not ")above \(NumberText.exact($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        let (events, subjects, totalTime): (Int, Int?, Double?) =
            switch data {
            case .counts(let events, let subjects): (events, subjects, nil)
            case .exposure(let events, let totalTime): (events, nil, totalTime)
            }
        self.init(
            name: name, decision: decision,
            sentence:
                "\(seen): P(H1 | data) \(NumberText.equated(probability)), \(cutoffs): \(decision.words).",
            change: nil, blocks: [.text(monitor.sentence(totalTime == nil ? nil : ""))] + blocks, notes: [],
            json: RuleReadingJSON(
                name: name, rule: "bayes-factor", decision: decision.rawValue, stops: decision.stops, events: events,
                subjects: Nullable(subjects), totalTime: Nullable(totalTime), probability: probability,
                stopBelow: Nullable(monitor.stopBelow), stopAbove: Nullable(monitor.stopAbove),
                efficacyProbability: Nullable(probability), estimate: Nullable(nil), lower: Nullable(nil),
                upper: Nullable(nil), moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil),
                timeToSpare: Nullable(nil), looks: [], notes: []))
    }
}
