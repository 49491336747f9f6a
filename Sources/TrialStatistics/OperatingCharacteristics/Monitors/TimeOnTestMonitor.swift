/// A rule on events and total time on test: the monitor of exponential times in one arm (Thall, Wooten and Tannir), as a
/// table.
///
/// The total times that stop a trial are tabulated by number of events before the first trial, so a look costs a sum and a
/// comparison.
///
/// ```swift
/// let monitor = try ExponentialMonitor(prior: prior, standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
/// let rule = try TimeOnTestMonitor(monitor, name: "progression-free survival", looks: .every(6), subjects: 64)
/// ```
///
/// ## Edge cases
/// With more events than the table has, its last element holds.
///
/// ## References
/// Thall, Wooten & Tannir, *Clin Trials* 2 (2005) 467–478.
public struct TimeOnTestMonitor: TrialMonitor, Hashable {
    /// The name.
    public let name: String
    /// By number of events from 0 on, the total times that stop for futility.
    public let futility: [TotalTimeRegion]
    /// By number of events, the total times that show the treatment to be good; empty where none does.
    public let efficacy: [TotalTimeRegion]
    /// When it looks.
    public let looks: LookTimes
    /// The fewest patients at the first look that may stop the trial.
    public let fewestSubjects: Int
    /// The endpoint.
    public let endpoint: TimedEndpoint

    /// Tables of total times.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - futility: by number of events from 0 on, the total times that stop for futility.
    ///   - efficacy: the total times that stop for efficacy; none by default.
    ///   - looks: when it looks.
    ///   - fewestSubjects: the fewest patients at a look that may stop the trial.
    ///   - endpoint: the endpoint.
    /// - Throws: ``StatisticsError`` for looks that make no sense, a table without an element, or a time that is no number ≥ 0.
    public init(
        name: String, futility: [TotalTimeRegion], efficacy: [TotalTimeRegion] = [], looks: LookTimes,
        fewestSubjects: Int = 0, endpoint: TimedEndpoint = .first
    ) throws(StatisticsError) {
        try looks.validate()
        guard !futility.isEmpty else {
            throw StatisticsError(.empty, argument: "futility", "futility is empty; expected total times by events")
        }
        for (argument, table) in [("futility", futility), ("efficacy", efficacy)] {
            for (index, region) in table.enumerated() {
                guard let time = region.bound, !(time.isFinite && time >= 0) else { continue }
                throw .invalid(argument, index, time, expected: "a finite number ≥ 0")
            }
        }
        self.name = name
        self.futility = futility
        self.efficacy = efficacy
        self.looks = looks
        self.fewestSubjects = fewestSubjects
        self.endpoint = endpoint
    }

    /// The tables of a monitor of exponential times, for a trial of at most so many patients.
    ///
    /// - Throws: ``StatisticsError`` for looks that make no sense.
    public init(
        _ monitor: ExponentialMonitor, name: String, looks: LookTimes, subjects: Int, fewestSubjects: Int = 0,
        endpoint: TimedEndpoint = .first
    ) throws(StatisticsError) {
        let bounds = monitor.bounds(upTo: max(0, subjects))
        try self.init(
            name: name, futility: bounds.map(\.futility),
            efficacy: monitor.efficacy == nil ? [] : bounds.map(\.efficacy), looks: looks,
            fewestSubjects: fewestSubjects, endpoint: endpoint)
    }

    /// That the time is not better, where the rule may show it.
    public var hypotheses: [String] { efficacy.isEmpty ? [] : ["time to event"] }

    /// Dates of events for looks at each event.
    public var needs: MonitorNeeds { MonitorNeeds(dates: looks == .everyEvent ? [endpoint] : []) }

    /// The median.
    public var estimand: Estimand? { .median }

    /// The next look before the trial ends.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        looks.look(after: previous, of: endpoint, in: trial)
    }

    /// Compares the total time on test with the tables.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        if fewestSubjects > 0, trial.entered(by: time) < fewestSubjects { return .goOn }
        let (events, total) = trial.timeOnTest(by: time, of: endpoint)
        if futility[min(events, futility.count - 1)].contains(total) { return Verdict(stop: .futility) }
        return isGood(events, total) ? Verdict(stop: .efficacy, claims: 1) : .goOn
    }

    private func isGood(_ events: Int, _ total: Double) -> Bool {
        !efficacy.isEmpty && efficacy[min(events, efficacy.count - 1)].contains(total)
    }

    /// Whether the end of a trial that was not stopped shows the treatment to be good.
    public func claims(atEnd time: Double, in trial: VirtualTrial) -> UInt32 {
        let (events, total) = trial.timeOnTest(by: time, of: endpoint)
        return isGood(events, total) ? 1 : 0
    }

    /// log 2 · T/d.
    public func estimate(at time: Double, in trial: VirtualTrial) -> Double? {
        let (events, total) = trial.timeOnTest(by: time, of: endpoint)
        return events > 0 ? 0.693_147_180_559_945_3 * total / Double(events) : nil
    }

    /// The times or the events.
    public var lookLabels: LookLabels { looks.labels(of: endpoint) }
}
