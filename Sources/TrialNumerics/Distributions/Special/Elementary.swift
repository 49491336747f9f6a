import CBoostMath

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

// The elementary functions under names of ours: one place that imports the platform's mathematics.

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
func cosine(_ x: Double) -> Double { cos(x) }
/// The angle of (x, y) to the x axis.
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

/// log Γ(a), a > 0.
func logGamma(_ a: Double) -> Double { eq_lgamma(a) }

/// ½ log 2π.
let halfLogTwoPi = 0.918_938_533_204_672_74

/// δ(a) = log Γ(a) − (a − ½) log a + a − ½ log 2π, what Stirling's formula leaves over.
///
/// From 10 on by its asymptotic series, Σ B₂ₖ / (2k (2k − 1) a²ᵏ⁻¹) (Abramowitz & Stegun 6.1.40).
func stirlingRemainder(_ a: Double) -> Double {
    guard a >= 10 else { return logGamma(a) - (a - 0.5) * logarithm(a) + a - halfLogTwoPi }
    let s = 1 / (a * a)
    let tail = 1.0 / 1188 - s * (691.0 / 360_360 - s / 156)
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * tail)))) / a
}

/// D(a, m) = a log(a/m) + m − a ≥ 0, without the cancellation near a = m.
///
/// The deviance of Loader, "Fast and accurate computation of binomial probabilities" (2000), equation 5.
func deviance(_ a: Double, expected m: Double) -> Double {
    let u = (m - a) / a
    return abs(u) < 0.5 ? -a * eq_log1pmx(u) : a * (logarithm(a / m) + u)
}
