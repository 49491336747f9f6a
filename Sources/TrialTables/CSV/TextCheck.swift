/// Finds the first byte that is not part of UTF-8 text, in a stream of blocks of any size.
///
/// NUL is not text. Well-formed sequences are those of The Unicode Standard, version 15, table 3-7.
struct TextCheck {
    /// The number of bytes that were seen.
    private(set) var count = 0
    private var sequenceStart = 0
    private var continuations = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Looks at the next block; the offset in the whole stream of the sequence at fault, if there is one.
    mutating func consume(_ block: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < block.count {
            if continuations == 0, block.count - index >= 64, TextCheck.isASCII(block, index) {
                index += 64
                continue
            }
            let stop = min(index + 64, block.count)
            while index < stop {
                guard accept(block[index], at: count + index) else { return sequenceStart }
                index += 1
            }
        }
        count += block.count
        return nil
    }

    /// The offset of a sequence that the end of the stream cut off, if there is one.
    var unfinished: Int? { continuations > 0 ? sequenceStart : nil }

    // A byte b is ASCII and not NUL exactly if neither b nor b − 1 (which wraps around at 0) has its highest bit.
    @inline(__always)
    private static func isASCII(_ block: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        let bytes = block.loadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self)
        let words = unsafeBitCast(bytes | (bytes &- SIMD64(repeating: 1)), to: SIMD8<UInt64>.self)
        let half = words.lowHalf | words.highHalf
        let quarter = half.lowHalf | half.highHalf
        return (quarter.x | quarter.y) & 0x8080_8080_8080_8080 == 0
    }

    private mutating func accept(_ byte: UInt8, at offset: Int) -> Bool {
        if continuations > 0 {
            guard allowed.contains(byte) else { return false }
            continuations -= 1
            allowed = 0x80...0xBF
            return true
        }
        sequenceStart = offset
        switch byte {
        case 0x01...0x7F: return true
        case 0xC2...0xDF: continuations = 1
        case 0xE0...0xEF:
            continuations = 2
            if byte == 0xE0 { allowed = 0xA0...0xBF }
            if byte == 0xED { allowed = 0x80...0x9F }
        case 0xF0...0xF4:
            continuations = 3
            if byte == 0xF0 { allowed = 0x90...0xBF }
            if byte == 0xF4 { allowed = 0x80...0x8F }
        default: return false
        }
        return true
    }
}
