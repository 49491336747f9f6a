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
        var seen:
            [(look: EventTimeLook, exposure: PiecewiseExposure, probability: Double, decision: MonitoringDecision)] = []
        for look in looks {
            let exposure = try look.exposure(cuts: monitor.cuts)
            seen.append(
                (
                    EventTimeLook(look), exposure, try monitor.probability(exposure), try monitor.decision(exposure)
                ))
        }
        let last = seen[seen.count - 1]
        let expression = monitor.target.expression(unit)
        let cutoffs = [
            monitor.stopBelow.map { "\(last.probability < $0 ? "" : "not ")below \(NumberText.exact($0))" },
            monitor.stopAbove.map { "\(last.probability > $0 ? "" : "not ")above \(NumberText.exact($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        let interval = (
            try monitor.medianQuantile(0.025, last.exposure), try monitor.medianQuantile(0.975, last.exposure)
        )
        let middle = try monitor.medianQuantile(0.5, last.exposure)
        let table = DesignAnswer.Block.pieces(monitor, last.exposure, unit)
        let history = DesignAnswer.Block.table(
            "The decision at each look", ["look", "subjects", "events", "total time", "probability", "decision"],
            seen.enumerated().map { index, one in
                [
                    one.look.day?.description ?? String(index + 1), one.look.subjects.map(String.init) ?? "–",
                    String(one.look.events), NumberText.fixed(one.look.totalTime, decimals: 1),
                    NumberText.pValue(one.probability), one.decision.words,
                ]
            }, wordColumns: [5])
        let notes = [last.look.staleNote(stale, unit)].compactMap(\.self)
        self.init(
            name: name, decision: last.decision,
            sentence:
                "\(last.look.words(unit)): \(expression) \(NumberText.equated(last.probability)), \(cutoffs): \(last.decision.words).",
            change: middle.map {
                "The median is believed to be \(NumberText.measured($0)) \(unit), 95% interval \(interval.0.map(NumberText.measured) ?? "–") to \(interval.1.map(NumberText.measured) ?? "–"), with a hazard that may change at \(monitor.cuts.map(NumberText.measured).joined(separator: ", "))."
            }, blocks: [table] + (seen.count > 1 ? [history] : []), notes: notes,
            json: RuleReadingJSON(
                name: name, rule: "piecewise-exponential", decision: last.decision.rawValue, stops: last.decision.stops,
                events: last.look.events, subjects: Nullable(last.look.subjects),
                totalTime: Nullable(last.look.totalTime), probability: last.probability,
                stopBelow: Nullable(monitor.stopBelow), stopAbove: Nullable(monitor.stopAbove),
                efficacyProbability: Nullable(monitor.stopAbove.map { _ in last.probability }),
                estimate: Nullable(middle), lower: Nullable(interval.0), upper: Nullable(interval.1),
                moreEventsToStop: Nullable(nil), moreTimeToGoOn: Nullable(nil), timeToSpare: Nullable(nil),
                looks: seen.map { one in
                    .init(
                        asOf: Nullable(one.look.day?.description), subjects: Nullable(one.look.subjects),
                        events: one.look.events, totalTime: Nullable(one.look.totalTime),
                        probability: Nullable(one.probability), decision: one.decision.rawValue)
                }, notes: notes))
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
