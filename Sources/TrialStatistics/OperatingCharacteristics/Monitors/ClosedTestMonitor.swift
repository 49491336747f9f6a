/// Two endpoints in a fixed sequence, each with its own boundary: progression-free survival, and survival only once that is
/// significant.
///
/// At each analysis the first endpoint is tested until it is rejected; death is tested from that analysis on, with the part of
/// its own boundary that belongs to the analysis. So no p-value of survival is called significant without progression-free
/// survival, and the level of the family is that of each boundary.
///
/// ```swift
/// let family = try ClosedTestMonitor(analyses: [
///     .init(at: 328, of: .first, firstZ: 1.96), .init(at: 200, of: .death, deathZ: 2.797),
///     .init(at: 300, of: .death, deathZ: 1.977)])
/// ```
///
/// ## Edge cases
/// Where the first endpoint cannot be tested any more and was not rejected, the trial stops for futility.
///
/// ## References
/// Glimm, Maurer & Bretz, *Stat Med* 29 (2010) 219–228 (hierarchical testing of endpoints in group-sequential trials).
public struct ClosedTestMonitor: TrialMonitor, Hashable {
    /// One analysis: when it takes place, and which critical values hold there.
    public struct Analysis: Sendable, Hashable, Codable {
        /// The number of events of ``trigger`` at which it takes place.
        public let events: Int
        /// The endpoint whose events count.
        public let trigger: TimedEndpoint
        /// The critical value of the first endpoint; nil where it is not tested.
        public let firstZ: Double?
        /// The critical value of death; nil where it is not tested.
        public let deathZ: Double?

        /// An analysis.
        public init(at events: Int, of trigger: TimedEndpoint, firstZ: Double? = nil, deathZ: Double? = nil) {
            self.events = events
            self.trigger = trigger
            self.firstZ = firstZ
            self.deathZ = deathZ
        }
    }

    /// The name.
    public let name: String
    /// The analyses in their order.
    public let analyses: [Analysis]

    /// A sequence of analyses.
    ///
    /// - Throws: ``StatisticsError`` for an analysis without a test, events that do not increase, or a critical value that is no number.
    public init(name: String = "PFS, then OS", analyses: [Analysis]) throws(StatisticsError) {
        guard analyses.contains(where: { $0.firstZ != nil }), analyses.contains(where: { $0.deathZ != nil }) else {
            throw StatisticsError(
                .empty, argument: "analyses", "analyses do not test both endpoints; expected a critical value of each")
        }
        var latest: [TimedEndpoint: Int] = [:]
        for (index, analysis) in analyses.enumerated() {
            guard analysis.events > latest[analysis.trigger, default: 0] else {
                throw .invalid(
                    "analyses", index, Double(analysis.events), expected: "more events than at the one before")
            }
            latest[analysis.trigger] = analysis.events
            for z in [analysis.firstZ, analysis.deathZ].compactMap(\.self) where !z.isFinite {
                throw .invalid("analyses", index, z, expected: "a finite critical value")
            }
        }
        self.name = name
        self.analyses = analyses
    }

    /// The first endpoint, then death.
    public var hypotheses: [String] { ["first endpoint", "death"] }

    /// Dates and order of both endpoints.
    public var needs: MonitorNeeds {
        MonitorNeeds(dates: Set(analyses.map(\.trigger)), order: [.first, .death])
    }

    /// The next analysis, not before an earlier one; the last at the latest when the trial ends.
    public func look(after previous: Int?, in trial: VirtualTrial) -> (index: Int, time: Double)? {
        let next = previous.map { $0 + 1 } ?? 0
        guard next < analyses.count else { return nil }
        var earliest = 0.0
        for (index, analysis) in analyses.enumerated() {
            guard let time = trial.date(ofEvent: analysis.events, of: analysis.trigger) else { continue }
            earliest = max(earliest, time)
            if index >= next { return (index, earliest) }
        }
        return (analyses.count - 1, trial.end)
    }

    /// Tests what may be tested.
    public func verdict(atLook index: Int, time: Double, in trial: VirtualTrial, claimed: UInt32) -> Verdict {
        let analysis = analyses[index]
        var claims: UInt32 = 0
        if claimed & 1 == 0, rejects(analysis.firstZ, .first, time, trial) { claims |= 1 }
        if (claimed | claims) & 1 == 1, rejects(analysis.deathZ, .death, time, trial) { claims |= 2 }
        let isFirstRejected = (claimed | claims) & 1 == 1
        if claims & 2 == 2 { return Verdict(stop: .efficacy, claims: claims) }
        if !isFirstRejected, !analyses[(index + 1)...].contains(where: { $0.firstZ != nil }) {
            return Verdict(stop: .futility, claims: claims)
        }
        let isLast = index == analyses.count - 1
        return Verdict(stop: isLast ? .completed : nil, claims: claims)
    }

    private func rejects(_ bound: Double?, _ endpoint: TimedEndpoint, _ time: Double, _ trial: VirtualTrial) -> Bool {
        guard let bound, let z = trial.logRank(at: time, of: endpoint).z else { return false }
        return z >= bound
    }

    /// The events that call for each analysis.
    public var lookLabels: LookLabels { .named(analyses.map { LookTimes.label($0.events, $0.trigger) }) }

    /// The last analysis.
    public var finalLook: Int? { analyses.count - 1 }
}
