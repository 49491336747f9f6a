extension CoxLikelihood {
    /// The sweep for delayed entry, in which observations leave the risk set again at their entry.
    ///
    /// To keep rounding from large observations that come and go, an observation is added at the last event time it
    /// is at risk for, removed as soon as it is not, never added if it is at risk at no event time, and an empty risk
    /// set is exactly zero.
    mutating func sweepWithEntries() {
        guard let entryEvent, let entryRows = order.entryRows else { return }
        let leaving = positionsByEntry(entryRows)
        for stratum in 0..<order.stratumBounds.count - 1 {
            let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
            sums.reset()
            var members = 0
            var next = range.upperBound - 1
            var leave = range.upperBound - 1
            for event in (eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1]).reversed() {
                // Out go those whose entry is at or after this event time and who were ever in.
                while leave >= range.lowerBound, Int(entryEvent[leaving[leave]]) >= event {
                    let position = leaving[leave]
                    if exitEvent[position] > entryEvent[position] {
                        sums.add(-risk[position], covariates + position * pairs)
                        members -= 1
                    }
                    leave -= 1
                }
                if members == 0 { sums.reset() }
                while next >= range.lowerBound, Int(exitEvent[next]) >= event {
                    if exitEvent[next] > entryEvent[next] {
                        sums.add(risk[next], covariates + next * pairs)
                        members += 1
                    }
                    next -= 1
                }
                addEventTime(event)
            }
        }
    }

    /// Positions by stratum, then by ascending entry.
    func positionsByEntry(_ entryRows: [UInt32]) -> [Int] {
        var position = [Int: Int](minimumCapacity: order.count)
        for (index, row) in order.rows.enumerated() { position[Int(row)] = index }
        return entryRows.compactMap { position[Int($0)] }
    }
}
