extension CoxResiduals {
    /// The residuals of a model on the data it was fitted to.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - followUp: the follow-up it was fitted to.
    ///   - covariates: its covariates.
    ///   - strata: its strata.
    ///   - offset: its offset.
    /// - Returns: `nil` where a coefficient is absent.
    /// - Throws: ``StatisticsError`` for lengths or covariates that are not the model's, and for ties by another method
    ///   than Efron's or Breslow's, whose likelihood has no such hazard.
    /// - Complexity: O(n log n + n·p).
    public init?(
        _ model: CoxRegression, _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil,
        offset: [Double]? = nil
    ) throws(StatisticsError) {
        let beta = try model.coefficients(on: followUp, covariates, strata, offset)
        guard let beta else { return nil }
        var likelihood = CoxLikelihood(followUp, covariates, strata: strata, ties: model.ties, offset: offset)
        let moments = likelihood.moments(at: beta)
        let order = beta.count
        let variances = (0..<order).map { model.covariance[$0 * order + $0] }
        names = model.names
        eventCounts = followUp.events.indices.map { followUp.events[$0] && followUp.weights?[$0] != 0 ? 1 : 0 }
        coxSnell = likelihood.expectedEvents(rowCount: followUp.count)
        let weighted = likelihood.weightedScoreResiduals(moments)
        score = likelihood.columns(weighted, rowCount: followUp.count, order: order, isUnweighted: true)
        let influence = likelihood.columns(
            CoxLikelihood.product(weighted, model.covariance, order), rowCount: followUp.count, order: order)
        dfbeta = influence
        dfbetas = zip(influence, variances).map { column, variance in
            let scale = 1 / variance.squareRoot()
            return column.map { $0 * scale }
        }
        schoenfeld = SchoenfeldResiduals(likelihood, moments, followUp, beta, covariance: model.covariance)
    }
}

extension CoxRegression {
    /// The coefficients, where all are there and the data can be those of the model.
    func coefficients(
        on followUp: SurvivalTimes, _ covariates: CovariateMatrix, _ strata: Factor?, _ offset: [Double]?
    ) throws(StatisticsError) -> [Double]? {
        guard ties == .efron || ties == .breslow else {
            throw StatisticsError(
                .invalidValue, argument: "model",
                "model treats ties by the \(ties.rawValue) method; expected Efron's or Breslow's")
        }
        guard covariates.names == names else {
            throw StatisticsError(
                .invalidValue, argument: "covariates",
                "covariates are \(covariates.names.joined(separator: ", ")); expected those of the model, \(names.joined(separator: ", "))"
            )
        }
        guard covariates.count == followUp.count else {
            throw .length("covariates", covariates.count, expected: followUp.count)
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        if let offset, offset.count != followUp.count {
            throw .length("offset", offset.count, expected: followUp.count)
        }
        let beta = coefficients.compactMap { $0 }
        return beta.count == names.count ? beta : nil
    }
}

extension CoxLikelihood {
    /// By row, exp(βᵀx)·H at the last evaluation; 0 for rows that do not count.
    func expectedEvents(rowCount: Int) -> [Double] {
        var expected = [Double](repeating: 0, count: rowCount)
        for position in 0..<count {
            let hazard = exposure(position) * risk[position]
            expected[Int(order.rows[position])] = weights.map { hazard / $0[position] } ?? hazard
        }
        return expected
    }

    /// Numbers by position as columns by row, divided by the case weights where these are not wanted in them.
    func columns(_ byPosition: [Double], rowCount: Int, order width: Int, isUnweighted: Bool = false) -> [[Double]] {
        (0..<width).map { column in
            var values = [Double](repeating: 0, count: rowCount)
            for position in 0..<count {
                let value = byPosition[position * width + column]
                let weight = isUnweighted ? weights?[position] ?? 1 : 1
                values[Int(order.rows[position])] = value / weight
            }
            return values
        }
    }
}

extension SchoenfeldResiduals {
    init(
        _ likelihood: borrowing CoxLikelihood, _ moments: HazardMoments, _ followUp: SurvivalTimes, _ beta: [Double],
        covariance: [Double]
    ) {
        let order = beta.count
        let events = Int(likelihood.deathBounds[likelihood.eventTimeCount])
        let eventTimes = 0..<likelihood.eventTimeCount
        let totalWeight = likelihood.deathWeight
        let rows = (0..<events).map { Int(likelihood.order.rows[Int(likelihood.deathPositions[$0])]) }
        self.rows = rows
        times = likelihood.perDeath(likelihood.times(followUp))
        weights = followUp.weights.map { weights in rows.map { weights[$0] } } ?? [Double](repeating: 1, count: events)
        coefficients = beta
        scale = covariance.map { totalWeight * $0 }
        byEvent = [Double](unsafeUninitializedCapacity: events * order) { residuals, count in
            for event in eventTimes {
                for death in Int(likelihood.deathBounds[event])..<Int(likelihood.deathBounds[event + 1]) {
                    let row = likelihood.row(Int(likelihood.deathPositions[death]))
                    for k in 0..<order {
                        residuals[death * order + k] = row[k] - moments.average[event * order + k]
                    }
                }
            }
            count = events * order
        }
    }
}

extension CoxLikelihood {
    /// The event times.
    func times(_ followUp: SurvivalTimes) -> [Double] {
        (0..<eventTimeCount).map { time(ofEvent: $0, followUp) }
    }

    /// The weight of all deaths.
    var deathWeight: Double { (0..<eventTimeCount).reduce(0) { $0 + deathWeights[$1] } }

    /// The time of an event time: the first of the times that count as it.
    func time(ofEvent event: Int, _ followUp: SurvivalTimes) -> Double {
        followUp.times[Int(order.rows[Int(eventStarts[event])])]
    }
}
