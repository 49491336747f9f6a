/// A rule on events and time on test by pieces of follow-up: the monitor of a hazard that may change.
///
/// ```swift
/// let rule = PiecewiseMonitor(monitor, name: "progression-free survival", looks: .every(6))
/// ```
public struct PiecewiseMonitor: TrialMonitor {
    /// The name.
    public let name: String
    /// The monitor.
    public let monitor: PiecewiseExponentialMonitor
    /// When it looks.
    public let looks: LookTimes

    /// A rule.
    ///
    /// - Throws: ``StatisticsError`` for looks that make no sense.
    public init(_ monitor: PiecewiseExponentialMonitor, name: String, looks: LookTimes) throws(StatisticsError) {
        try looks.validate()
        self.name = name
        self.monitor = monitor
        self.looks = looks
    }

    /// That the time is not better, where the rule may show it.
    public var hypotheses: [String] { monitor.stopAbove == nil ? [] : ["time to event"] }

    /// Dates of events for looks at each event.
    public var needs: MonitorNeeds { MonitorNeeds(dates: looks == .everyEvent ? [.first] : []) }

    /// The next look before the trial ends.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        looks.look(after: previous, of: .first, in: trial)
    }

    /// Asks the monitor.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        switch decision(at: time, in: trial) {
        case .stopForFutility: Verdict(stop: .futility)
        case .stopForEfficacy: Verdict(stop: .efficacy, claims: 1)
        default: .goOn
        }
    }

    /// Whether the end of a trial that was not stopped shows the treatment to be good.
    public func claims(atEnd time: Double, in trial: VirtualTrial) -> UInt32 {
        decision(at: time, in: trial) == .stopForEfficacy ? 1 : 0
    }

    private func decision(at time: Double, in trial: VirtualTrial) -> MonitoringDecision? {
        trial.exposure(by: time, cuts: monitor.cuts).flatMap { try? monitor.decision($0) }
    }

    /// The times or the events.
    public var lookLabels: LookLabels { looks.labels(of: .first) }
}

extension PiecewiseMonitor: Encodable {
    private enum Keys: String, CodingKey { case name, monitor, looks }

    /// All that tells it from others.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(name, forKey: .name)
        try container.encode(String(reflecting: monitor), forKey: .monitor)
        try container.encode(looks, forKey: .looks)
    }
}

extension VirtualTrial {
    /// The events and the time on test of the first endpoint by pieces of follow-up, as known at a time.
    func exposure(by time: Double, cuts: [Double]) -> PiecewiseExposure? {
        var events = [Int](repeating: 0, count: cuts.count + 1)
        var times = [Double](repeating: 0, count: cuts.count + 1)
        for index in 0..<entered(by: time) {
            let isKnown = first.known[index] <= time
            let exit = isKnown ? first.exit[index] : Self.seen(time - entries[index], visitInterval)
            var (piece, start) = (0, 0.0)
            while piece < cuts.count, exit > cuts[piece] {
                times[piece] += cuts[piece] - start
                start = cuts[piece]
                piece += 1
            }
            times[piece] += exit - start
            if isKnown, first.isEvent[index] { events[piece] += 1 }
        }
        return try? PiecewiseExposure(events: events, times: times, cuts: cuts)
    }
}
