import TrialNumerics

extension LogRankMonitor {
    /// The test of a group-sequential design whose last look is at so many events.
    ///
    /// Earlier looks are at the next whole number of events. The lower boundary of a two-sided design stops for harm.
    ///
    /// - Throws: ``StatisticsError`` where two looks would be at one number of events.
    public init(
        _ design: GroupSequentialDesign, events: Int, name: String, endpoint: TimedEndpoint = .first
    ) throws(StatisticsError) {
        let numbers = design.looks.map { Int(($0.fraction * Double(events) - 1e-9).rounded(.up)) }
        try self.init(
            name: name, looks: .events(numbers), efficacy: design.looks.map(\.upperZ),
            futility: design.looks.map { design.sides == .two ? nil : $0.futilityZ }, harm: design.looks.map(\.lowerZ),
            endpoint: endpoint)
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

extension ClosedTestMonitor {
    /// Two group-sequential designs in sequence: the first endpoint up to so many events, then death up to so many deaths.
    ///
    /// - Throws: ``StatisticsError`` where two looks would be at one number of events.
    public init(
        first: GroupSequentialDesign, events: Int, death: GroupSequentialDesign, deaths: Int,
        name: String = "PFS, then OS"
    ) throws(StatisticsError) {
        let one = try LogRankMonitor(first, events: events, name: name)
        let other = try LogRankMonitor(death, events: deaths, name: name, endpoint: .death)
        guard case .events(let firstLooks) = one.looks, case .events(let deathLooks) = other.looks else {
            preconditionFailure("a group-sequential design looks at events")
        }
        try self.init(
            name: name,
            analyses: zip(firstLooks, one.efficacy).map { Analysis(at: $0, of: .first, firstZ: $1) }
                + zip(deathLooks, other.efficacy).map { Analysis(at: $0, of: .death, deathZ: $1) })
    }
}
