import TrialNumerics

/// What a Cox model says of each observation it was fitted to: linear predictor, risk, expected events.
///
/// ```
/// lpᵢ = βᵀ(xᵢ − c) + offsetᵢ,    riskᵢ = exp(lpᵢ),    se lpᵢ = √((xᵢ − c)ᵀ V (xᵢ − c)),    expectedᵢ = δᵢ − Mᵢ
/// ```
///
/// c is the reference, which only shifts; M is the martingale residual, so that expected events are those of the hazard
/// that goes with the ties, and their weighted sum is that of the events.
///
/// ```swift
/// let predictions = try CoxPredictions(model, followUp, covariates: matrix, reference: .sample)
/// predictions?.risk[0]
/// ```
///
/// ## Edge cases
/// A model that lacks a coefficient predicts nothing: `nil`. A risk too large for a number is absent.
///
/// ## Validated against
/// R `predict.coxph`, types lp, risk, expected, by all three references (`Validation/R/cox-prediction.json`).
///
/// ## References
/// Therneau & Grambsch 2000, §4.2, §10.2. R `predict.coxph` takes the means of the stratum as reference by default, SAS `OUTPUT
/// XBETA=` zero.
public struct CoxPredictions: Sendable {
    /// What covariates are measured from.
    public enum Reference: String, Sendable, Hashable, CaseIterable {
        /// From 0.
        case zero
        /// From the weighted means of all rows, but from 0 for covariates that are −1, 0 and 1 alone, as R.
        case sample
        /// From the weighted means of the rows of the same stratum; R's default. Without strata as ``sample``.
        case strata
    }

    /// What covariates were measured from.
    public let reference: Reference
    /// βᵀ(x − c) + offset of each observation.
    public let linearPredictors: [Double]
    /// Their standard errors.
    public let standardErrors: [Double]
    /// exp of the linear predictors.
    public let risks: [Double?]
    /// The expected number of events of each observation over its time at risk.
    public let expected: [Double]

    /// The predictions of a model for the data it was fitted to; an offset is not centred.
    ///
    /// - Returns: `nil` where the model lacks a coefficient.
    /// - Throws: ``StatisticsError`` for lengths that differ.
    public init?(
        _ model: CoxRegression, _ followUp: SurvivalTimes, covariates: CovariateMatrix, strata: Factor? = nil,
        offset: [Double]? = nil, reference: Reference = .sample
    ) throws(StatisticsError) {
        guard covariates.count == followUp.count else {
            throw .length("covariates", covariates.count, expected: followUp.count)
        }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        let beta = model.coefficients.compactMap(\.self)
        guard beta.count == model.names.count, covariates.columns.count == beta.count else { return nil }
        let covariance = model.robustCovariance ?? model.covariance
        let groups = strata ?? Factor(uncheckedCodes: [Int32](repeating: 0, count: followUp.count), levels: [""])
        let isWhole = strata == nil && reference == .strata
        let centres = Self.centres(covariates, followUp.weights, groups, isWhole ? .sample : reference)
        var predictors = offset ?? [Double](repeating: 0, count: followUp.count)
        var errors: [Double] = []
        for row in 0..<followUp.count {
            let centre = centres[Int(groups.codes[row])]
            let distance = beta.indices.map { covariates.columns[$0][row] - centre[$0] }
            predictors[row] += zip(beta, distance).reduce(0) { $0 + $1.0 * $1.1 }
            errors.append(max(0, QuadraticForm.value(distance, covariance)).squareRoot())
        }
        self.reference = reference
        linearPredictors = predictors
        standardErrors = errors
        risks = predictors.map { predictor in
            let risk = Elementary.exponential(predictor)
            return risk.isFinite ? risk : nil
        }
        let hasNoWeight = followUp.weights ?? []
        expected = model.martingaleResiduals.enumerated().map { row, residual in
            hasNoWeight.isEmpty || hasNoWeight[row] > 0 ? (followUp.events[row] ? 1 : 0) - residual : 0
        }
    }

    /// For each stratum where its covariates are measured from.
    private static func centres(
        _ matrix: CovariateMatrix, _ weights: [Double]?, _ strata: Factor, _ reference: Reference
    ) -> [[Double]] {
        let levels = strata.levels.indices
        switch reference {
        case .zero: return levels.map { _ in [Double](repeating: 0, count: matrix.columns.count) }
        case .sample:
            let whole = matrix.columns.map { column in
                column.allSatisfy { $0 == 0 || $0 == 1 || $0 == -1 } ? 0 : means(column, weights, nil)[0]
            }
            return levels.map { _ in whole }
        case .strata:
            let byColumn = matrix.columns.map { means($0, weights, strata) }
            return levels.map { level in byColumn.map { $0[level] } }
        }
    }

    /// The weighted means of a column by stratum.
    private static func means(_ column: [Double], _ weights: [Double]?, _ strata: Factor?) -> [Double] {
        var sums = [Double](repeating: 0, count: strata?.levels.count ?? 1)
        var totals = sums
        for row in column.indices {
            let stratum = strata.map { Int($0.codes[row]) } ?? 0
            sums[stratum] += (weights?[row] ?? 1) * column[row]
            totals[stratum] += weights?[row] ?? 1
        }
        return zip(sums, totals).map { $1 > 0 ? $0 / $1 : 0 }
    }
}
