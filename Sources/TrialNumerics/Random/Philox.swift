/// Philox4x64-10, a counter-based generator: a bijection of 256-bit counters for every 128-bit key.
///
/// The n-th number of a stream is a function of the key and of n, with no state to carry, so streams are independent by
/// construction and the order in which they are drawn does not matter.
///
/// ```
/// (x₀, x₁, x₂, x₃) → (hi(M₁x₂) ⊕ x₁ ⊕ k₀, lo(M₁x₂), hi(M₀x₀) ⊕ x₃ ⊕ k₁, lo(M₀x₀)),   ten times,
/// k₀ → k₀ + W₀, k₁ → k₁ + W₁ between rounds
/// ```
///
/// ## References
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), section 3.3; it passes BigCrush.
package struct Philox: Sendable, Hashable {
    /// 256 bits, least significant word first.
    package typealias Block = SIMD4<UInt64>

    /// k₀ and k₁.
    package let key: SIMD2<UInt64>

    package init(key: SIMD2<UInt64>) { self.key = key }

    /// The block of random bits that belongs to a counter.
    package func block(at counter: Block) -> Block {
        var (x0, x1, x2, x3) = (counter[0], counter[1], counter[2], counter[3])
        var (k0, k1) = (key[0], key[1])
        for _ in 0..<10 {
            let product0 = Self.multiplier0.multipliedFullWidth(by: x0)
            let product1 = Self.multiplier1.multipliedFullWidth(by: x2)
            (x0, x1) = (product1.high ^ x1 ^ k0, product1.low)
            (x2, x3) = (product0.high ^ x3 ^ k1, product0.low)
            k0 &+= Self.weyl0
            k1 &+= Self.weyl1
        }
        return Block(x0, x1, x2, x3)
    }

    private static let multiplier0: UInt64 = 0xD2E7_470E_E14C_6C93
    private static let multiplier1: UInt64 = 0xCA5A_8263_9512_1157
    /// The golden ratio and √3 − 1, in 64 bits.
    private static let weyl0: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let weyl1: UInt64 = 0xBB67_AE85_84CA_A73B
}
