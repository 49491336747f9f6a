import TrialNumerics

/// A linear combination of the coefficients of a Cox model: a comparison that no single term makes.
///
/// ```
/// θ̂ = Σ cₖ βₖ,    var θ̂ = cᵀVc,    z = (θ̂ − θ₀) / se,    hazard ratio exp(θ̂)
/// ```
///
/// V is the robust covariance where the model has it. Several at once are tested by (Lβ − θ₀)ᵀ(LVLᵀ)⁻¹(Lβ − θ₀).
///
/// ```swift
/// let contrast = try CoxContrast(model, weights: [1, -1, 0])  // the first against the second level
/// contrast?.hazardRatio()
/// ```
///
/// ## Edge cases
/// A combination with a coefficient that cannot be estimated is `nil`; one that leaves it out (weight 0) stands.
///
/// ## Validated against
/// R `multcomp::glht` with Holm's adjustment and `Chisqtest` (`Validation/R/cox-contrast.json`); fractions by hand.
///
/// ## References
/// Hothorn, Bretz & Westfall, *Biom J* 50 (2008) 346–363. SAS `PROC PHREG`, `CONTRAST` and `ESTIMATE`.
public struct CoxContrast: Sendable, Hashable {
    /// c, one weight for each coefficient.
    public let weights: [Double]
    /// θ₀, the value that is tested.
    public let nullValue: Double
    /// θ̂.
    public let estimate: Double
    /// The standard error of θ̂.
    public let standardError: Double
    /// (θ̂ − θ₀) / se.
    public let z: Double
    /// The two-sided p-value of θ = θ₀.
    public let pValue: Double

    /// A combination of coefficients.
    ///
    /// - Returns: `nil` where it needs a coefficient that is absent, or has no variance.
    /// - Throws: ``StatisticsError`` for another number of weights than of coefficients, or weights that are all 0.
    public init?(_ model: CoxRegression, weights: [Double], nullValue: Double = 0) throws(StatisticsError) {
        try Self.check(model, [weights], [nullValue])
        guard let estimate = Self.combination(model, weights) else { return nil }
        let variance = QuadraticForm.value(weights, Self.covariance(of: model))
        guard variance > 0, variance.isFinite else { return nil }
        self.weights = weights
        self.nullValue = nullValue
        self.estimate = estimate
        standardError = variance.squareRoot()
        z = (estimate - nullValue) / standardError
        pValue = 2 * Normal.standard.upperTail(at: abs(z))
    }

    /// exp(θ̂) with its limits; absent where a limit is too large for a number.
    public func hazardRatio(level: ConfidenceLevel = .ninetyFivePercent) -> CoxRegression.HazardRatio? {
        let ratio = CoxRegression.HazardRatio(
            estimate: Elementary.exponential(estimate),
            lower: Elementary.exponential(estimate - level.normalQuantile * standardError),
            upper: Elementary.exponential(estimate + level.normalQuantile * standardError))
        return ratio.upper.isFinite ? ratio : nil
    }

    /// Wald's test of several combinations at once.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - rows: L, one combination a row.
    ///   - nullValues: θ₀ of each; all 0 where absent.
    /// - Returns: `nil` where a combination needs a coefficient that is absent.
    /// - Throws: ``StatisticsError`` that names the first combination which follows from those before it.
    public static func jointTest(
        _ model: CoxRegression, _ rows: [[Double]], nullValues: [Double]? = nil
    ) throws(StatisticsError) -> ChiSquaredTest? {
        let wanted = nullValues ?? [Double](repeating: 0, count: rows.count)
        try check(model, rows, wanted)
        var distance: [Double] = []
        for (row, value) in zip(rows, wanted) {
            guard let estimate = combination(model, row) else { return nil }
            distance.append(estimate - value)
        }
        let covariance = covariance(of: model)
        var matrix = rows.flatMap { row in rows.map { QuadraticForm.value(row, covariance, $0) } }
        let order = rows.count
        let symmetric = SymmetricMatrix(order: order, lowerTriangleOf: matrix)
        if let first = try? PivotedCholesky(symmetric, tolerance: 1e-10).dependent.first {
            throw StatisticsError(
                .collinear, argument: "rows", index: first.column,
                "combination \(first.column + 1) follows from the others; leave it out")
        }
        var solution = distance
        let isDefinite = matrix.withUnsafeMutableBufferPointer { matrix in
            guard SymmetricSolve.factor(matrix, order: order) else { return false }
            solution.withUnsafeMutableBufferPointer { SymmetricSolve.solve(matrix, order: order, $0) }
            return true
        }
        guard isDefinite else { return nil }
        return ChiSquaredTest(
            statistic: zip(distance, solution).reduce(0) { $0 + $1.0 * $1.1 }, degreesOfFreedom: order)
    }
}

extension CoxContrast {
    private static func covariance(of model: CoxRegression) -> [Double] { model.robustCovariance ?? model.covariance }

    private static func combination(_ model: CoxRegression, _ weights: [Double]) -> Double? {
        var sum = 0.0
        for (weight, coefficient) in zip(weights, model.coefficients) where weight != 0 {
            guard let coefficient else { return nil }
            sum += weight * coefficient
        }
        return sum
    }

    private static func check(
        _ model: CoxRegression, _ rows: [[Double]], _ nullValues: [Double]
    ) throws(StatisticsError) {
        guard !rows.isEmpty else {
            throw StatisticsError(.empty, argument: "rows", "rows is empty; expected at least one combination")
        }
        guard nullValues.count == rows.count else {
            throw StatisticsError(
                .lengthMismatch, argument: "nullValues",
                "nullValues has \(nullValues.count) elements; expected \(rows.count), one for each combination")
        }
        for row in rows {
            guard row.count == model.names.count else {
                throw StatisticsError(
                    .lengthMismatch, argument: "weights",
                    "weights has \(row.count) elements; expected \(model.names.count), one for each coefficient")
            }
            if let index = row.firstIndex(where: { !$0.isFinite }) {
                throw .invalid("weights", index, row[index], expected: "a finite number")
            }
            guard row.contains(where: { $0 != 0 }) else {
                throw StatisticsError(
                    .invalidValue, argument: "weights", "weights are all 0; expected one that is not")
            }
        }
        if let index = nullValues.firstIndex(where: { !$0.isFinite }) {
            throw .invalid("nullValues", index, nullValues[index], expected: "a finite number")
        }
    }
}

extension CoxRegression.HazardRatio {
    /// That of something against itself: 1, without error.
    package static var ofItself: CoxRegression.HazardRatio { .init(estimate: 1, lower: 1, upper: 1) }
}
