/// Eight bytes in one word, the first in memory lowest, which are looked at together.
///
/// (`SIMD16<UInt8>` would be the plain way; with its comparisons the whole reader took four times as long, Swift 6.3.)
struct ByteWord {
    let bits: UInt64

    /// The eight bytes at `position`.
    @inline(__always)
    init(at position: UnsafePointer<UInt8>) {
        bits = UInt64(littleEndian: UnsafeRawPointer(position).loadUnaligned(as: UInt64.self))
    }

    /// Eight times the same byte.
    @inline(__always)
    init(repeating byte: UInt8) { bits = UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The highest bit of each byte that is equal to the one in `other`.
    ///
    /// Bits above the lowest one that is set may be wrong; the lowest is right, and there is none if no byte is equal
    /// (H. S. Warren, Hacker's Delight, 2nd edition, section 6-1).
    @inline(__always)
    func bytes(equalTo other: ByteWord) -> UInt64 {
        let difference = bits ^ other.bits
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The highest bit of each byte that is equal to the one in `other`, and no other bit.
    @inline(__always)
    func allBytes(equalTo other: ByteWord) -> UInt64 {
        let difference = bits ^ other.bits
        // A byte is 0 if neither its highest bit is set nor, after adding 127 to the others, carried into.
        let carried = (difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
        return ~(carried | difference | 0x7F7F_7F7F_7F7F_7F7F)
    }
}
