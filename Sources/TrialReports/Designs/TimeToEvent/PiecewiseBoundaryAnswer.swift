import TrialFigures
import TrialStatistics

extension DesignAnswer {
    /// The boundary of a monitor of piecewise-exponential times, for events and follow-up spread as under one hazard.
    ///
    /// - Parameters:
    ///   - monitor: the rule.
    ///   - median: the standard's median, which says how events and follow-up spread over the pieces.
    ///   - events: the largest number of events.
    ///   - unit: the unit of time.
    /// - Throws: ``StatisticsError`` where a bound cannot be found.
    public init(
        _ monitor: PiecewiseExponentialMonitor, median: Double, events: Int, unit: String = "months"
    ) throws(StatisticsError) {
        let shares = monitor.shares(median: median)
        var bounds: [Double] = []
        for count in 0...events { bounds.append(try monitor.leastTotalTime(events: count, shares: shares)) }
        let cutoff = monitor.stopBelow ?? 0
        var options = TotalTimeFigure.Options()
        options.timeTitle = "Total time on test (\(unit))"
        options.identifier = "boundary"
        let figure = TotalTimeFigure(
            bounds.enumerated().map { count, bound in
                .init(events: count, futility: bound > 0 ? .below(bound) : .none, efficacy: .none)
            }, options: options)
        let starts = [0] + monitor.cuts
        let pieces = starts.indices.map { piece in
            let end = monitor.cuts.indices.contains(piece) ? NumberText.measured(monitor.cuts[piece]) : "later"
            let prior = monitor.priors[piece]
            return [
                "\(NumberText.measured(starts[piece])) to \(end)",
                "Gamma(\(NumberText.measured(prior.events)), \(NumberText.measured(prior.time)))",
                NumberText.measured(prior.mean), NumberText.percent(shares[piece]) + "%",
            ]
        }
        let extreme: String? =
            if bounds[0] > 0 {
                "The rule stops before the first subject: the prior alone does. It is of no use."
            } else if monitor.stopAbove == nil, bounds.allSatisfy({ $0 == 0 }) {
                "With up to \(events) events no total time stops, and the trial always continues."
            } else { nil }
        let notes =
            [extreme].compactMap(\.self) + [
                "The rule itself asks for the events and the follow-up of each piece; the table spreads both over the pieces as one hazard with the standard's median would. 'equipoise monitor' takes them as they are.",
                "What happens after \(NumberText.measured(monitor.target.time)) \(unit) has no say.",
            ]
        self.init(
            title: "Stopping boundary of a time to an event with changing hazard",
            summary:
                "Stop where \(monitor.target.expression(unit)) < \(NumberText.exact(cutoff)), with a hazard that may change at \(monitor.cuts.map(NumberText.measured).joined(separator: ", ")) \(unit).",
            sections: [
                Section(
                    "Boundary",
                    [
                        .table(
                            "Total time on test, \(unit)", ["events", "least time to go on"],
                            bounds.enumerated().map {
                                [String($0), $1 > 0 ? NumberText.fixed($1, decimals: 2) : "any"]
                            }, remarks: ["The follow-up of all subjects added up, with and without an event."]),
                        .figure(
                            .init(
                                name: "boundary.svg", svg: figure.svg, title: "Total time on test and events",
                                caption: "For events and follow-up spread over the pieces as under one hazard.")),
                    ]),
                Section(
                    "Pieces",
                    [
                        .table(
                            "Beliefs about the hazard before the trial", ["piece", "distribution", "mean", "share"],
                            pieces, wordColumns: [1])
                    ]),
            ], notes: notes, json: PiecewiseBoundaryJSON(monitor, bounds, shares, unit, notes))
    }
}

/// The boundary of a piecewise-exponential monitor as JSON.
private struct PiecewiseBoundaryJSON: Encodable, Sendable {
    struct Prior: Encodable, Sendable {
        let events, time: Double
    }

    struct Look: Encodable, Sendable {
        let events: Int
        let leastTotalTime: Double
    }

    let rule = "piecewise-exponential"
    let unit: String
    let cuts: [Double]
    let priors: [Prior]
    let target, shares: [Double]
    let stopBelow: Nullable<Double>
    let looks: [Look]
    let notes: [String]

    init(
        _ monitor: PiecewiseExponentialMonitor, _ bounds: [Double], _ shares: [Double], _ unit: String,
        _ notes: [String]
    ) {
        self.unit = unit
        cuts = monitor.cuts
        priors = monitor.priors.map { Prior(events: $0.events, time: $0.time) }
        target =
            switch monitor.target {
            case .medianAbove(let time): [0.5, time]
            case .survivalAbove(let proportion, let time): [proportion, time]
            }
        self.shares = shares
        stopBelow = Nullable(monitor.stopBelow)
        looks = bounds.enumerated().map { Look(events: $0, leastTotalTime: $1) }
        self.notes = notes
    }
}
