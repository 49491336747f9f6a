import TrialNumerics

/// The likelihood-ratio test of a Cox model against one that is a part of it.
///
/// ```
/// χ² = 2 (log L_full − log L_reduced),    df = p_full − p_reduced
/// ```
///
/// ```swift
/// let test = try NestedCoxTest(full: model, matrix, reduced: smaller, smallerMatrix)
/// test.test?.pValue
/// ```
///
/// ## Edge cases
/// It refuses what it would be wrong for: models on different rows, strata, weights or ties (their log L at β = 0 differ, or
/// the ties do), models of which the one is no part of the other, robust variances, which say that log L is not to be trusted, and
/// penalties, which change with the covariates; take ``CoxContrast/jointTest(_:_:nullValues:)`` then. Where a likelihood is monotone its supremum is used, and the test
/// stays right. A model that did not converge gives no test.
///
/// ## Validated against
/// R `anova.coxph` and `drop1` (`Validation/R/cox-comparison.json`).
///
/// ## References
/// Wilks, *Ann Math Statist* 9 (1938) 60–62. R `anova(fit1, fit2)` compares whatever it is given; SAS `PHREG` `TYPE3(LR)`.
public struct NestedCoxTest: Sendable, Hashable {
    /// log L of the whole model, and of the part.
    public let logLikelihood, logLikelihoodReduced: Double
    /// The test; absent where a search did not converge.
    public let test: ChiSquaredTest?

    /// Compares a model with a part of it.
    ///
    /// - Parameters:
    ///   - full: the model.
    ///   - covariates: its covariates.
    ///   - reduced: the model that is a part of it; the one without covariates if nil.
    ///   - reducedCovariates: the covariates of that.
    /// - Throws: ``StatisticsError`` that says why the models cannot be compared.
    public init(
        full: CoxRegression, _ covariates: CovariateMatrix, reduced: CoxRegression? = nil,
        _ reducedCovariates: CovariateMatrix? = nil
    ) throws(StatisticsError) {
        try Self.requireLikelihood(full, reduced)
        logLikelihood = full.logLikelihood
        logLikelihoodReduced = reduced?.logLikelihood ?? full.logLikelihoodNull
        guard let reduced, let reducedCovariates else {
            test = full.convergence == .notConverged ? nil : full.likelihoodRatioTest
            return
        }
        try Self.requireSameData(full, reduced)
        if let stray = NestedColumns.first(of: reducedCovariates, notIn: covariates) {
            throw StatisticsError(
                .invalidValue, argument: "reduced",
                "the models are not nested: '\(stray)' of the smaller is no combination of the covariates of the larger"
            )
        }
        let degrees = full.names.count - reduced.names.count
        guard degrees > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "reduced",
                "the models are not nested: the smaller has \(reduced.names.count) covariates, the larger \(full.names.count)"
            )
        }
        let isAtEnd = full.convergence != .notConverged && reduced.convergence != .notConverged
        test =
            isAtEnd
            ? ChiSquaredTest(
                statistic: 2 * (full.logLikelihood - reduced.logLikelihood), degreesOfFreedom: degrees) : nil
    }

    private static func requireLikelihood(
        _ full: CoxRegression, _ reduced: CoxRegression?
    ) throws(StatisticsError) {
        guard full.robustCovariance == nil, reduced?.robustCovariance == nil else {
            throw StatisticsError(
                .invalidValue, argument: "full",
                "the likelihood-ratio test is not valid with a robust variance; use Wald's test of the terms")
        }
        guard full.penalty == .none, reduced.map({ $0.penalty == CoxPenalty.none }) ?? true else {
            throw StatisticsError(
                .invalidValue, argument: "full",
                "penalised models have no likelihoods to compare, as the penalty changes with the covariates; use Wald's test of the terms"
            )
        }
    }

    private static func requireSameData(_ full: CoxRegression, _ reduced: CoxRegression) throws(StatisticsError) {
        guard full.ties == reduced.ties else {
            throw StatisticsError(
                .invalidValue, argument: "reduced",
                "the models treat ties differently: \(full.ties.rawValue) and \(reduced.ties.rawValue)")
        }
        let distance = abs(full.logLikelihoodNull - reduced.logLikelihoodNull)
        guard full.count == reduced.count, full.eventCount == reduced.eventCount,
            distance <= 1e-9 * max(1, abs(full.logLikelihoodNull))
        else {
            throw StatisticsError(
                .invalidValue, argument: "reduced",
                "the models are of different data: \(full.count) rows with \(full.eventCount) events and \(reduced.count) with \(reduced.eventCount), or other strata or weights"
            )
        }
    }
}

/// Whether columns are linear combinations of others and a constant.
enum NestedColumns {
    /// The name of the first column of a matrix that is no combination of the columns of another.
    static func first(of matrix: CovariateMatrix, notIn whole: CovariateMatrix) -> String? {
        var basis: [[Double]] = []
        for column in whole.columns {
            let own = length(column.centred)
            let rest = remainder(of: column.centred, basis)
            let norm = length(rest)
            if norm > 1e-9 * own { basis.append(rest.map { $0 / norm }) }
        }
        for (name, column) in zip(matrix.names, matrix.columns) {
            let centred = column.centred
            if length(remainder(of: centred, basis)) > 1e-7 * length(centred) { return name }
        }
        return nil
    }

    /// What is left of a column after its projection on orthonormal ones, taken out twice for the sake of rounding.
    private static func remainder(of column: [Double], _ basis: [[Double]]) -> [Double] {
        var rest = column
        for _ in 0..<2 {
            for direction in basis {
                let part = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for index in rest.indices { rest[index] -= part * direction[index] }
            }
        }
        return rest
    }

    private static func length(_ column: [Double]) -> Double {
        column.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}

extension [Double] {
    /// The numbers less their mean.
    fileprivate var centred: [Double] {
        let mean = reduce(0, +) / Double(count)
        return map { $0 - mean }
    }
}
