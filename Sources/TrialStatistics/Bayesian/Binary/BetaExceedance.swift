import TrialNumerics

/// P(E > S + δ) for the rates of two groups with independent beta distributions.
///
/// ```
/// P(E > S + δ) = ∫ f_S(s) P(E > s + δ) ds
/// ```
///
/// The integral is taken over log s below ½ and over log(1 − s) above it, where the density has no pole, between the
/// quantiles that leave 10⁻¹⁴ on either side, cut where s + δ leaves 0...1.
///
/// ## Validated against
/// mpmath's quadrature with 30 digits and the finite sum for whole numbers (`Validation/Python/binary-monitors.json`).
struct BetaExceedance {
    /// The probability.
    let value: Double

    init(_ experimental: Beta, over standard: Beta, by excess: Double) {
        let low = HalfIntegral(experimental, standard, shift: excess, isLow: true)
        let high = HalfIntegral(experimental.mirrored, standard.mirrored, shift: -excess, isLow: false)
        value = min(1, max(0, low.value + high.value))
    }
}

/// The part of the integral where the standard's rate u is below ½, of f(u) P(X > u + shift) or of f(u) P(X ≤ u + shift).
private struct HalfIntegral {
    let value: Double

    init(_ experimental: Beta, _ standard: Beta, shift: Double, isLow: Bool) {
        let smallest = max(standard.quantile(1e-14) ?? 0, 1e-300)
        let largest = min(standard.upperQuantile(1e-14) ?? 1, 0.5)
        guard smallest < largest else {
            // All but 10⁻¹⁴ of the standard lies on the other side of ½.
            value = 0
            return
        }
        let integrand = { (logRate: Double) -> Double in
            let rate = Elementary.exponential(logRate)
            let tail = isLow ? experimental.upperTail(at: rate + shift) : experimental.lowerTail(at: rate + shift)
            return tail == 0 ? 0 : Elementary.exponential(standard.logDensity(at: rate) + logRate) * tail
        }
        let kinks = [-shift, 1 - shift].filter { $0 > smallest && $0 < largest }.sorted()
        let ends = ([smallest] + kinks + [largest]).map(Elementary.logarithm)
        value = zip(ends, ends.dropFirst()).map { start, end in
            AdaptiveQuadrature(of: integrand, in: start...end, tolerance: 1e-14, pieces: 6).value
        }.reduce(0, +)
    }
}

extension Beta {
    /// The distribution of 1 − X.
    fileprivate var mirrored: Beta {
        guard let mirrored = try? Beta(alpha: beta, beta: alpha) else { preconditionFailure("the shapes are valid") }
        return mirrored
    }
}
