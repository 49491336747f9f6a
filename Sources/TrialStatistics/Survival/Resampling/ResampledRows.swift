/// A Cox model of any kind, fitted to resamples of the same rows: each resample is laid out as a file that holds a row as often as
/// it is drawn, in the order of the risk sets, so that sorting finds it sorted.
struct ResampledRows: Sendable {
    private let followUp: SurvivalTimes
    private let matrix: CovariateMatrix
    private let strata: Factor?
    private let ties: CoxRegression.Ties

    /// Takes the rows in `order`, near-tied times made equal.
    init(
        _ given: SurvivalTimes, _ matrix: CovariateMatrix, strata: Factor?, _ order: RiskOrder, ties: CoxRegression.Ties
    ) throws(StatisticsError) {
        let rows = order.rows.map(Int.init)
        let sorted = given.picked(rows)
        var times = sorted.times
        for position in times.indices where !order.marks[position].contains(.beginsTime) {
            times[position] = times[position - 1]
        }
        followUp = SurvivalTimes(
            times: times, events: sorted.events, entries: sorted.entries, weights: sorted.weights, gap: 0)
        self.matrix = try CovariateMatrix(
            names: matrix.names, columns: matrix.columns.map { column in rows.map { column[$0] } })
        self.strata = strata.map { strata in
            Factor(uncheckedCodes: rows.map { strata.codes[$0] }, levels: strata.levels)
        }
        self.ties = ties
    }

    /// The fit to the rows drawn as often as `counts` says, by position.
    func fit(_ counts: [Int32]) -> ResampledFit {
        let rows = counts.indices.flatMap { [Int](repeating: $0, count: Int(counts[$0])) }
        let nothing = [Double?](repeating: nil, count: matrix.names.count)
        do {
            let model = try CoxRegression(
                followUp.picked(rows),
                covariates: CovariateMatrix(
                    names: matrix.names, columns: matrix.columns.map { column in rows.map { column[$0] } }),
                strata: strata.map { strata in
                    Factor(uncheckedCodes: rows.map { strata.codes[$0] }, levels: strata.levels)
                }, ties: ties)
            switch model.convergence {
            case .converged: return ResampledFit(outcome: .estimated, coefficients: model.coefficients)
            case .notConverged: return ResampledFit(outcome: .notConverged, coefficients: nothing)
            case .monotoneLikelihood:
                let coefficients = zip(model.coefficients, model.divergence).map { coefficient, sign in
                    coefficient ?? sign.map { $0 == .minus ? -.infinity : .infinity }
                }
                return ResampledFit(outcome: .separated, coefficients: coefficients)
            }
        } catch {
            return ResampledFit(outcome: .notEstimable, coefficients: nothing)
        }
    }
}
