import CBoostMath

/// The regularised incomplete gamma functions of one shape, their logarithms and inverses.
///
/// ```
/// P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,   Q(a, x) = 1 − P(a, x),   a > 0
/// ```
///
/// The functions are Boost.Math's; this type adds the logarithms where they underflow (a series and a continued
/// fraction over `logKernel`) and polishes the inverses.
struct IncompleteGamma: Sendable, Hashable {
    /// a.
    let shape: Double

    func lower(_ x: Double) -> Double {
        x <= 0 ? 0 : x == .infinity ? 1 : eq_gamma_p(shape, x)
    }

    func upper(_ x: Double) -> Double {
        x <= 0 ? 1 : x == .infinity ? 0 : eq_gamma_q(shape, x)
    }

    func logLower(_ x: Double) -> Double {
        if x <= 0 { return -.infinity }
        let p = lower(x)
        if p > 0.5 { return logarithmOfOnePlus(-upper(x)) }
        return p > smallestTrusted ? logarithm(p) : logKernel(x) - logarithm(shape) + logarithm(series(x))
    }

    func logUpper(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x == .infinity { return -.infinity }
        let q = upper(x)
        if q > 0.5 { return logarithmOfOnePlus(-lower(x)) }
        return q > smallestTrusted ? logarithm(q) : logKernel(x) + logarithm(fraction(x))
    }

    /// log(xᵃ e⁻ˣ / Γ(a)), the density of log X; by Loader's deviance, so that large terms do not cancel.
    func logKernel(_ x: Double) -> Double {
        0.5 * logarithm(shape) - halfLogTwoPi - stirlingRemainder(shape) - deviance(shape, expected: x)
    }

    /// a/(xᵃ e⁻ˣ) · γ(a, x) = 1 + x/(a+1) + x²/((a+1)(a+2)) + … (DLMF 8.11.4), for x below a.
    private func series(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var denominator = shape
        while term > sum * 1e-17 {
            denominator += 1
            term *= x / denominator
            sum += term
        }
        return sum
    }

    /// Γ(a, x)/(xᵃ e⁻ˣ) = 1/(x+1−a − 1(1−a)/(x+3−a − 2(2−a)/(x+5−a − …))) (DLMF 8.9.2), for x above a.
    private func fraction(_ x: Double) -> Double {
        var k = 0.0
        var lentz = LentzFraction(first: x + 1 - shape)
        repeat {
            k += 1
            lentz.append(numerator: -k * (k - shape), denominator: x + 2 * k + 1 - shape)
        } while !lentz.isConverged && k < 1e7
        return 1 / lentz.value
    }
}

/// Below this a tail may have lost digits to underflow, and its logarithm is computed for itself.
let smallestTrusted = 1e-290
