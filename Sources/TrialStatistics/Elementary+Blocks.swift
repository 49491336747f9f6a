extension Elementary {
    private static let inverseLogTwo = 1.4426950408889634
    // log 2 in two parts, the first with so few digits that its product with a small integer is exact.
    private static let logTwoHigh = 0.693147180369123816490
    private static let logTwoLow = 1.90821492927058770002e-10
    /// Adding it rounds a double below 2⁵¹ to an integer, which then stands in the lowest bits.
    private static let roundingShift = 0x1.8p52
    /// 1/n! from 13 down to 2.
    private static let inverseFactorials: [Double] = [
        1 / 6_227_020_800, 1 / 479_001_600, 1 / 39_916_800, 1 / 3_628_800, 1 / 362_880, 1 / 40_320, 1 / 5040, 1 / 720,
        1 / 120,
        1 / 24, 1 / 6, 0.5,
    ]

    /// Replaces each number by its exponential, to within 1.5 units in the last place; the same bits on every platform.
    ///
    /// eˣ = 2ᵏ·eʳ with k the nearest integer to x/log 2 and |r| ≤ ½ log 2, where the Taylor series to r¹³ is exact to
    /// 10⁻¹⁷. Four at a time; a block with a number beyond ±700 is left to the platform's function.
    static func exponentiate(_ values: UnsafeMutablePointer<Double>, count: Int) {
        inverseFactorials.withUnsafeBufferPointer { coefficients in
            var index = 0
            while index &+ 4 <= count {
                let x = SIMD4(values[index], values[index &+ 1], values[index &+ 2], values[index &+ 3])
                guard all(abs(x) .<= 700) else {
                    for lane in 0..<4 { values[index &+ lane] = exponential(x[lane]) }
                    index &+= 4
                    continue
                }
                let result = exponential(x, coefficients)
                for lane in 0..<4 { values[index &+ lane] = result[lane] }
                index &+= 4
            }
            while index < count {
                let x = values[index]
                values[index] = abs(x) <= 700 ? exponential(SIMD4(repeating: x), coefficients)[0] : exponential(x)
                index &+= 1
            }
        }
    }

    @inline(__always)
    private static func exponential(_ x: SIMD4<Double>, _ coefficients: UnsafeBufferPointer<Double>) -> SIMD4<Double> {
        let shifted = x * inverseLogTwo + roundingShift
        let k = shifted - roundingShift
        let r = (x - k * logTwoHigh) - k * logTwoLow
        var series = SIMD4(repeating: coefficients[0])
        for index in 1..<12 { series = series * r + coefficients[index] }
        let bits = SIMD4<UInt64>(
            shifted[0].bitPattern, shifted[1].bitPattern, shifted[2].bitPattern, shifted[3].bitPattern)
        let power = (bits &+ 1023) &<< 52
        let scale = SIMD4(
            Double(bitPattern: power[0]), Double(bitPattern: power[1]), Double(bitPattern: power[2]),
            Double(bitPattern: power[3]))
        return scale * (1 + (r + r * r * series))
    }

    @inline(__always)
    private static func abs(_ x: SIMD4<Double>) -> SIMD4<Double> { x.replacing(with: -x, where: x .< 0) }

    @inline(__always)
    private static func abs(_ x: Double) -> Double { Swift.abs(x) }
}
