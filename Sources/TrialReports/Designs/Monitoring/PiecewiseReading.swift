import TrialAnalysis
import TrialFigures
import TrialStatistics

extension RuleReading {
    /// What a monitor of piecewise-exponential times says of the follow-up of patients at the last of some looks.
    ///
    /// - Throws: ``StatisticsError`` where follow-up cannot be cut into the monitor's pieces.
    public init(
        _ monitor: PiecewiseExponentialMonitor, name: String, looks: [FollowUpSnapshot], unit: String = "months",
        stale: Double = 3
    ) throws(StatisticsError) {
        precondition(!looks.isEmpty, "a look at least")
        var moments: [EventTimeHistory.Moment] = []
        for look in looks {
            let exposure = try look.exposure(cuts: monitor.cuts)
            moments.append(
                .init(
                    look: EventTimeLook(look), probability: try monitor.probability(exposure),
                    decision: try monitor.decision(exposure)))
        }
        let history = EventTimeHistory(moments)
        let exposure = try looks[looks.count - 1].exposure(cuts: monitor.cuts)
        let (look, probability) = (EventTimeLook(looks[looks.count - 1]), try monitor.probability(exposure))
        let decision = try monitor.decision(exposure)
        let expression = monitor.target.expression(unit)
        let cutoffs = [
            monitor.stopBelow.map { "\(probability < $0 ? "" : "not ")below \(NumberText.exact($0))" },
            monitor.stopAbove.map { "\(probability > $0 ? "" : "not ")above \(NumberText.exact($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        let interval = (
            try monitor.medianQuantile(0.025, exposure), try monitor.medianQuantile(0.975, exposure)
        )
        let middle = try monitor.medianQuantile(0.5, exposure)
        let table = DesignAnswer.Block.pieces(monitor, exposure, unit)
        let notes = [look.staleNote(stale, unit), history.earlierStop].compactMap(\.self)
        self.init(
            name: name, decision: decision,
            sentence:
                "\(look.words(unit)): \(expression) \(NumberText.equated(probability)), \(cutoffs): \(decision.words).",
            change: middle.map {
                "The median is believed to be \(NumberText.measured($0)) \(unit), 95% interval \(interval.0.map(NumberText.measured) ?? "–") to \(interval.1.map(NumberText.measured) ?? "–"), with a hazard that may change at \(monitor.cuts.map(NumberText.measured).joined(separator: ", "))."
            }, blocks: [table] + history.blocks, notes: notes,
            json: RuleReadingJSON(
                name: name, rule: "piecewise-exponential", decision: decision.rawValue, stops: decision.stops,
                events: look.events, subjects: Nullable(look.subjects),
                totalTime: Nullable(look.totalTime), probability: Nullable(probability),
                stopBelow: Nullable(monitor.stopBelow), stopAbove: Nullable(monitor.stopAbove),
                efficacyProbability: Nullable(monitor.stopAbove.map { _ in probability }),
                estimate: Nullable(middle), lower: Nullable(interval.0), upper: Nullable(interval.1),
                moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil), timeToSpare: Nullable(nil),
                looks: history.json, notes: notes))
    }
}

extension PiecewiseTarget {
    /// The probability of the target, in symbols.
    func expression(_ unit: String) -> String {
        switch self {
        case .medianAbove(let time): "P(median > \(NumberText.measured(time)) \(unit) | data)"
        case .survivalAbove(let proportion, let time):
            "P(S(\(NumberText.measured(time)) \(unit)) > \(NumberText.exact(proportion)) | data)"
        }
    }
}

extension DesignAnswer.Block {
    /// Events, time and hazard by pieces of follow-up.
    fileprivate static func pieces(
        _ monitor: PiecewiseExponentialMonitor, _ exposure: PiecewiseExposure, _ unit: String
    ) -> Self {
        let starts = [0] + monitor.cuts
        let rows = starts.indices.map { piece in
            let prior = monitor.priors[piece]
            let hazard = (prior.events + Double(exposure.events[piece])) / (prior.time + exposure.times[piece])
            let end = monitor.cuts.indices.contains(piece) ? NumberText.measured(monitor.cuts[piece]) : "later"
            return [
                "\(NumberText.measured(starts[piece])) to \(end)", String(exposure.events[piece]),
                NumberText.fixed(exposure.times[piece], decimals: 1), NumberText.measured(prior.mean),
                NumberText.measured(hazard),
            ]
        }
        return .table(
            "Follow-up by pieces, \(unit)", ["piece", "events", "time on test", "hazard before", "hazard now"], rows)
    }
}
