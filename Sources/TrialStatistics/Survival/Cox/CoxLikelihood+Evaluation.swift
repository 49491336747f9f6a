extension CoxLikelihood {
    mutating func evaluate(at beta: [Double], into result: inout LikelihoodEvaluation) {
        gram.reset()
        meanGram.reset()
        computeRisks(beta)
        logarithms = LogarithmSum()
        if entryEvent == nil { sweep() } else { sweepWithEntries() }
        accumulateHazard()
        result.logLikelihood = addScore(beta, into: &result.score) - logarithms.total
        let order = parameterCount
        result.information.withUnsafeMutableBufferPointer { information in
            information.update(repeating: 0)
            gram.addLowerTriangle(to: information, order: order, sign: 1)
            meanGram.addLowerTriangle(to: information, order: order, sign: -1)
        }
    }

    /// rᵢ for every position.
    private func computeRisks(_ beta: [Double]) {
        if beta.contains(where: { $0 != 0 }) || offsets != nil {
            let padded = Self.paired(beta, pairs)
            padded.withUnsafeBufferPointer { beta in
                for position in 0..<count {
                    var sum = SIMD2<Double>.zero
                    let row = covariates + position &* pairs
                    for pair in 0..<pairs { sum += beta[pair] * row[pair] }
                    risk[position] = sum.x + sum.y
                }
            }
            if let offsets { for position in 0..<count { risk[position] += offsets[position] } }
            Elementary.exponentiate(risk, count: count)
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
        // Both are loaded whatever comes, so that the choice between them needs no branch.
        let ownTime = deathIncrement[exit] - increment[exit]
        var hazard = cumulative[exit] + (marks[position].contains(.event) ? ownTime : 0)
        if let entryEvent, entryEvent[position] >= 0 { hazard -= cumulative[Int(entryEvent[position])] }
        return hazard
    }

    /// Sets the score to Σ_D w x − Σ r H x, adds r H x xᵀ to the Gram matrix, and returns Σ_D w βᵀx.
    private mutating func addScore(_ beta: [Double], into score: inout [Double]) -> Double {
        let expected = sums.mean
        for pair in 0..<pairs { expected[pair] = .zero }
        if pairs == 1 {
            (expected[0], gram.onlyBlock) = singlePairSums()
        } else {
            for position in 0..<count {
                let row = covariates + position &* pairs
                let factor = risk[position] * exposure(position)
                for pair in 0..<pairs { expected[pair] += factor * row[pair] }
                gram.add(row, factor: factor)
            }
        }
        var linear = deathOffset
        for parameter in 0..<parameterCount {
            score[parameter] = deathCovariates[parameter] - expected[parameter / 2][parameter % 2]
            linear += beta[parameter] * deathCovariates[parameter]
        }
        return linear
    }

    /// Σ r H x and Σ r H x xᵀ where one pair holds the covariates: sums that stay in registers.
    private func singlePairSums() -> (SIMD2<Double>, (SIMD2<Double>, SIMD2<Double>)) {
        var sum = SIMD2<Double>.zero
        var block = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        for position in 0..<count {
            let row = covariates[position]
            let scaled = risk[position] * exposure(position) * row
            sum += scaled
            block.0 += scaled.x * row
            block.1 += scaled.y * row
        }
        return (sum, block)
    }

    /// Σ_D w (βᵀx + offset) over all deaths.
    func deathLinear(_ beta: [Double]) -> Double {
        beta.indices.reduce(deathOffset) { $0 + beta[$1] * deathCovariates[$1] }
    }

    /// How often each position counts, where weights are whole.
    var copies: [Int] {
        (0..<count).map { position in weights.map { Int($0[position]) } ?? 1 }
    }

    /// The covariates of a position.
    func row(_ position: Int) -> UnsafePointer<Double> {
        UnsafePointer(UnsafeMutableRawPointer(covariates + position * pairs).assumingMemoryBound(to: Double.self))
    }

    static func paired(_ values: [Double], _ pairs: Int) -> [SIMD2<Double>] {
        (0..<pairs).map { SIMD2(values[2 * $0], 2 * $0 + 1 < values.count ? values[2 * $0 + 1] : 0) }
    }
}

extension CoxLikelihood {
    /// Walks each stratum from its last event time to its first, taking in on the way who is at risk.
    private mutating func sweep() {
        for stratum in 0..<order.stratumBounds.count - 1 {
            sums.reset()
            var position = order.stratumBounds[stratum + 1] - 1
            for event in (eventTimeBounds[stratum]..<eventTimeBounds[stratum + 1]).reversed() {
                let start = Int(eventStarts[event])
                sums.add(risk, covariates, from: position, downTo: start)
                position = start &- 1
                addEventTime(event)
            }
        }
    }

    /// Takes in one event time: sets its hazard, adds x̄ x̄ᵀ to the Gram matrix of means and W/d · Σ log to the logarithms.
    @inline(__always)
    mutating func addEventTime(_ event: Int) {
        if ties == .breslow || deathBounds[event + 1] - deathBounds[event] == 1 {
            addDeaths(event)
        } else {
            addTiedDeaths(event)
        }
    }

    /// Deaths that all face the whole risk set.
    @inline(__always)
    private mutating func addDeaths(_ event: Int) {
        let weight = deathWeights[event]
        let hazard = weight * sums.setMean()
        increment[event] = hazard
        deathIncrement[event] = hazard
        meanGram.add(sums.mean, factor: weight)
        moments?.add(sums.mean, event: event, hazard: hazard, deathShare: 1, part: 1)
        logarithms.add(sums.total, weight: weight)
    }

    /// Tied deaths by Efron's method: the k-th of d faces the risk set less k/d of the deaths.
    private mutating func addTiedDeaths(_ event: Int) {
        sums.resetDeaths()
        for death in deathBounds[event]..<deathBounds[event + 1] {
            let position = Int(deathPositions[Int(death)])
            sums.addDeath(risk[position], covariates + position * pairs)
        }
        let deaths = Int(deathBounds[event + 1] - deathBounds[event])
        let share = deathWeights[event] / Double(deaths)
        increment[event] = 0
        deathIncrement[event] = 0
        for k in 0..<deaths {
            let fraction = Double(k) / Double(deaths)
            let denominator = sums.setMean(lessDeaths: fraction)
            let hazard = share / denominator
            increment[event] += hazard
            deathIncrement[event] += (1 - fraction) * hazard
            logarithms.add(denominator, weight: share)
            meanGram.add(sums.mean, factor: share)
            moments?.add(sums.mean, event: event, hazard: hazard, deathShare: 1 - fraction, part: 1 / Double(deaths))
        }
    }
}
