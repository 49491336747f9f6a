/// Something that wants to know who is at risk at each event time.
protocol RiskSetVisitor: ~Copyable {
    /// Forgets everybody: a stratum begins, or a risk set is empty.
    mutating func reset()
    /// Takes in an observation, or, with `sign` −1, takes it out again.
    mutating func add(_ position: Int, sign: Double)
    /// The risk set of an event time is complete.
    mutating func visit(_ event: Int)
}

extension CoxLikelihood {
    /// Shows the risk set of each event time, stratum by stratum, from the last time to the first.
    ///
    /// With delayed entry an observation is taken in at the last event time it is at risk for and taken out as soon as it is
    /// not, and an empty risk set is reset, for the reason that `sweepWithEntries` gives.
    func walkRiskSets<Visitor: RiskSetVisitor & ~Copyable>(_ visitor: inout Visitor) {
        var leaving: [Int]?
        if let entryRows = order.entryRows { leaving = positionsByEntry(entryRows) }
        for stratum in 0..<order.stratumBounds.count - 1 {
            let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
            visitor.reset()
            var members = 0
            var next = range.upperBound - 1
            var leave = range.upperBound - 1
            for event in (eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1]).reversed() {
                if let leaving, let entryEvent {
                    while leave >= range.lowerBound, Int(entryEvent[leaving[leave]]) >= event {
                        let position = leaving[leave]
                        if exitEvent[position] > entryEvent[position] {
                            visitor.add(position, sign: -1)
                            members -= 1
                        }
                        leave -= 1
                    }
                    if members == 0 { visitor.reset() }
                }
                while next >= range.lowerBound, Int(exitEvent[next]) >= event {
                    if isEverAtRisk(next) {
                        visitor.add(next, sign: 1)
                        members += 1
                    }
                    next -= 1
                }
                visitor.visit(event)
            }
        }
    }
}

extension CoxLikelihood {
    /// Whether the observation at a position, whose time is at or after an event time, entered before one of them.
    private func isEverAtRisk(_ position: Int) -> Bool {
        guard let entryEvent else { return true }
        return exitEvent[position] > entryEvent[position]
    }
}
