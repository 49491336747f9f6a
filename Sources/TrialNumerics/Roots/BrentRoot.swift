/// A root of a continuous function between two points where its signs differ, by Brent's method.
///
/// Inverse quadratic interpolation or the secant while they shrink the bracket fast enough, bisection otherwise: it cannot
/// fail, and smooth functions take about ten evaluations.
///
/// ```swift
/// let root = try BrentRoot(of: { $0 * $0 - 2 }, in: 0...2).value     // 1.41421356…
/// ```
///
/// ## References
/// Brent, *Algorithms for Minimization without Derivatives* (1973), chapter 4.
public struct BrentRoot: Sendable, Hashable {
    /// The root.
    public let value: Double
    /// How often the function was evaluated.
    public let evaluations: Int

    /// The root of `function` in `bracket`, with an absolute error of at most `tolerance` beyond rounding.
    ///
    /// - Throws: `NumericsError` if the function has the same sign at both ends, or is NaN on the way.
    public init(
        of function: (Double) -> Double, in bracket: ClosedRange<Double>, tolerance: Double = 0
    ) throws(NumericsError) {
        var search = try BrentSearch(function, bracket)
        while !search.isFinished(tolerance), search.evaluations < 1000 { try search.step(function, tolerance) }
        guard search.isFinished(tolerance) else {
            throw NumericsError(.notConverged, argument: "function", "no root after 1000 evaluations in \(bracket)")
        }
        value = search.best.x
        evaluations = search.evaluations
    }
}

/// The state of Brent's method: a best point, the opposite end of the bracket, and the previous best.
private struct BrentSearch {
    typealias Point = (x: Double, y: Double)

    var best: Point
    var opposite: Point
    var previous: Point
    var lastMove: Double
    var moveBefore: Double
    var evaluations = 2

    init(_ function: (Double) -> Double, _ bracket: ClosedRange<Double>) throws(NumericsError) {
        let (low, high) = (bracket.lowerBound, bracket.upperBound)
        guard low.isFinite, high.isFinite else {
            throw .invalid("bracket", bracket, expected: "two finite ends")
        }
        previous = (low, try Self.value(of: function, at: low))
        best = (high, try Self.value(of: function, at: high))
        guard previous.y * best.y.signum <= 0 else {
            throw NumericsError(
                .noSignChange, argument: "bracket",
                "bracket is \(bracket), where the function is \(previous.y) and \(best.y); expected different signs")
        }
        opposite = previous
        lastMove = best.x - previous.x
        moveBefore = lastMove
        arrange()
    }

    func isFinished(_ tolerance: Double) -> Bool {
        best.y == 0 || abs(opposite.x - best.x) / 2 <= allowed(tolerance)
    }

    mutating func step(_ function: (Double) -> Double, _ tolerance: Double) throws(NumericsError) {
        let half = (opposite.x - best.x) / 2
        let smallest = allowed(tolerance)
        if let move = interpolation(half: half, smallest: smallest) {
            (moveBefore, lastMove) = (lastMove, move)
        } else {
            (moveBefore, lastMove) = (half, half)
        }
        previous = best
        best.x += abs(lastMove) > smallest ? lastMove : half > 0 ? smallest : -smallest
        best.y = try Self.value(of: function, at: best.x)
        evaluations += 1
        if best.y * opposite.y.signum > 0 {
            opposite = previous
            lastMove = best.x - previous.x
            moveBefore = lastMove
        }
        arrange()
    }

    /// The move to the root of the interpolation through the known points, if it is a good one.
    private func interpolation(half: Double, smallest: Double) -> Double? {
        guard abs(moveBefore) >= smallest, abs(previous.y) > abs(best.y) else { return nil }
        let s = best.y / previous.y
        var (p, q): (Double, Double)
        if previous.x == opposite.x {
            (p, q) = (2 * half * s, 1 - s)
        } else {
            let (t, r) = (previous.y / opposite.y, best.y / opposite.y)
            p = s * (2 * half * t * (t - r) - (best.x - previous.x) * (r - 1))
            q = (t - 1) * (r - 1) * (s - 1)
        }
        if p > 0 { q = -q } else { p = -p }
        guard 2 * p < min(3 * half * q - abs(smallest * q), abs(moveBefore * q)) else { return nil }
        return p / q
    }

    /// Makes `best` the end of the bracket with the smaller value.
    private mutating func arrange() {
        guard abs(opposite.y) < abs(best.y) else { return }
        previous = best
        best = opposite
        opposite = previous
    }

    private func allowed(_ tolerance: Double) -> Double { 2 * Double.ulpOfOne * abs(best.x) + tolerance / 2 }

    private static func value(of function: (Double) -> Double, at x: Double) throws(NumericsError) -> Double {
        let y = function(x)
        guard !y.isNaN else {
            throw NumericsError(.invalidValue, argument: "function", "function is not a number at \(x)")
        }
        return y
    }
}

extension Double {
    /// −1, 0 or 1.
    fileprivate var signum: Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
