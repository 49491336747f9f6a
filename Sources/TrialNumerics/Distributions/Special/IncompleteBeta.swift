import CBoostMath

/// The regularised incomplete beta function of two shapes, its complement and their logarithms.
///
/// ```
/// Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt,   a, b > 0
/// ```
///
/// The function is Boost.Math's down to `smallestTrusted`; below, this type takes a continued fraction times `logKernel`, whose
/// logarithm does not underflow. The upper tail is the lower one of the flipped function, 1 − Iₓ(a, b) = I₁₋ₓ(b, a), so
/// every question is asked once.
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
        let p = central(x)
        return p > smallestTrusted ? p : exponential(logFarLower(x))
    }

    func upper(_ x: Proportion) -> Double { flipped.lower(x.flipped) }

    func logLower(_ x: Proportion) -> Double {
        if x.value <= 0 { return -.infinity }
        if x.complement <= 0 { return 0 }
        let p = central(x)
        if p > 0.5 { return logarithmOfOnePlus(-upper(x)) }
        return p > smallestTrusted ? logarithm(p) : logFarLower(x)
    }

    func logUpper(_ x: Proportion) -> Double { flipped.logLower(x.flipped) }

    /// log(xᵃ (1 − x)ᵇ / B(a, b)), the density of the log odds; by Loader's deviances, so that large terms do not cancel.
    func logKernel(_ x: Proportion) -> Double {
        let n = a + b
        let stirling = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
        let distance = deviance(a, expected: n * x.value) + deviance(b, expected: n * x.complement)
        return 0.5 * (logarithm(a) + logarithm(b / n)) - halfLogTwoPi + stirling - distance
    }

    /// Iₓ(a, b) by Boost.Math, from the smaller of x and 1 − x.
    ///
    /// For a = b = ½ by the arc sine, which Boost.Math takes of a rounded 1 − x and so loses half the digits of small x.
    private func central(_ x: Proportion) -> Double {
        if a == 0.5, b == 0.5 { return arcTangent(x.value.squareRoot(), x.complement.squareRoot()) * twoOverPi }
        return x.value <= x.complement ? eq_ibeta(a, b, x.value) : eq_ibetac(b, a, x.complement)
    }

    private func logFarLower(_ x: Proportion) -> Double { logKernel(x) - logarithm(fraction(x)) }

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

    /// xᵃ yᵇ/(B(a, b) Iₓ(a, b)), y = 1 − x, as a continued fraction, for x below the mean.
    ///
    /// Didonato and Morris, "Algorithm 708", ACM TOMS 18 (1992), equation 9; unlike that of DLMF 8.17.22 it has no
    /// differences that cancel for x near 1.
    private func fraction(_ x: Proportion) -> Double {
        let (x, y) = (x.value, x.complement)
        let start = a * y - b * x + 1
        var lentz = LentzFraction(first: a * start / (a + 1))
        var m = 0.0
        repeat {
            m += 1
            let (before, after) = (a + 2 * m - 1, a + 2 * m + 1)
            let numerator = (a + m - 1) / before * ((a + b + m - 1) / before) * m * (b - m) * x * x
            let denominator = m + m * (b - m) * x / before + (a + m) / after * (start + m * (1 + y))
            lentz.append(numerator: numerator, denominator: denominator)
        } while !lentz.isConverged && m < 1e7
        return lentz.value
    }
}

private let twoOverPi = 2 / Double.pi
