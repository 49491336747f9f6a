import Crypto

/// The SHA-256 of a file, fed block by block as a reader passes over it.
///
/// ```swift
/// var hash = DataHash()
/// hash.update(block)
/// hash.text  // 64 hexadecimal digits
/// ```
///
/// ## References
/// FIPS 180-4, *Secure Hash Standard*, 2015.
public struct DataHash: Sendable {
    private var hash = SHA256()

    /// The hash of nothing yet.
    public init() {}

    /// Takes in the next bytes of the file.
    public mutating func update(_ block: UnsafeRawBufferPointer) { hash.update(bufferPointer: block) }

    /// Takes in the next bytes of the file.
    public mutating func update(_ block: [UInt8]) { block.withUnsafeBytes { update($0) } }

    /// The hash of all bytes so far as 64 hexadecimal digits.
    public var text: String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
