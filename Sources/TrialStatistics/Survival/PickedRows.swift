extension Factor {
    /// The same factor of some observations, all levels kept.
    package func picked(_ rows: [Int]) -> Factor {
        Factor(uncheckedCodes: rows.map { codes[$0] }, levels: levels)
    }
}

extension SurvivalTimes {
    /// The observations of some rows in their order, a row as often as it is named, with the grouping of times kept.
    package func picked(_ rows: [Int]) -> SurvivalTimes {
        SurvivalTimes(
            times: rows.map { times[$0] }, events: rows.map { events[$0] },
            entries: entries.map { entries in rows.map { entries[$0] } },
            weights: weights.map { weights in rows.map { weights[$0] } }, gap: gap)
    }
}

extension CoxRegression.RobustVariance {
    /// The same variance of some observations.
    package func picked(_ rows: [Int]) -> CoxRegression.RobustVariance {
        switch self {
        case .observations: .observations
        case .clusters(let clusters): .clusters(clusters.picked(rows))
        }
    }
}
