/// Σ w·log x, of which runs of equal weight take one logarithm together.
///
/// log ∏ x = log ∏ significand + (Σ exponent)·log 2: the product of significands is exact to one rounding each, the
/// sum of exponents exactly, so that nothing is lost and a hundred logarithms become one.
struct LogarithmSum {
    private var sum = 0.0
    private var weight = 1.0
    private var product = 1.0
    private var exponent = 0

    private static let largest = 0x1p100

    /// Adds weight · log x; x that is no positive normal number makes the total not a number.
    @inline(__always)
    mutating func add(_ x: Double, weight newWeight: Double) {
        guard x >= .leastNormalMagnitude, x < .infinity else {
            sum = .nan
            return
        }
        if newWeight != weight || product > Self.largest { flush(newWeight) }
        let bits = x.bitPattern
        product *= Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        exponent += Int(bits >> 52) - 1023
    }

    private mutating func flush(_ newWeight: Double) {
        sum += weight * (Elementary.logarithm(product) + Double(exponent) * 0.693147180559945309417)
        (weight, product, exponent) = (newWeight, 1, 0)
    }

    /// The sum so far.
    var total: Double {
        sum + weight * (Elementary.logarithm(product) + Double(exponent) * 0.693147180559945309417)
    }
}
