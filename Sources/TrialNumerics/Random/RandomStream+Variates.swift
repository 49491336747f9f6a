extension RandomStream {
    /// A uniform number in the open interval (0, 1): a multiple of 2⁻⁵³, or 2⁻⁵⁴ where that would be 0.
    ///
    /// NumPy's `Generator.random` gives the same numbers, and 0.
    public mutating func uniform() -> Double { Self.uniform(of: next()) }

    static func uniform(of bits: UInt64) -> Double {
        let high = bits >> 11
        return high == 0 ? 0x1p-54 : Double(high) * 0x1p-53
    }

    /// A standard normal variate, Φ⁻¹(u).
    public mutating func normal() -> Double { PortableMath.normalQuantile(uniform()) }

    /// An exponential variate of a rate above 0, −log(u)/rate.
    public mutating func exponential(rate: Double = 1) -> Double {
        precondition(rate > 0, "the rate of an exponential variate must be above 0")
        return -PortableMath.logarithm(uniform()) / rate
    }

    /// Whether an event of the given probability happens: u < p, so never for 0 and always for 1.
    public mutating func bernoulli(_ probability: Double) -> Bool { uniform() < probability }

    /// An integer of 0..<n, every one as likely as the others.
    ///
    /// The high word of n × 64 random bits, drawn again in the few cases that would favour some integers (Lemire, "Fast random
    /// integer generation in an interval", ACM TOMACS 29 (2019), algorithm 5).
    public mutating func integer(below n: Int) -> Int {
        precondition(n > 0, "there is no integer in an empty range")
        let n = UInt64(n)
        var product = n.multipliedFullWidth(by: next())
        if product.low < n {
            let threshold = (0 &- n) % n
            while product.low < threshold { product = n.multipliedFullWidth(by: next()) }
        }
        return Int(product.high)
    }

    /// Brings the elements into an order that is as likely as any other (Fisher and Yates, from the end).
    ///
    /// Ours rather than the standard library's, whose order of draws may change with its version.
    @inlinable
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }
}
