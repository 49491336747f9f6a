extension CoxLikelihood {
    /// The sweep for delayed entry, in which observations leave the risk set again at their entry.
    ///
    /// To keep rounding from large observations that come and go, an observation is added at the last event time it
    /// is at risk for, removed as soon as it is not, never added if it is at risk at no event time, and an empty risk
    /// set is exactly zero.
    mutating func sweepWithEntries() -> Double {
        guard let entryEvent, let entryRows = order.entryRows else { return 0 }
        let leaving = positionsByEntry(entryRows)
        var logLikelihood = 0.0
        var riskSet = RiskSums(pairs: pairs)
        var deaths = RiskSums(pairs: pairs)
        var mean = [SIMD2<Double>](repeating: .zero, count: pairs)
        covariates.withUnsafeBufferPointer { covariates in
            guard let base = covariates.baseAddress else { return }
            for stratum in 0..<order.stratumBounds.count - 1 {
                let range = order.stratumBounds[stratum]..<order.stratumBounds[stratum + 1]
                riskSet.reset()
                var members = 0
                var next = range.upperBound - 1
                var leave = range.upperBound - 1
                for event in (eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1]).reversed() {
                    // Out go those whose entry is at or after this event time and who were ever in.
                    while leave >= range.lowerBound, Int(entryEvent[leaving[leave]]) >= event {
                        let position = leaving[leave]
                        if exitEvent[position] > entryEvent[position] {
                            riskSet.add(-risk[position], base + position * pairs)
                            members -= 1
                        }
                        leave -= 1
                    }
                    if members == 0 { riskSet.reset() }
                    var end = next + 1
                    while next >= range.lowerBound, Int(exitEvent[next]) >= event {
                        if exitEvent[next] > entryEvent[next] {
                            riskSet.add(risk[next], base + next * pairs)
                            members += 1
                        }
                        next -= 1
                    }
                    end = eventTimeEnd(from: next + 1, before: end)
                    logLikelihood -= addEventTime(next + 1..<end, event, riskSet, &deaths, &mean, base)
                }
            }
        }
        return logLikelihood
    }

    /// Positions by stratum, then by ascending entry.
    private func positionsByEntry(_ entryRows: [UInt32]) -> [Int] {
        var position = [Int: Int](minimumCapacity: order.count)
        for (index, row) in order.rows.enumerated() { position[Int(row)] = index }
        return entryRows.compactMap { position[Int($0)] }
    }

    /// The end of the distinct time that begins at `start`.
    private func eventTimeEnd(from start: Int, before end: Int) -> Int {
        var position = start + 1
        while position < end, !order.marks[position].contains(.beginsTime) { position += 1 }
        return position
    }
}
