import TrialNumerics

extension LogRankMonitor {
    /// The test of a group-sequential design whose whole information is so many events.
    ///
    /// Looks are at planned times where they are given, else at the next whole numbers of events. The lower boundary of a two-sided design
    /// stops for harm.
    ///
    /// - Parameters:
    ///   - design: the design.
    ///   - events: the events at information 1.
    ///   - name: the name.
    ///   - endpoint: the endpoint.
    ///   - times: the times of the looks, one for each of the design; looks by events if nil.
    /// - Throws: ``StatisticsError`` where two looks would be at one number of events, for times that do not increase or of another number than
    ///   looks, and for times with fixed critical values.
    public init(
        _ design: GroupSequentialDesign, events: Int, name: String, endpoint: TimedEndpoint = .first,
        times: [Double]? = nil
    ) throws(StatisticsError) {
        let observed = try ObservedBounds(design, events: events)
        if times != nil, !observed.isFlexible {
            throw StatisticsError(
                .invalidValue, argument: "times",
                "times are given with fixed critical values; they have none for the events at other times")
        }
        try self.init(
            name: name, looks: times.map(LookTimes.at) ?? .events(observed.planned),
            efficacy: design.looks.map(\.upperZ),
            futility: design.looks.map { design.sides == .two ? nil : $0.futilityZ }, harm: design.looks.map(\.lowerZ),
            endpoint: endpoint, observed: observed)
    }

    /// The probabilities at the planned numbers of events, from the joint normal distribution of the statistics: drift
    /// −log(HR)·√(p q) for each √event (Schoenfeld, *Biometrika* 68 (1981) 316–319).
    ///
    /// Known where hazards are proportional and constant in each arm, looks are by events, and the lower bounds are all for
    /// one reason.
    public func reference(under truth: TrialTruth, conduct: TrialConduct) -> DesignReference? {
        guard case .events(let numbers) = looks, endpoint == .first, conduct.allocation.count == 2,
            truth.strata.count == 1, !truth.hasDeaths, truth.arms.count == 2,
            let treated = truth.arms[0].event.exponentialHazard, let control = truth.arms[1].event.exponentialHazard,
            futility.allSatisfy({ $0 == nil }) || harm.allSatisfy({ $0 == nil })
        else { return nil }
        let reason: StopReason = harm.contains { $0 != nil } ? .harm : .futility
        let share = Double(conduct.allocation[0]) / Double(conduct.allocation[0] + conduct.allocation[1])
        let limits = efficacy.indices.map { LookLimits(lower: futility[$0] ?? harm[$0], upper: efficacy[$0]) }
        let crossing = CrossingProbabilities(
            information: numbers.map(Double.init), limits: limits,
            drift: -Elementary.logarithm(treated / control) * (share * (1 - share)).squareRoot())
        return DesignReference(
            kind: .normal, stops: zip(crossing.upper, crossing.lower).map { [.efficacy: $0, reason: $1] },
            expectedSubjects: nil)
    }
}
