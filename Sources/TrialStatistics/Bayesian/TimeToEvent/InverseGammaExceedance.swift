import TrialNumerics

/// P(E > S + δ) for times E and S with independent inverse gamma distributions; δ may be negative.
///
/// ```
/// δ = 0:   P(E > S) = I_y(a_E, a_S),   y = b_E/(b_E + b_S)
/// else:    P(E > S + δ) = ∫ f(u) P(E > b_S/eᵘ + δ) du,   u = log g,  g = b_S/S gamma with shape a_S
/// ```
///
/// The integral runs between the quantiles of u that leave 10⁻¹³ on either side, cut where S + δ passes 0.
///
/// ## Validated against
/// mpmath's quadrature with 30 digits (`Validation/Python/event-time-monitors.json`) and, at δ = 0, the two forms against each other.
struct InverseGammaExceedance {
    /// The probability.
    let value: Double

    init(_ experimental: InverseGammaPrior, over standard: InverseGammaPrior, by gain: Double) {
        let (experimental, standard) = (experimental, standard.expressed(as: experimental.quantity))
        value =
            gain == 0
            ? Self.closedForm(experimental, standard) : Self.integral(experimental, standard, by: gain)
    }

    static func closedForm(_ experimental: InverseGammaPrior, _ standard: InverseGammaPrior) -> Double {
        guard let beta = try? Beta(alpha: experimental.shape, beta: standard.shape) else {
            preconditionFailure("the shapes are valid")
        }
        return beta.lowerTail(at: experimental.scale / (experimental.scale + standard.scale))
    }

    static func integral(_ experimental: InverseGammaPrior, _ standard: InverseGammaPrior, by gain: Double) -> Double {
        let gamma = standard.gamma
        let least = max(gamma.quantile(1e-13) ?? 0, 1e-300)
        guard let greatest = gamma.upperQuantile(1e-13) else { preconditionFailure("the shape is valid") }
        let gammaOfExperimental = experimental.gamma
        let integrand = { (u: Double) -> Double in
            let g = Elementary.exponential(u)
            let time = standard.scale / g + gain
            let tail = time <= 0 ? 1 : gammaOfExperimental.lowerTail(at: experimental.scale / time)
            return tail == 0 ? 0 : Elementary.exponential(gamma.logDensity(at: g) + u) * tail
        }
        let kinks = gain < 0 ? [standard.scale / -gain].filter { $0 > least && $0 < greatest } : []
        let ends = ([least] + kinks + [greatest]).map(Elementary.logarithm)
        let sum = zip(ends, ends.dropFirst()).map { start, end in
            AdaptiveQuadrature(of: integrand, in: start...end, tolerance: 1e-13, pieces: 8).value
        }.reduce(0, +)
        return min(1, max(0, sum))
    }
}
