/// The largest value of a polynomial in Bernstein form over a part of 0...1, with a proof that none is larger.
///
/// ```
/// P(π) = Σ wₛ C(N, s) πˢ (1 − π)ᴺ⁻ˢ
/// ```
///
/// On any interval P lies below the largest of its Bernstein coefficients there, and at the ends of the interval it equals the
/// first and the last of them. De Casteljau's scheme halves an interval by means of neighbours alone, so that nothing cancels;
/// halves whose bound does not pass the best value found are left, until all are. The bound comes close as the square of the
/// width, so that a few hundred halvings suffice.
struct BernsteinMaximum {
    /// The largest value found; the supremum is at most this times 1 + the precision asked for.
    let value: Double
    /// Where it is.
    let place: Double

    private struct Piece {
        let low, high: Double
        let coefficients: [Double]

        var bound: Double { coefficients.reduce(0, max) }
    }

    /// The maximum of the polynomial with nonnegative coefficients wₛ over an interval within 0...1.
    ///
    /// - Parameter precision: how much larger, relative to it, the supremum may be than the value found.
    init(coefficients: [Double], in interval: ClosedRange<Double> = 0...1, precision: Double = 1e-12) {
        let whole = Piece(
            low: interval.lowerBound, high: interval.upperBound,
            coefficients: Self.restricted(coefficients, to: interval))
        var best = (value: whole.coefficients.first ?? 0, place: whole.low)
        func consider(_ value: Double, _ place: Double) {
            if value > best.value { best = (value, place) }
        }
        consider(whole.coefficients.last ?? 0, whole.high)
        var pieces = [whole]
        while let piece = pieces.popLast() {
            guard piece.bound > best.value * (1 + precision), piece.high - piece.low > 1e-12 else { continue }
            let middle = piece.low + (piece.high - piece.low) / 2
            let (left, right) = Self.halves(piece.coefficients, at: 0.5)
            consider(right.first ?? 0, middle)
            let halves = [
                Piece(low: piece.low, high: middle, coefficients: left),
                Piece(low: middle, high: piece.high, coefficients: right),
            ]
            // The more promising half comes last, to be taken first.
            pieces += halves[0].bound > halves[1].bound ? halves.reversed() : halves
        }
        (value, place) = best
    }

    /// The coefficients of a polynomial on a part of 0...1.
    static func restricted(_ coefficients: [Double], to interval: ClosedRange<Double>) -> [Double] {
        let (low, high) = (interval.lowerBound, interval.upperBound)
        var part = coefficients
        if high < 1 { part = halves(part, at: high).left }
        if low > 0 { part = halves(part, at: low / high).right }
        return part
    }

    /// The coefficients on both sides of a place within the interval, by de Casteljau.
    private static func halves(_ coefficients: [Double], at place: Double) -> (left: [Double], right: [Double]) {
        var work = coefficients
        var left = coefficients
        let count = work.count
        work.withUnsafeMutableBufferPointer { work in
            for round in stride(from: 1, to: count, by: 1) {
                for index in 0..<(count &- round) {
                    work[index] = (1 - place) * work[index] + place * work[index &+ 1]
                }
                left[round] = work[0]
            }
        }
        // What is left in place n − round after each round is the right half, from its end.
        return (left, work)
    }
}
