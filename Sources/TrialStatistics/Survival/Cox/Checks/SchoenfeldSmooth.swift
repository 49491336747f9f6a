import TrialNumerics

/// A smooth through the scaled Schoenfeld residuals of one covariate: how its coefficient runs with time.
///
/// A natural cubic spline in g(t), fitted by least squares with the case weights. Its four knots are the least and the
/// greatest g of an event and the two tertiles between, fewer where these coincide. The limits are pointwise,
///
/// ```
/// var f = φᵀ (XᵀWX)⁻¹ φ · D·V                                 each residual with the variance D·V
/// var f = φᵀ (XᵀWX)⁻¹ (Σᵤ zᵤzᵤᵀ) (XᵀWX)⁻¹ φ,   zᵤ = Σ w x e      with the robust variance, over rows or clusters u
/// ```
///
/// R `plot.cox.zph` draws a spline of as many parameters (`df = 4`), whose knots depend on where it is drawn too, with the
/// first of these whatever the variance of the model.
///
/// ## Validated against
/// `splines::ns` with `lm` in R (`Validation/R/cox-checks.json`).
///
/// ## References
/// Grambsch & Therneau, *Biometrika* 81 (1994) 515–526, §3. Therneau & Grambsch 2000, §6.2.
public struct SchoenfeldSmooth: Sendable {
    /// The smooth at one value of g.
    public struct Point: Sendable, Hashable {
        /// g(t).
        public let transformedTime: Double
        /// The coefficient then.
        public let estimate: Double
        /// Its pointwise limits.
        public let limits: ConfidenceLimits
    }

    /// Forty-one points, evenly spaced in g from the first event to the last.
    public let points: [Point]

    private static let knots = 4
    private static let intervals = 40

    /// The smooth of one covariate.
    ///
    /// - Returns: `nil` where there are no more events than knots, or all events are at one time.
    public init?(_ test: ProportionalHazardsTest, covariate: Int, level: ConfidenceLevel = .ninetyFivePercent) {
        let times = test.transformedTimes
        let knots = Self.quantiles(times.sorted())
        guard times.count > knots.count, let first = knots.first, let last = knots.last, first < last,
            let spline = try? NaturalSpline(knots: Array(knots[1..<knots.count - 1]), boundary: first...last)
        else { return nil }
        let basis = { (time: Double) in [1] + spline.basis(at: time) }
        let rows = times.map(basis)
        let weights = test.residuals.weights
        let residuals = test.residuals.scaled(of: covariate)
        guard let fit = LeastSquares(rows, residuals, weights) else { return nil }
        let variance =
            test.residualClusters.map { fit.robustCovariance(rows, residuals, weights, $0) }
            ?? fit.inverse.map { $0 * test.residualVariances[covariate] }
        points = (0...Self.intervals).map { step in
            let share = Double(step) / Double(Self.intervals)
            let time = first + share * (last - first)
            let values = basis(time)
            let estimate = zip(values, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
            let reach = level.normalQuantile * max(0, LeastSquares.form(values, variance)).squareRoot()
            return Point(
                transformedTime: time, estimate: estimate,
                limits: ConfidenceLimits(lower: estimate - reach, upper: estimate + reach))
        }
    }

    /// The least, the tertiles and the greatest, each once; R's quantiles of type 7.
    private static func quantiles(_ sorted: [Double]) -> [Double] {
        var knots: [Double] = []
        for part in 0..<Self.knots where !sorted.isEmpty {
            let place = Double(part) / Double(Self.knots - 1) * Double(sorted.count - 1)
            let (below, above) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
            let knot = sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
            if knots.last.map({ knot > $0 }) ?? true { knots.append(knot) }
        }
        return knots
    }
}

/// A small regression by its normal equations.
private struct LeastSquares {
    private(set) var coefficients: [Double]
    /// (XᵀWX)⁻¹, row by row.
    private(set) var inverse: [Double]

    init?(_ rows: [[Double]], _ values: [Double], _ weights: [Double]) {
        let order = rows.first?.count ?? 0
        coefficients = [Double](repeating: 0, count: order)
        inverse = [Double](repeating: 0, count: order * order)
        for (index, row) in rows.enumerated() {
            for k in 0..<order {
                coefficients[k] += weights[index] * row[k] * values[index]
                for l in 0...k { inverse[k * order + l] += weights[index] * row[k] * row[l] }
            }
        }
        let isDefinite = inverse.withUnsafeMutableBufferPointer { matrix in
            guard SymmetricSolve.factor(matrix, order: order) else { return false }
            coefficients.withUnsafeMutableBufferPointer { SymmetricSolve.solve(matrix, order: order, $0) }
            SymmetricSolve.inverse(matrix, order: order)
            return true
        }
        guard isDefinite else { return nil }
    }

    /// The sandwich over the clusters that each row belongs to.
    func robustCovariance(_ rows: [[Double]], _ values: [Double], _ weights: [Double], _ clusters: [Int32]) -> [Double]
    {
        let order = coefficients.count
        var scores = [Double](repeating: 0, count: (Int(clusters.max() ?? 0) + 1) * order)
        for (index, row) in rows.enumerated() {
            let fitted = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
            let factor = weights[index] * (values[index] - fitted)
            for k in 0..<order { scores[Int(clusters[index]) * order + k] += factor * row[k] }
        }
        let influence = CoxLikelihood.product(scores, inverse, order)
        var result = [Double](repeating: 0, count: order * order)
        for start in stride(from: 0, to: influence.count, by: order) {
            for element in 0..<order * order {
                result[element] += influence[start + element / order] * influence[start + element % order]
            }
        }
        return result
    }

    /// vᵀ M v.
    static func form(_ vector: [Double], _ matrix: [Double]) -> Double {
        let order = vector.count
        return (0..<order * order).reduce(0) { $0 + vector[$1 / order] * matrix[$1] * vector[$1 % order] }
    }
}
