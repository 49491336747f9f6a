extension CoxLikelihood {
    /// Evaluates log L, its gradient and minus its second derivative at `beta`.
    mutating func evaluate(at beta: [Double], into result: inout Evaluation) {
        gram.reset()
        meanGram.reset()
        computeRisks(beta)
        result.logLikelihood = entryEvent == nil ? sweep() : sweepWithEntries()
        accumulateHazard()
        result.logLikelihood += addScore(beta, into: &result.score)
        let order = parameterCount
        result.information.withUnsafeMutableBufferPointer { information in
            information.update(repeating: 0)
            gram.addLowerTriangle(to: information, order: order, sign: 1)
            meanGram.addLowerTriangle(to: information, order: order, sign: -1)
        }
    }

    /// rᵢ for every position.
    private func computeRisks(_ beta: [Double]) {
        if beta.contains(where: { $0 != 0 }) {
            let padded = Self.paired(beta, pairs)
            padded.withUnsafeBufferPointer { beta in
                for position in 0..<count {
                    var sum = SIMD2<Double>.zero
                    let row = covariates + position * pairs
                    for pair in 0..<pairs { sum += beta[pair] * row[pair] }
                    risk[position] = Elementary.exponential(sum.x + sum.y)
                }
            }
        } else {
            risk.update(repeating: 1, count: count)
        }
        guard let weights else { return }
        for position in 0..<count { risk[position] *= weights[position] }
    }

    /// Adds up Hⱼ, the hazard from the start of the stratum to each event time.
    private func accumulateHazard() {
        for stratum in 0..<eventTimeBounds.count - 1 {
            var sum = 0.0
            for event in eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1] {
                sum += increment[event]
                cumulative[event] = sum
            }
        }
    }

    /// The hazard that the observation at a position was exposed to.
    @inline(__always)
    func exposure(_ position: Int) -> Double {
        let exit = Int(exitEvent[position])
        guard exit >= 0 else { return 0 }
        var hazard = cumulative[exit]
        if let entryEvent, entryEvent[position] >= 0 { hazard -= cumulative[Int(entryEvent[position])] }
        if marks[position].contains(.event) { hazard += deathIncrement[exit] - increment[exit] }
        return hazard
    }

    /// Sets the score to Σ_D w x − Σ r H x, adds r H x xᵀ to the Gram matrix, and returns Σ_D w βᵀx.
    private mutating func addScore(_ beta: [Double], into score: inout [Double]) -> Double {
        let observed = sums.deathWeighted
        let expected = sums.mean
        for pair in 0..<pairs { (observed[pair], expected[pair]) = (.zero, .zero) }
        for position in 0..<count {
            let row = covariates + position * pairs
            let factor = risk[position] * exposure(position)
            for pair in 0..<pairs { expected[pair] += factor * row[pair] }
            if marks[position].contains(.event) {
                let weight = weights?[position] ?? 1
                for pair in 0..<pairs { observed[pair] += weight * row[pair] }
            }
            gram.add(row, factor: factor)
        }
        var linear = 0.0
        for parameter in 0..<parameterCount {
            let events = observed[parameter / 2][parameter % 2]
            score[parameter] = events - expected[parameter / 2][parameter % 2]
            linear += beta[parameter] * events
        }
        return linear
    }

    static func paired(_ values: [Double], _ pairs: Int) -> [SIMD2<Double>] {
        (0..<pairs).map { SIMD2(values[2 * $0], 2 * $0 + 1 < values.count ? values[2 * $0 + 1] : 0) }
    }
}

extension CoxLikelihood {
    /// Walks each stratum from its last time to its first; returns the part of log L that comes from the risk sets.
    private mutating func sweep() -> Double {
        var logLikelihood = 0.0
        for stratum in 0..<order.stratumBounds.count - 1 {
            sums.reset()
            var event = eventTimeBounds[stratum + 1] - 1
            var end = order.stratumBounds[stratum + 1]
            let start = order.stratumBounds[stratum]
            var position = end - 1
            while position >= start {
                sums.add(risk[position], covariates + position * pairs)
                if marks[position].contains(.beginsTime) {
                    if marks[position].contains(.beginsEventTime) {
                        logLikelihood -= addEventTime(position..<end, event)
                        event -= 1
                    }
                    end = position
                }
                position -= 1
            }
        }
        return logLikelihood
    }

    /// Takes in one event time: sets its hazard, adds x̄ x̄ᵀ to the Gram matrix of means, returns W/d · Σ log.
    @inline(__always)
    mutating func addEventTime(_ positions: Range<Int>, _ event: Int) -> Double {
        if positions.count == 1 { return addDeaths(weight: weights?[positions.lowerBound] ?? 1, event) }
        var deaths = 0
        var weight = 0.0
        for position in positions where marks[position].contains(.event) {
            deaths += 1
            weight += weights?[position] ?? 1
        }
        if ties == .breslow || deaths == 1 { return addDeaths(weight: weight, event) }
        return addTiedDeaths(positions, deaths, weight: weight, event)
    }

    /// Deaths that all face the whole risk set.
    @inline(__always)
    private mutating func addDeaths(weight: Double, _ event: Int) -> Double {
        let hazard = weight / sums.total
        increment[event] = hazard
        deathIncrement[event] = hazard
        sums.setMean()
        meanGram.add(sums.mean, factor: weight)
        moments?.add(sums.mean, event: event, hazard: hazard, deathShare: 1, part: 1)
        return weight * Elementary.logarithm(sums.total)
    }

    /// Tied deaths by Efron's method: the k-th of d faces the risk set less k/d of the deaths.
    private mutating func addTiedDeaths(_ positions: Range<Int>, _ deaths: Int, weight: Double, _ event: Int) -> Double
    {
        sums.resetDeaths()
        for position in positions where marks[position].contains(.event) {
            sums.addDeath(risk[position], covariates + position * pairs)
        }
        let share = weight / Double(deaths)
        var sumOfLogs = 0.0
        increment[event] = 0
        deathIncrement[event] = 0
        for k in 0..<deaths {
            let fraction = Double(k) / Double(deaths)
            let denominator = sums.setMean(lessDeaths: fraction)
            let hazard = share / denominator
            increment[event] += hazard
            deathIncrement[event] += (1 - fraction) * hazard
            sumOfLogs += Elementary.logarithm(denominator)
            meanGram.add(sums.mean, factor: share)
            moments?.add(sums.mean, event: event, hazard: hazard, deathShare: 1 - fraction, part: 1 / Double(deaths))
        }
        return share * sumOfLogs
    }
}
