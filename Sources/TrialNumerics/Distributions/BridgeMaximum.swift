/// The largest absolute value of a Brownian bridge B over a stretch of its unit interval.
///
/// ```
/// P(max |B(u)| > c),   a ≤ u ≤ b,   Var B(u) = u(1 − u)
/// ```
///
/// Between its ends the bridge is a Brownian motion that has not touched ±c, whose density from x to y in time T = b − a is
/// a sum over mirror images, φ_T being the normal density with variance T:
///
/// ```
/// p(x, y) = Σₖ φ_T(y − x + 4kc) − φ_T(y + x − 2c − 4kc)
/// P(max |B| ≤ c) = √(2π) ∬ φ_a(x) p(x, y) φ_{1−b}(y) dx dy,   |x| ≤ c, |y| ≤ c
/// ```
///
/// The integral over y is a difference of normal tails, that over x is by quadrature; over the whole interval the sum is
/// Kolmogorov's.
///
/// ```swift
/// BridgeMaximum(from: 0, to: 1)?.upperQuantile(0.05)     // 1.3581, Kolmogorov's
/// ```
///
/// ## Edge cases
/// a = b is one normal variable. A stretch that is not within [0, 1], or reduces to an end, has none.
///
/// ## Validated against
/// Hall & Wellner's table, an independent computation in SciPy (`Validation/Python/bridge-maxima.json`).
///
/// ## References
/// Hall & Wellner, *Biometrika* 67 (1980) 133–143. Chung, *Statistics* 17 (1986). Klein & Moeschberger, *Survival Analysis*,
/// 2nd ed. 2003, Table C.4.
package struct BridgeMaximum: Sendable, Hashable {
    /// a and b.
    package let from, to: Double

    /// The stretch from a to b; nil where it is none with a variance.
    package init?(from: Double, to: Double) {
        guard from >= 0, to <= 1, from <= to, to > 0, from < 1 else { return nil }
        self.from = from
        self.to = to
    }

    /// The standard deviation of the bridge where it is largest on the stretch.
    private var largestDeviation: Double {
        let place = min(max(0.5, from), to)
        return (place * (1 - place)).squareRoot()
    }

    /// P(max |B| > c), to an absolute 1e-12.
    package func upperTail(at c: Double) -> Double {
        guard c > 0 else { return 1 }
        guard from < to else { return 2 * Normal.standard.upperTail(at: c / largestDeviation) }
        let stays = AbsorbedBridge(c: c, time: to - from, after: 1 - to)
        guard from > 0 else { return min(1, max(0, 1 - Self.rootOfTwoPi * stays.density(from: 0))) }
        let inside = AdaptiveQuadrature(
            of: { normalDensity($0, variance: from) * stays.density(from: $0) },
            in: 0...min(c, 12 * from.squareRoot()), tolerance: 1e-13, pieces: 8
        ).value
        return min(1, max(0, 1 - 2 * Self.rootOfTwoPi * inside))
    }

    /// The c that max |B| exceeds with probability q; nil unless 0 < q < 1.
    ///
    /// It lies between the normal quantile where the variance is largest and 2 exp(−2c²) = q, which bounds the whole bridge.
    package func upperQuantile(_ q: Double) -> Double? {
        guard q > 0, q < 1, let normal = Normal.standard.upperQuantile(q / 2) else { return nil }
        let least = normal * largestDeviation
        guard from < to else { return least }
        let most = max((-0.5 * logarithm(q / 2)).squareRoot(), least * 1.0001)
        return try? BrentRoot(of: { upperTail(at: $0) - q }, in: (least * 0.9999)...most).value
    }

    private static let rootOfTwoPi = 2.506_628_274_631_000_5
}

/// The density of a Brownian motion that starts at x, stays within ±c for a time, and is at 0 after a further time.
private struct AbsorbedBridge {
    let c, time, after: Double
    /// Mirror images farther than 40 standard deviations add nothing.
    private let images: Int

    init(c: Double, time: Double, after: Double) {
        self.c = c
        self.time = time
        self.after = after
        images = 1 + Int(min(40 * (time + after).squareRoot() / (4 * c), 1e4))
    }

    func density(from x: Double) -> Double {
        var sum = 0.0
        for image in -images...images {
            let shift = 4 * Double(image) * c
            sum += passing(x - shift) - passing(2 * c - x + shift)
        }
        return sum
    }

    /// ∫ φ_T(y − m) φ_V(y) dy over |y| ≤ c, V the time after; φ_T(m) where that is 0.
    private func passing(_ m: Double) -> Double {
        let density = normalDensity(m, variance: time + after)
        guard after > 0, density > 0 else { return density }
        let middle = m * after / (time + after)
        let deviation = (time * after / (time + after)).squareRoot()
        let above = Normal.standard.upperTail(at: (c - middle) / deviation)
        let below = Normal.standard.lowerTail(at: (-c - middle) / deviation)
        return density * (1 - above - below)
    }
}

private func normalDensity(_ x: Double, variance: Double) -> Double {
    exponential(-0.5 * (x * x / variance + logarithm(variance)) - halfLogTwoPi)
}
