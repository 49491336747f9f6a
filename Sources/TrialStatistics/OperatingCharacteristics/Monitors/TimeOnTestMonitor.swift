/// A rule on events and total time on test: the monitor of exponential times in one arm (Thall, Wooten and Tannir), as a
/// table.
///
/// With d events known, the trial goes on while the total time on test is at least the d-th number of the table; so a look costs
/// a sum and a comparison.
///
/// ```swift
/// let rule = try TimeOnTestMonitor(
///     name: "progression-free survival", leastTotalTime: [nil, 3, 9.5, 17], looks: .every(6))
/// ```
///
/// ## Edge cases
/// More events than the table holds: the trial stops, as the table ends where no time would be enough, unless its last element is nil.
///
/// ## References
/// Thall, Wooten & Tannir, *Clin Trials* 2 (2005) 467–478.
public struct TimeOnTestMonitor: TrialMonitor, Hashable {
    /// The name.
    public let name: String
    /// By number of events from 0 on, the least total time to go on; nil where it always goes on.
    public let leastTotalTime: [Double?]
    /// By number of events, the total time above which the treatment is shown to be good; nil where none is enough.
    public let successAbove: [Double?]?
    /// When it looks.
    public let looks: LookTimes
    /// The fewest patients at the first look that may stop the trial.
    public let fewestSubjects: Int
    /// The endpoint.
    public let endpoint: TimedEndpoint

    /// A table of least total times.
    ///
    /// - Throws: ``StatisticsError`` for looks or times that make no sense.
    public init(
        name: String, leastTotalTime: [Double?], successAbove: [Double?]? = nil, looks: LookTimes,
        fewestSubjects: Int = 0, endpoint: TimedEndpoint = .first
    ) throws(StatisticsError) {
        try looks.validate()
        guard !leastTotalTime.isEmpty else {
            throw StatisticsError(.empty, argument: "leastTotalTime", "leastTotalTime is empty; expected a time by events")
        }
        for (argument, table) in [("leastTotalTime", leastTotalTime), ("successAbove", successAbove ?? [])] {
            for (index, time) in table.enumerated() {
                guard let time, !(time.isFinite && time >= 0) else { continue }
                throw .invalid(argument, index, time, expected: "a finite number ≥ 0")
            }
        }
        self.name = name
        self.leastTotalTime = leastTotalTime
        self.successAbove = successAbove
        self.looks = looks
        self.fewestSubjects = fewestSubjects
        self.endpoint = endpoint
    }

    /// That the median is not better, where the end may show it.
    public var hypotheses: [String] { successAbove == nil ? [] : ["median"] }

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
        if isTooShort(events, total) { return Verdict(stop: .futility) }
        return isLongEnough(events, total) ? Verdict(stop: .efficacy, claims: 1) : .goOn
    }

    private func isTooShort(_ events: Int, _ total: Double) -> Bool {
        guard let least = leastTotalTime[min(events, leastTotalTime.count - 1)] else { return false }
        return events >= leastTotalTime.count || total < least
    }

    private func isLongEnough(_ events: Int, _ total: Double) -> Bool {
        guard let successAbove, events < successAbove.count, let bound = successAbove[events] else { return false }
        return total > bound
    }

    /// Whether the end of a trial that was not stopped shows the treatment to be good.
    public func claims(atEnd time: Double, in trial: VirtualTrial) -> UInt32 {
        let (events, total) = trial.timeOnTest(by: time, of: endpoint)
        return isLongEnough(events, total) ? 1 : 0
    }

    /// log 2 · T/d.
    public func estimate(at time: Double, in trial: VirtualTrial) -> Double? {
        let (events, total) = trial.timeOnTest(by: time, of: endpoint)
        return events > 0 ? 0.693_147_180_559_945_3 * total / Double(events) : nil
    }

    /// The times or the events.
    public var lookLabels: LookLabels { looks.labels(of: endpoint) }
}
