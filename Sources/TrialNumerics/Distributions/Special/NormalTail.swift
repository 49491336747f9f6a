import CBoostMath

/// The upper tail of the standard normal distribution, Q(z) = ½ erfc(z/√2), with its logarithm and inverse.
struct NormalTail {
    private let z: Double

    init(_ z: Double) { self.z = z }

    /// Q(z).
    var probability: Double {
        let w = z * Self.rootHalf
        let tail = 0.5 * eq_erfc(w)
        guard w > 1, tail > 0 else { return tail }
        // erfc turns a relative error of w into one 2w² times as large: put back, to first order, what w lacks of z/√2.
        let lacking = (-w).addingProduct(z, Self.rootHalf) + z * Self.rootHalfRemainder
        return tail * (1 - 2 * w * lacking)
    }

    /// log Q(z), by the continued fraction of Q(z)/φ(z) where Q(z) underflows.
    var logarithm: Double {
        if z < -1 { return logarithmOfOnePlus(-NormalTail(-z).probability) }
        let tail = probability
        if tail > 1e-290 { return TrialNumerics.logarithm(tail) }
        if z > 1e150 { return -.infinity }
        return -0.5 * z * z - halfLogTwoPi - TrialNumerics.logarithm(inverseMillsRatio)
    }

    /// The z with Q(z) = q, 0 < q < 1.
    static func inverse(_ q: Double) -> Double { 2 * rootHalf * eq_erfc_inv(2 * q) }

    /// φ(z)/Q(z) = z + 1/(z + 2/(z + 3/(z + …))) (Abramowitz & Stegun 26.2.14), for z far above 0.
    private var inverseMillsRatio: Double {
        var lentz = LentzFraction(first: z)
        var k = 0.0
        repeat {
            k += 1
            lentz.append(numerator: k, denominator: z)
        } while !lentz.isConverged && k < 1000
        return lentz.value
    }

    /// √½, and what the `Double` lacks of it.
    private static let rootHalf = 0.707_106_781_186_547_57
    private static let rootHalfRemainder = -4.833_646_656_726_456_7e-17
}
