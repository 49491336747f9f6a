/// The natural cubic splines over some knots, by the values that they have at these.
///
/// A spline is Σ yⱼ·φⱼ(x) with φⱼ the natural cubic spline that is 1 at the knot j and 0 at the others: two times
/// continuously differentiable, cubic between knots, straight beyond the first and the last. The φ add up to 1.
///
/// ```swift
/// let basis = try NaturalSplineBasis(knots: [0, 1, 3])
/// basis.values(at: 1)  // [0, 1, 0]
/// ```
///
/// ## References
/// de Boor, *A Practical Guide to Splines*, 1978, ch. IV; Green & Silverman, *Nonparametric Regression and Generalized Linear
/// Models*, 1994, §2.1.2. R `splines::ns` spans the same functions.
package struct NaturalSplineBasis: Sendable, Hashable {
    /// The knots, ascending.
    package let knots: [Double]
    /// The second derivatives of every φ at the knots: element k·count + j is φⱼ″ at knot k.
    private let curvatures: [Double]

    /// The splines over ascending knots, two at least.
    ///
    /// - Throws: ``NumericsError`` for fewer knots and for knots that do not ascend.
    package init(knots: [Double]) throws(NumericsError) {
        guard knots.count >= 2 else {
            throw NumericsError(
                .invalidValue, argument: "knots", "knots holds \(knots.count) numbers; expected two or more")
        }
        for index in knots.indices.dropFirst() where !(knots[index] > knots[index - 1] && knots[index].isFinite) {
            throw NumericsError(
                .invalidValue, argument: "knots", index: index,
                "knots[\(index)] is \(knots[index]); expected a finite number above \(knots[index - 1])")
        }
        self.knots = knots
        curvatures = Self.curvatures(knots)
    }

    /// Solves for the second derivatives, which vanish at both ends, by elimination in a tridiagonal system.
    private static func curvatures(_ knots: [Double]) -> [Double] {
        let count = knots.count
        var rows = [Double](repeating: 0, count: count * count)
        var pivots = [Double](repeating: 1, count: count)
        guard count > 2 else { return rows }
        for k in 1..<count - 1 {
            let (left, right) = (knots[k] - knots[k - 1], knots[k + 1] - knots[k])
            pivots[k] = (left + right) / 3
            rows[k * count + k - 1] += 1 / left
            rows[k * count + k] -= 1 / left + 1 / right
            rows[k * count + k + 1] += 1 / right
            guard k > 1 else { continue }
            let factor = left / 6 / pivots[k - 1]
            pivots[k] -= factor * left / 6
            for j in 0..<count { rows[k * count + j] -= factor * rows[(k - 1) * count + j] }
        }
        for k in (1..<count - 1).reversed() {
            let right = k == count - 2 ? 0 : (knots[k + 1] - knots[k]) / 6
            for j in 0..<count {
                rows[k * count + j] = (rows[k * count + j] - right * rows[(k + 1) * count + j]) / pivots[k]
            }
        }
        return rows
    }

    /// φⱼ(x) for every j.
    package func values(at x: Double) -> [Double] {
        let count = knots.count
        let place = max(0, min(count - 2, (knots.lastIndex { $0 <= x } ?? 0)))
        let width = knots[place + 1] - knots[place]
        let inside = min(max(x, knots[place]), knots[place + 1])
        let (a, b) = ((knots[place + 1] - inside) / width, (inside - knots[place]) / width)
        let bend = (left: (a * a * a - a) * width * width / 6, right: (b * b * b - b) * width * width / 6)
        let slope = (left: -(3 * a * a - 1) * width / 6, right: (3 * b * b - 1) * width / 6)
        let beyond = x - inside
        return (0..<count).map { j in
            let own = j == place ? (a, -1 / width) : j == place + 1 ? (b, 1 / width) : (0, 0)
            let (left, right) = (curvatures[place * count + j], curvatures[(place + 1) * count + j])
            let value = own.0 + bend.left * left + bend.right * right
            return value + beyond * (own.1 + slope.left * left + slope.right * right)
        }
    }
}
