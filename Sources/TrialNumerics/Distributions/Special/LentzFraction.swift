/// A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), evaluated from the front by the modified Lentz method.
///
/// Thompson and Barnett, "Coulomb and Bessel functions of complex arguments and order", J. Comput. Phys. 64 (1986).
struct LentzFraction {
    /// The fraction as far as its terms are given.
    private(set) var value: Double
    /// Whether the last term no longer changed the value.
    private(set) var isConverged = false
    private var c: Double
    private var d = 0.0

    init(first: Double) {
        value = LentzFraction.nonzero(first)
        c = value
    }

    mutating func append(numerator a: Double, denominator b: Double) {
        d = 1 / LentzFraction.nonzero(b + a * d)
        c = LentzFraction.nonzero(b + a / c)
        let change = c * d
        value *= change
        isConverged = abs(change - 1) < 3e-16
    }

    private static func nonzero(_ x: Double) -> Double { x == 0 ? 1e-300 : x }
}
