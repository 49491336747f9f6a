/// A group-sequential or fixed test of two arms by the (stratified) log-rank statistic, as a table of critical values.
///
/// z is above 0 where the experimental arm, the first, does better. With one look it is a fixed design.
///
/// ```swift
/// let test = try LogRankMonitor(
///     name: "progression-free survival", looks: .events([150, 225, 300]),
///     efficacy: [2.963, 2.359, 2.014], futility: [0, 0.8, nil])
/// ```
///
/// The table of a ``GroupSequentialDesign`` holds where looks have the planned events. Where they have others, as at calendar times or at
/// an end of follow-up that comes first, the level is spent by the events that are there.
///
/// ## Edge cases
/// Events that never come are not waited for: the last look is at the end of follow-up, with the events there are; a table without a design keeps the
/// critical value that was planned for it. A look without information, or without new events, goes on.
public struct LogRankMonitor: TrialMonitor, Hashable {
    /// The name.
    public let name: String
    /// When it looks.
    public let looks: LookTimes
    /// By look, stop for efficacy at z ≥ this; nil where it never does.
    public let efficacy: [Double?]
    /// By look, stop for futility at z ≤ this; nil where it never does.
    public let futility: [Double?]
    /// By look, stop for harm at z ≤ this; nil where it never does.
    public let harm: [Double?]
    /// The endpoint.
    public let endpoint: TimedEndpoint
    /// The design whose level is spent by the events that are there; nil where the table holds whatever comes.
    let observed: ObservedBounds?

    /// A table of critical values.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - looks: when it looks; a fixed number of times.
    ///   - efficacy: the critical values of each look.
    ///   - futility: the futility bounds of each look; none by default.
    ///   - harm: the bounds on the other side; none by default.
    ///   - endpoint: the endpoint.
    /// - Throws: ``StatisticsError`` for looks without a fixed number, tables of another length, or bounds that cross.
    public init(
        name: String, looks: LookTimes, efficacy: [Double?], futility: [Double?]? = nil, harm: [Double?]? = nil,
        endpoint: TimedEndpoint = .first
    ) throws(StatisticsError) {
        try self.init(
            name: name, looks: looks, efficacy: efficacy, futility: futility, harm: harm, endpoint: endpoint,
            observed: nil)
    }

    init(
        name: String, looks: LookTimes, efficacy: [Double?], futility: [Double?]?, harm: [Double?]?,
        endpoint: TimedEndpoint, observed: ObservedBounds?
    ) throws(StatisticsError) {
        try looks.validate()
        guard let count = looks.count else {
            throw StatisticsError(
                .invalidValue, argument: "looks", "looks is \(looks); expected planned times or numbers of events")
        }
        let none = [Double?](repeating: nil, count: count)
        let tables = [("efficacy", efficacy), ("futility", futility ?? none), ("harm", harm ?? none)]
        for (argument, table) in tables {
            guard table.count == count else {
                throw StatisticsError(
                    .lengthMismatch, argument: argument,
                    "\(argument) has \(table.count) elements; expected \(count), one for each look")
            }
            for (index, z) in table.enumerated() {
                if let z, !z.isFinite { throw .invalid(argument, index, z, expected: "a finite number") }
            }
        }
        for index in 0..<count {
            for (argument, table) in tables.dropFirst() {
                guard let low = table[index], let high = efficacy[index], low > high else { continue }
                throw .invalid(argument, index, low, expected: "a number up to the efficacy bound, \(high)")
            }
        }
        self.name = name
        self.looks = looks
        self.efficacy = efficacy
        self.futility = futility ?? none
        self.harm = harm ?? none
        self.endpoint = endpoint
        self.observed = observed
    }

    /// That the arms do not differ.
    public var hypotheses: [String] { [name] }

    /// The order of its endpoint, and dates for looks by events.
    public var needs: MonitorNeeds {
        if case .events = looks { return MonitorNeeds(dates: [endpoint], order: [endpoint]) }
        return MonitorNeeds(order: [endpoint])
    }

    /// The log hazard ratio.
    public var estimand: Estimand? { .logHazardRatio }

    /// The next planned look.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        looks.look(after: previous, of: endpoint, in: trial)
    }

    /// Compares z with the bounds; the last look ends the trial, and so does one that has all events that are planned.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        if let observed { return verdict(atLook: index, time: time, in: trial, observed) }
        if let z = trial.logRank(at: time, of: endpoint).z {
            if let bound = efficacy[index], z >= bound { return Verdict(stop: .efficacy, claims: 1) }
            if let bound = harm[index], z <= bound { return Verdict(stop: .harm) }
            if let bound = futility[index], z <= bound { return Verdict(stop: .futility) }
        }
        return index == efficacy.count - 1 ? Verdict(stop: .completed) : .goOn
    }

    private func verdict(
        atLook index: Int, time: Double, in trial: VirtualTrial, _ observed: ObservedBounds
    ) -> Verdict {
        let now = trial.logRank(at: time, of: endpoint)
        let isFinal = index == efficacy.count - 1 || now.events >= observed.events
        let goesOn = isFinal ? Verdict(stop: .completed) : .goOn
        let before = looks.events(before: index, at: time, of: endpoint, in: trial)
        guard let z = now.z, now.events > before.last ?? 0 else { return goesOn }
        let reason = observed.verdict(z: z, look: index, events: before + [now.events], isFinal: isFinal)
        return reason.map { Verdict(stop: $0, claims: $0 == .efficacy ? 1 : 0) } ?? goesOn
    }

    /// The hypothesis, where the arms do not differ in the endpoint.
    public func nullHypotheses(under truth: TrialTruth) -> UInt32 { truth.isNull(for: endpoint) ? 1 : 0 }

    /// Peto's one-step estimate.
    public func estimate(at time: Double, in trial: VirtualTrial) -> Double? {
        trial.logRank(at: time, of: endpoint).logHazardRatio
    }

    /// The events or the times.
    public var lookLabels: LookLabels { looks.labels(of: endpoint) }

    /// The events of the first endpoint that are planned for the last look; nil for looks by time or by deaths.
    var plannedEvents: Int? {
        if case .events(let numbers) = looks, endpoint == .first { numbers.last } else { nil }
    }

    /// The last look.
    public var finalLook: Int? { efficacy.count - 1 }
}
