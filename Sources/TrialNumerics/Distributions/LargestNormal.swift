/// The largest of up to four standard normal variables with given correlations, in absolute value or as it stands.
///
/// ```
/// P(max |Zᵢ| > c)   or   P(max Zᵢ > c),   Z ~ N(0, R)
/// ```
///
/// With Z = L y, where L is a Cholesky factor of the variables that do not depend on earlier ones and y independent, every
/// |Zᵢ| ≤ c bounds the last coordinate of y that it contains, given those before it. The probability of leaving the
/// bounds is summed coordinate by coordinate from tails only, never as 1 − P, so that a small one keeps its digits; the
/// last coordinate is a normal tail, those before it are integrated by adaptive quadrature. Deterministic. One-sided bounds
/// leave the interval of a coordinate open; it is cut where a normal variable has less than 1e-19 of the tail beyond c.
///
/// ```swift
/// LargestNormal(correlation: identity)?.upperTail(at: 1.96)     // 1 − 0.95² for two that are independent
/// ```
///
/// ## Edge cases
/// R may be singular, as it is when one variable is a combination of others. A correlation of ±1 counts once.
///
/// ## Validated against
/// R mvtnorm (`Validation/R/max-combo.json`), closed forms.
///
/// ## References
/// Genz & Bretz, *Computation of Multivariate Normal and t Probabilities* (2009), §2.2 and §4.1.
package struct LargestNormal: Sendable {
    /// For each coordinate of y the rows of L that end there.
    private let rowsEndingAt: [[SIMD4<Double>]]

    /// The relative error that quadrature is asked for.
    private static let tolerance = 1e-9
    /// The least 1 − R² on earlier variables that makes a variable count as one of its own.
    private static let ownVariance = 1e-9
    /// A coefficient below this is rounding.
    private static let ownCoefficient = 1e-9

    /// A correlation matrix of order 1 to 4; nil where it is none.
    package init?(correlation: SymmetricMatrix) {
        let order = correlation.order
        guard (1...4).contains(order),
            let columns = try? PivotedCholesky(correlation, tolerance: Self.ownVariance), columns.rank > 0
        else { return nil }
        let rows = Self.rows(correlation, columns)
        rowsEndingAt = (0..<columns.rank).map { place in
            rows.filter { row in (0..<4).last { abs(row[$0]) > Self.ownCoefficient } == place }
        }
    }

    /// L, row by row: of the independent variables by elimination, of the others as the combinations they are.
    private static func rows(_ correlation: SymmetricMatrix, _ columns: PivotedCholesky) -> [SIMD4<Double>] {
        var rows = [SIMD4<Double>](repeating: .zero, count: correlation.order)
        for (place, column) in columns.independent.enumerated() {
            for earlier in 0..<place {
                let other = columns.independent[earlier]
                let rest = correlation[column, other] - (rows[column] * rows[other]).sum()
                rows[column][earlier] = rest / rows[other][earlier]
            }
            rows[column][place] = max(0, 1 - (rows[column] * rows[column]).sum()).squareRoot()
        }
        for dependent in columns.dependent {
            for term in dependent.terms { rows[dependent.column] += term.coefficient * rows[term.column] }
        }
        return rows
    }

    /// P(max |Zᵢ| > c).
    package func upperTail(at c: Double) -> Double {
        guard c > 0 else { return 1 }
        let least = 2 * Normal.standard.upperTail(at: c)
        guard least > 0 else { return 0 }
        return min(1, outside(0, .zero, Bounds(limit: c, isOneSided: false), tolerance: Self.tolerance * least))
    }

    /// P(max Zᵢ > c).
    package func oneSidedUpperTail(at c: Double) -> Double {
        let least = Normal.standard.upperTail(at: c)
        guard least > 0 else { return 0 }
        return min(1, outside(0, .zero, Bounds(limit: c, isOneSided: true), tolerance: Self.tolerance * least))
    }

    /// The bound that all variables keep to.
    private struct Bounds {
        let limit: Double
        let isOneSided: Bool

        /// Where an open interval is cut.
        var far: Double { abs(limit) + 9 }
        /// No shorter than any interval of a coordinate.
        var width: Double { isOneSided ? 2 * far : 2 * limit }
    }

    /// The probability of leaving the bounds at this coordinate or a later one, given the coordinates before.
    private func outside(_ place: Int, _ point: SIMD4<Double>, _ bounds: Bounds, tolerance: Double) -> Double {
        var (lower, upper) = (-Double.infinity, Double.infinity)
        for row in rowsEndingAt[place] {
            let before = (row * point).sum()
            let end = (bounds.limit - before) / row[place]
            let otherEnd =
                bounds.isOneSided ? (row[place] > 0 ? -1 : 1) * .infinity : (-bounds.limit - before) / row[place]
            lower = max(lower, min(end, otherEnd))
            upper = min(upper, max(end, otherEnd))
        }
        guard lower < upper else { return 1 }
        let tails = Normal.standard.upperTail(at: upper) + Normal.standard.lowerTail(at: lower)
        guard place + 1 < rowsEndingAt.count else { return tails }
        (lower, upper) = (max(lower, -bounds.far), min(upper, bounds.far))
        guard lower < upper else { return tails }
        // At the first coordinate of two-sided bounds y and −y are alike.
        let isHalf = place == 0 && !bounds.isOneSided
        let inner = AdaptiveQuadrature(
            of: { y in
                var next = point
                next[place] = y
                let density = exponential(-0.5 * y * y) * 0.3989422804014327
                let share = tolerance / (density * 10 * bounds.width)
                return density * outside(place + 1, next, bounds, tolerance: share)
            },
            in: (isHalf ? 0 : lower)...upper, tolerance: tolerance, pieces: place == 0 ? 8 : 4
        ).value
        return tails + (isHalf ? 2 * inner : inner)
    }
}
