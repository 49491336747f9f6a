import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a Bayes factor monitor of a rate says of events among subjects.
    ///
    /// - Parameters:
    ///   - schedule: the looks of the protocol, for the boundary; none is drawn without them.
    ///   - path: what was seen subject by subject, where that is known.
    public init(
        _ monitor: BayesFactorMonitor, name: String, subjects: Int, events: Int, schedule: LookSchedule? = nil,
        path: [(subjects: Int, events: Int)] = []
    ) {
        let counts = schedule.flatMap(monitor.boundary).map { boundary in
            CountReader(
                boundary, name: name, seen: (subjects, events), path: path,
                regions: monitor.parameter.isUpward
                    ? ("Stop: superior", "Stop: inferior") : ("Stop: inferior", "Stop: superior")
            ) { monitor.decision(.counts(events: $0.events, subjects: $0.subjects)) }
        }
        self.init(
            monitor, name: name, data: .counts(events: events, subjects: subjects),
            seen: "\(String(events).counting("event")) among \(String(subjects).counting("subject"))",
            change: (counts?.nextLook).map { $0.sentence + "." }, blocks: counts?.blocks ?? [],
            notes: [counts?.offLook, counts?.earlierStop].compactMap(\.self),
            looks: counts?.json { monitor.probability(.counts(events: $0.events, subjects: $0.subjects)) } ?? [])
    }

    /// What a Bayes factor monitor of a median says at the last of some looks.
    public init(
        _ monitor: BayesFactorMonitor, name: String, looks: [EventTimeLook], unit: String = "months", stale: Double = 3
    ) {
        precondition(!looks.isEmpty, "a look at least")
        let look = looks[looks.count - 1]
        let history = EventTimeHistory(
            looks.map { one in
                let data = BayesFactorMonitor.Data.exposure(events: one.events, totalTime: one.totalTime)
                return .init(look: one, probability: monitor.probability(data), decision: monitor.decision(data))
            })
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
            blocks: history.blocks + [
                .figure(
                    .init(
                        name: Self.file(name), svg: figure.svg, title: "Total time on test and events",
                        caption: "What is shaded stops the trial; the line is what was seen."))
            ], notes: [look.staleNote(stale, unit), history.earlierStop].compactMap(\.self), looks: history.json)
    }

    private init(
        _ monitor: BayesFactorMonitor, name: String, data: BayesFactorMonitor.Data, seen: String,
        change: String? = nil, blocks: [DesignAnswer.Block], notes: [String] = [], looks: [RuleReadingJSON.Look] = []
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
            change: decision.stops ? nil : change,
            blocks: [.text(monitor.sentence(totalTime == nil ? nil : ""))] + blocks, notes: notes,
            json: RuleReadingJSON(
                name: name, rule: "bayes-factor", decision: decision.rawValue, stops: decision.stops, events: events,
                subjects: Nullable(subjects), totalTime: Nullable(totalTime), probability: Nullable(probability),
                stopBelow: Nullable(monitor.stopBelow), stopAbove: Nullable(monitor.stopAbove),
                efficacyProbability: Nullable(probability), estimate: Nullable(nil), lower: Nullable(nil),
                upper: Nullable(nil), moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil),
                timeToSpare: Nullable(nil), looks: looks, notes: notes))
    }
}

extension BayesFactorMonitor {
    /// The counts that stop at the looks of a schedule; nil where they do not lie at the ends.
    fileprivate func boundary(_ schedule: LookSchedule) -> BinaryBoundary? {
        let looks = countBounds(schedule.looks).map { bounds in
            let (many, few) =
                parameter.isUpward ? (bounds.superiority, bounds.inferiority) : (bounds.inferiority, bounds.superiority)
            return BinaryBoundary.Look(
                subjects: bounds.subjects, stopAt: many?.lowerBound, stopAtMost: few?.upperBound)
        }
        return try? BinaryBoundary(looks: looks, maximum: schedule.maximum)
    }
}
