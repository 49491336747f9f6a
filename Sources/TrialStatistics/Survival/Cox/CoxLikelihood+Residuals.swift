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
        let residuals = weightedScoreResiduals(at: beta)
        var sums: [Double]
        switch robust {
        case .observations: sums = residuals
        case .clusters(let clusters):
            sums = [Double](repeating: 0, count: clusters.levels.count * parameterCount)
            for position in 0..<count {
                let cluster = Int(clusters.codes[Int(order.rows[position])])
                for k in 0..<parameterCount {
                    sums[cluster * parameterCount + k] += residuals[position * parameterCount + k]
                }
            }
        }
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

    /// Rows of `order` numbers times a symmetric matrix.
    private static func product(_ rows: [Double], _ matrix: [Double], _ order: Int) -> [Double] {
        var result = [Double](repeating: 0, count: rows.count)
        for start in stride(from: 0, to: rows.count, by: order) {
            for column in 0..<order {
                var sum = 0.0
                for k in 0..<order { sum += rows[start + k] * matrix[k * order + column] }
                result[start + column] = sum
            }
        }
        return result
    }

    /// By position, wᵢ[δᵢ(xᵢ − x̄) − exp(βᵀxᵢ) ∫ (xᵢ − x̄) dH], by the hazards that go with the treatment of ties.
    ///
    /// ## References
    /// Therneau & Grambsch 2000, §4.2 and p. 81 on ties.
    mutating func weightedScoreResiduals(at beta: [Double]) -> [Double] {
        let means = moments(at: beta)
        var residuals = [Double](repeating: 0, count: count * parameterCount)
        for position in 0..<count {
            let exit = Int(exitEvent[position])
            guard exit >= 0 else { continue }
            let isDeath = marks[position].contains(.event)
            let weight = weights?[position] ?? 1
            let exposure = exposure(position)
            let entry = Int(entryEvent?[position] ?? -1)
            for k in 0..<parameterCount {
                let x = covariates[position * pairs + k / 2][k % 2]
                var moment = means.cumulative[exit * parameterCount + k]
                if entry >= 0 { moment -= means.cumulative[entry * parameterCount + k] }
                if isDeath {
                    moment += means.ofDeaths[exit * parameterCount + k] - means.ofAll[exit * parameterCount + k]
                }
                var residual = -risk[position] * (x * exposure - moment)
                if isDeath { residual += weight * (x - means.average[exit * parameterCount + k]) }
                residuals[position * parameterCount + k] = residual
            }
        }
        return residuals
    }
}

extension CoxLikelihood {
    /// Evaluates once more at `beta`, keeping the moments of the hazard on the way.
    private mutating func moments(at beta: [Double]) -> HazardMoments {
        moments = HazardMoments(eventTimes: eventTimeCount, order: parameterCount)
        var evaluation = CoxEvaluation(order: parameterCount)
        evaluate(at: beta, into: &evaluation)
        defer { moments = nil }
        moments?.accumulate(bounds: eventTimeBounds)
        return moments ?? HazardMoments(eventTimes: 0, order: parameterCount)
    }
}

/// By event time, ∫ x̄ dH: of the time itself, as its own deaths are exposed to it, and from the start of the stratum.
struct HazardMoments {
    private let order: Int
    private(set) var ofAll: [Double]
    private(set) var ofDeaths: [Double]
    private(set) var cumulative: [Double] = []
    /// The mean of x̄ over the steps of Efron's method: what a death is compared with.
    private(set) var average: [Double]

    init(eventTimes: Int, order: Int) {
        self.order = order
        ofAll = [Double](repeating: 0, count: eventTimes * order)
        ofDeaths = ofAll
        average = ofAll
    }

    /// Adds one step of an event time: its hazard, the share of it its deaths are exposed to, and its part of the average.
    mutating func add(
        _ mean: UnsafePointer<SIMD2<Double>>, event: Int, hazard: Double, deathShare: Double, part: Double
    ) {
        for k in 0..<order {
            let value = mean[k / 2][k % 2]
            ofAll[event * order + k] += hazard * value
            ofDeaths[event * order + k] += deathShare * hazard * value
            average[event * order + k] += part * value
        }
    }

    /// Adds up from the start of each stratum.
    mutating func accumulate(bounds: [Int]) {
        cumulative = ofAll
        for stratum in 0..<bounds.count - 1 {
            for event in bounds[stratum]..<bounds[stratum + 1] where event > bounds[stratum] {
                for k in 0..<order { cumulative[event * order + k] += cumulative[(event - 1) * order + k] }
            }
        }
    }
}
