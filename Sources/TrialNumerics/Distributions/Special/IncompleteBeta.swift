import CBoostMath

/// The regularised incomplete beta function of two shapes, its complement and their logarithms.
///
/// ```
/// Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt,   a, b > 0
/// ```
///
/// The function is Boost.Math's; this type adds the logarithms where it underflows. The upper tail is the lower one of
/// the flipped function, 1 − Iₓ(a, b) = I₁₋ₓ(b, a), so every question is asked once.
struct IncompleteBeta: Sendable, Hashable {
    /// a.
    let a: Double
    /// b.
    let b: Double

    /// The function with the shapes exchanged.
    var flipped: IncompleteBeta { IncompleteBeta(a: b, b: a) }

    func lower(_ x: Proportion) -> Double {
        if x.value <= 0 { return 0 }
        if x.complement <= 0 { return 1 }
        return x.value <= x.complement ? eq_ibeta(a, b, x.value) : eq_ibetac(b, a, x.complement)
    }

    func upper(_ x: Proportion) -> Double { flipped.lower(x.flipped) }

    func logLower(_ x: Proportion) -> Double {
        if x.value <= 0 { return -.infinity }
        let p = lower(x)
        if p > 0.5 { return logarithmOfOnePlus(-upper(x)) }
        return p > smallestTrusted ? logarithm(p) : logKernel(x) - logarithm(a) - logarithm(fraction(x.value))
    }

    func logUpper(_ x: Proportion) -> Double { flipped.logLower(x.flipped) }

    /// log(xᵃ (1 − x)ᵇ / B(a, b)), the density of the log odds; by Loader's deviances, so that large terms do not cancel.
    func logKernel(_ x: Proportion) -> Double {
        let n = a + b
        let stirling = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
        let distance = deviance(a, expected: n * x.value) + deviance(b, expected: n * x.complement)
        return 0.5 * (logarithm(a) + logarithm(b / n)) - halfLogTwoPi + stirling - distance
    }

    /// log x where Iₓ(a, b) = p and x is so near 0 that Iₓ(a, b) = xᵃ/(a B(a, b)).
    func logOfSmallArgument(_ p: Double) -> Double {
        (logarithm(p) + logarithm(a) + logBeta) / a
    }

    /// log B(a, b).
    private var logBeta: Double {
        let n = a + b
        let (small, large) = a < b ? (a, b) : (b, a)
        if large < 10 { return logGamma(a) + logGamma(b) - logGamma(n) }
        // log Γ(large) − log Γ(n), by Stirling's formula so that the large terms do not cancel.
        let ratio = small * (1 - logarithm(n)) - (large - 0.5) * logarithmOfOnePlus(small / large)
        return logGamma(small) + ratio + stirlingRemainder(large) - stirlingRemainder(n)
    }

    /// xᵃ (1 − x)ᵇ/(a B(a, b) Iₓ(a, b)) as a continued fraction (DLMF 8.17.22), for x below the mean.
    private func fraction(_ x: Double) -> Double {
        var lentz = LentzFraction(first: 1)
        var m = 0.0
        repeat {
            let odd = -(a + m) * (a + b + m) / ((a + 2 * m) * (a + 2 * m + 1))
            lentz.append(numerator: odd * x, denominator: 1)
            m += 1
            let even = m * (b - m) / ((a + 2 * m - 1) * (a + 2 * m))
            lentz.append(numerator: even * x, denominator: 1)
        } while !lentz.isConverged && m < 1e7
        return lentz.value
    }
}
