/// The first numbers of the streams of many subjects at once, for simulations that draw the same few numbers for each.
///
/// What stands in a lane is what ``RandomStream`` gives for the same address, so a subject drawn here and one drawn alone are
/// the same subject.
///
/// ```swift
/// let blocks = RandomBlocks(seed: 7, purpose: "patients")
/// blocks.fill(lanes, count: 64, replicate: 731, block: 0)   // lanes[k · 64 + i]: the k-th number of subject i
/// ```
package struct RandomBlocks: Sendable {
    /// How many numbers a block holds.
    package static let width = 4

    private let philox: Philox

    /// The blocks of a seed and a purpose.
    package init(seed: UInt64, purpose: RandomStream.Purpose) { philox = Philox(key: [seed, purpose.word]) }

    /// Fills four lanes of `count` numbers: in lane k the k-th number of the given block of subjects 0..<count.
    package func fill(_ lanes: UnsafeMutablePointer<UInt64>, count: Int, replicate: UInt64, block: UInt64) {
        for subject in 0..<count {
            let numbers = philox.block(at: [block, UInt64(subject), replicate, 0])
            for lane in 0..<Self.width { lanes[lane &* count &+ subject] = numbers[lane] }
        }
    }

    /// The uniform number in (0, 1) that 64 random bits stand for.
    package static func uniform(of bits: UInt64) -> Double { RandomStream.uniform(of: bits) }

    /// Turns random bits into exponential variates of rate 1, −log u, four at a time.
    package static func exponentials(
        _ bits: UnsafePointer<UInt64>, into values: UnsafeMutablePointer<Double>, count: Int
    ) {
        var index = 0
        while index &+ 4 <= count {
            let uniforms = SIMD4(
                uniform(of: bits[index]), uniform(of: bits[index &+ 1]), uniform(of: bits[index &+ 2]),
                uniform(of: bits[index &+ 3]))
            let logarithms = PortableMath.logarithms(uniforms)
            for lane in 0..<4 { values[index &+ lane] = -logarithms[lane] }
            index &+= 4
        }
        while index < count {
            values[index] = -PortableMath.logarithm(uniform(of: bits[index]))
            index &+= 1
        }
    }

    /// −log u.
    package static func exponential(of bits: UInt64) -> Double { -PortableMath.logarithm(uniform(of: bits)) }

    /// log x, the same on every platform; x > 0 and normal.
    package static func logarithm(_ x: Double) -> Double { PortableMath.logarithm(x) }

    /// Φ⁻¹(p), the same on every platform; 0 < p < 1.
    package static func normalQuantile(_ p: Double) -> Double { PortableMath.normalQuantile(p) }
}
