import TrialNumerics

/// The distribution of a weighted sum of independent gamma variables.
///
/// ```
/// Y = Σ βⱼ Gⱼ,  Gⱼ gamma of shape aⱼ and rate 1:   P(Y ≤ y) = Σₖ pₖ P(Σaⱼ + k, y/β₁),   β₁ the least scale
/// Σ pₖ zᵏ = Π ((1 − xⱼ)/(1 − xⱼ z))^aⱼ,   xⱼ = 1 − β₁/βⱼ
/// ```
///
/// A mixture of gamma distributions whose weights are those of a sum of negative binomial counts: all terms are positive, and what is left out is at
/// most the mass that is left. A term whose scale is below y/5,000 would need many weights; it is integrated over instead. The weights come from (k + 1) pₖ₊₁ = Σⱼ aⱼ (xⱼ pₖ + xⱼ² pₖ₋₁ + …), on a scale that moves where they would underflow.
///
/// ## References
/// Moschopoulos, *Ann Inst Statist Math* 37 (1985) 541–544, equation 2.9, with the recursion of its generating function.
struct GammaSum {
    private let shapes, scales: [Double]
    private let least: Double

    /// The sum with these shapes and scales; terms of scale 0 are none.
    init(shapes: [Double], scales: [Double]) {
        precondition(shapes.count == scales.count, "one scale for each shape")
        let kept = shapes.indices.filter { scales[$0] > 0 }
        self.shapes = kept.map { shapes[$0] }
        self.scales = kept.map { scales[$0] }
        least = self.scales.min() ?? 0
    }

    /// P(Y ≤ y), with an absolute error below 10⁻¹³.
    func lowerTail(at y: Double) -> Double {
        guard y > 0 else { return shapes.isEmpty && y == 0 ? 1 : 0 }
        guard !shapes.isEmpty else { return 1 }
        if y > 5000 * least, shapes.count > 1 { return lowerTailOverLeast(at: y) }
        return mixture(at: y)
    }

    func mixture(at y: Double) -> Double {
        let shape = shapes.reduce(0, +)
        var weights = Weights(shapes: shapes, ratios: scales.map { 1 - least / $0 })
        var sum = 0.0
        var count = 0.0
        while true {
            let tail = Self.gammaLowerTail(shape + count, at: y / least)
            sum += weights.weight * tail
            // The tails fall with k: the rest is at most this one times the mass that is left.
            if weights.rest * tail < 1e-14 { return min(1, weights.scaled(sum)) }
            if weights.advance() { sum *= Weights.step }
            count += 1
        }
    }

    /// E[P(rest ≤ y − β₁G₁)], over log G₁ between the quantiles that leave 10⁻¹⁵.
    private func lowerTailOverLeast(at y: Double) -> Double {
        guard let index = scales.firstIndex(of: least), let gamma = try? Gamma(shape: shapes[index], rate: 1),
            let greatest = gamma.upperQuantile(1e-15)
        else { preconditionFailure("the shape is valid") }
        let others = scales.indices.filter { $0 != index }
        let rest = GammaSum(shapes: others.map { shapes[$0] }, scales: others.map { scales[$0] })
        let smallest = max(gamma.quantile(1e-15) ?? 0, 1e-300)
        let integrand = { (u: Double) -> Double in
            let g = Elementary.exponential(u)
            let density = Elementary.exponential(gamma.logDensity(at: g) + u)
            return density == 0 ? 0 : density * rest.lowerTail(at: y - scales[index] * g)
        }
        let ends = Elementary.logarithm(smallest)...Elementary.logarithm(greatest)
        return min(1, AdaptiveQuadrature(of: integrand, in: ends, tolerance: 1e-13, pieces: 4).value)
    }

    private static func gammaLowerTail(_ shape: Double, at x: Double) -> Double {
        guard let gamma = try? Gamma(shape: shape, rate: 1) else { preconditionFailure("the shape is valid") }
        return gamma.lowerTail(at: x)
    }
}

/// The weights pₖ, one after another, times a scale that keeps them in range.
private struct Weights {
    static let step = 1e-200

    let shapes, ratios: [Double]
    /// pₖ divided by the scale.
    var weight = 1.0
    /// p₀ + … + pₖ divided by the scale.
    private var total = 1.0
    private var logScale: Double
    private var tails: [Double]
    private var index = 0.0

    init(shapes: [Double], ratios: [Double]) {
        self.shapes = shapes
        self.ratios = ratios
        tails = Array(repeating: 0, count: shapes.count)
        logScale = zip(shapes, ratios).map { $0 * Elementary.logarithm(1 - $1) }.reduce(0, +)
    }

    /// The mass after k.
    var rest: Double { max(0, 1 - scaled(total)) }

    func scaled(_ value: Double) -> Double {
        value == 0 ? 0 : Elementary.exponential(logScale + Elementary.logarithm(value))
    }

    /// Moves on to k + 1; true where the scale grew, so that sums of earlier weights are to be multiplied by `step`.
    mutating func advance() -> Bool {
        var sum = 0.0
        for term in tails.indices {
            tails[term] = ratios[term] * (weight + tails[term])
            sum += shapes[term] * tails[term]
        }
        index += 1
        weight = sum / index
        total += weight
        guard total > 1 / Self.step else { return false }
        weight *= Self.step
        total *= Self.step
        for term in tails.indices { tails[term] *= Self.step }
        logScale -= Elementary.logarithm(Self.step)
        return true
    }
}
