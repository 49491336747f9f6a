extension CoxLikelihood {
    func martingaleResiduals(rowCount: Int) -> [Double] {
        var residuals = [Double](repeating: 0, count: rowCount)
        for position in 0..<count {
            let isEvent = marks[position].contains(.event)
            let expected = exposure(position) * unweightedRisk(position)
            residuals[Int(order.rows[position])] = (isEvent ? 1 : 0) - expected
        }
        return residuals
    }

    private func unweightedRisk(_ position: Int) -> Double {
        guard let weights else { return risk[position] }
        return risk[position] / weights[position]
    }

    /// V (Σ uᵤuᵤᵀ) V over observations or clusters u, of weighted score residuals.
    ///
    /// Absent where a coefficient is: the residuals then mean nothing.
    mutating func robustCovariance(
        _ robust: CoxRegression.RobustVariance, covariance: [Double], coefficients: [Double?]
    ) -> [Double]? {
        let beta = coefficients.compactMap { $0 }
        guard beta.count == parameterCount else { return nil }
        let sums = sums(of: weightedScoreResiduals(at: beta), parameterCount, by: robust)
        let influence = Self.product(sums, covariance, parameterCount)
        var result = [Double](repeating: 0, count: parameterCount * parameterCount)
        for start in stride(from: 0, to: influence.count, by: parameterCount) {
            for row in 0..<parameterCount {
                for column in 0..<parameterCount {
                    result[row * parameterCount + column] += influence[start + row] * influence[start + column]
                }
            }
        }
        return result
    }

    /// Rows of `width` numbers by position, added up over what a robust variance takes as independent.
    func sums(of byPosition: [Double], _ width: Int, by robust: CoxRegression.RobustVariance) -> [Double] {
        guard case .clusters(let clusters) = robust else { return byPosition }
        var sums = [Double](repeating: 0, count: clusters.levels.count * width)
        for position in 0..<count {
            let cluster = Int(clusters.codes[Int(order.rows[position])])
            for k in 0..<width { sums[cluster * width + k] += byPosition[position * width + k] }
        }
        return sums
    }

    /// Rows of `order` numbers times a symmetric matrix.
    static func product(_ rows: [Double], _ matrix: [Double], _ order: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: rows.count) { result, count in
            rows.withUnsafeBufferPointer { rows in
                matrix.withUnsafeBufferPointer { matrix in
                    for start in stride(from: 0, to: rows.count, by: order) {
                        for column in 0..<order {
                            var sum = 0.0
                            for k in 0..<order { sum += rows[start + k] * matrix[k * order + column] }
                            result[start + column] = sum
                        }
                    }
                }
            }
            count = rows.count
        }
    }

    /// By position, wᵢ[δᵢ(xᵢ − x̄) − exp(βᵀxᵢ) ∫ (xᵢ − x̄) dH], by the hazards that go with the treatment of ties.
    ///
    /// ## References
    /// Therneau & Grambsch 2000, §4.2 and p. 81 on ties.
    mutating func weightedScoreResiduals(at beta: [Double]) -> [Double] {
        weightedScoreResiduals(moments(at: beta))
    }

    /// The same from the moments that the last evaluation left.
    func weightedScoreResiduals(_ means: HazardMoments) -> [Double] {
        scoreResiduals(means, exposures: (0..<count).map { exposure($0) })
    }

    /// wᵢ[δᵢ f(xᵢ − x̄) − exp(βᵀxᵢ) ∫ f (xᵢ − x̄) dH] for a function f of time, 1 if not given.
    ///
    /// - Parameters:
    ///   - means: ∫ f x̄ dH, and x̄ itself.
    ///   - exposures: ∫ f dH by position.
    ///   - factors: f by event time.
    func scoreResiduals(_ means: HazardMoments, exposures: [Double], factors: [Double]? = nil) -> [Double] {
        var residuals = [Double](repeating: 0, count: count * parameterCount)
        for position in 0..<count {
            let exit = Int(exitEvent[position])
            guard exit >= 0 else { continue }
            let isDeath = marks[position].contains(.event)
            let weight = (weights?[position] ?? 1) * (factors?[exit] ?? 1)
            let entry = Int(entryEvent?[position] ?? -1)
            for k in 0..<parameterCount {
                let x = covariates[position * pairs + k / 2][k % 2]
                var moment = means.cumulative[exit * parameterCount + k]
                if entry >= 0 { moment -= means.cumulative[entry * parameterCount + k] }
                if isDeath {
                    moment += means.ofDeaths[exit * parameterCount + k] - means.ofAll[exit * parameterCount + k]
                }
                var residual = -risk[position] * (x * exposures[position] - moment)
                if isDeath { residual += weight * (x - means.average[exit * parameterCount + k]) }
                residuals[position * parameterCount + k] = residual
            }
        }
        return residuals
    }
}

extension CoxLikelihood {
    /// Evaluates once more at `beta`, keeping the moments of the hazard on the way.
    mutating func moments(at beta: [Double]) -> HazardMoments {
        var evaluation = LikelihoodEvaluation(order: parameterCount)
        return moments(at: beta, into: &evaluation, keepsSteps: false, keepsIntegrals: true)
    }

    /// Evaluates at `beta`, keeping the mean x̄ of each event time and, if wanted, the integrals and x̄ at every step.
    mutating func moments(
        at beta: [Double], into evaluation: inout LikelihoodEvaluation, keepsSteps: Bool, keepsIntegrals: Bool
    ) -> HazardMoments {
        moments = HazardMoments(
            eventTimes: eventTimeCount, order: parameterCount,
            steps: keepsSteps ? Int(deathBounds[eventTimeCount]) : 0, keepsIntegrals: keepsIntegrals)
        evaluate(at: beta, into: &evaluation)
        defer { moments = nil }
        moments?.accumulate(bounds: eventTimeBounds)
        return moments ?? HazardMoments(eventTimes: 0, order: parameterCount, steps: 0, keepsIntegrals: false)
    }
}
