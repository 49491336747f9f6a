import CBoostMath

/// The regularised incomplete gamma functions of one shape, their logarithms and inverses.
///
/// ```
/// P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,   Q(a, x) = 1 − P(a, x),   a > 0
/// ```
///
/// The functions are Boost.Math's down to `smallestTrusted`; below, this type takes a series or a continued fraction times
/// `logKernel`, whose logarithms do not underflow, and it polishes the inverses.
struct IncompleteGamma: Sendable, Hashable {
    /// a.
    let shape: Double

    func lower(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x == .infinity { return 1 }
        let p = eq_gamma_p(shape, x)
        return p > smallestTrusted ? p : exponential(logFarLower(x))
    }

    func upper(_ x: Double) -> Double {
        if x <= 0 { return 1 }
        if x == .infinity { return 0 }
        let q = eq_gamma_q(shape, x)
        return q > smallestTrusted ? q : exponential(logFarUpper(x))
    }

    func logLower(_ x: Double) -> Double {
        if x <= 0 { return -.infinity }
        if x == .infinity { return 0 }
        let p = eq_gamma_p(shape, x)
        if p > 0.5 { return logarithmOfOnePlus(-upper(x)) }
        return p > smallestTrusted ? logarithm(p) : logFarLower(x)
    }

    func logUpper(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x == .infinity { return -.infinity }
        let q = eq_gamma_q(shape, x)
        if q > 0.5 { return logarithmOfOnePlus(-lower(x)) }
        return q > smallestTrusted ? logarithm(q) : logFarUpper(x)
    }

    /// log(xᵃ e⁻ˣ / Γ(a)), the density of log X; by Loader's deviance, so that large terms do not cancel.
    func logKernel(_ x: Double) -> Double {
        if x <= 0 || x == .infinity { return -.infinity }
        return 0.5 * logarithm(shape) - halfLogTwoPi - stirlingRemainder(shape) - deviance(shape, expected: x)
    }

    private func logFarLower(_ x: Double) -> Double { logKernel(x) - logarithm(shape) + logarithm(series(x)) }

    private func logFarUpper(_ x: Double) -> Double { logKernel(x) + logarithm(fraction(x)) }

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

/// Below this, tails are made from `logKernel`: Boost.Math forms xᵃe⁻ˣ from terms that cancel there, which costs five digits for
/// shapes of 10⁶, and underflows in the end.
let smallestTrusted = 1e-20
