/// A decimal number as people write it, and the `Double` nearest to it.
///
/// ```
/// number = [+-] (digits [. digits*] | . digits) [(e|E) [+-] digits]
/// ```
///
/// If the digits w and the power of ten q of w·10^q are both exact in a `Double` (w ≤ 2⁵³, |q| ≤ 22), then so is the nearest value of
/// their product or quotient, by the rounding of IEEE 754. Other numbers go the way of `Double(String)`.
///
/// W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990, section 3.
struct DecimalNumber {
    /// The nearest `Double`; finite.
    let value: Double

    /// 10^q for q = 0 … 22, all of them exact.
    static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The largest whole number below which a `Double` tells all of them apart.
    static let largestWhole: UInt64 = 1 << 53

    /// The number that all of the bytes write.
    ///
    /// `nil` if they are no number, if it is too large for a `Double`, or if it is written as a whole number beyond 2⁵³, which is an
    /// identifier that a `Double` would take for its neighbour.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let parts = Parts(bytes) else { return nil }
        if parts.isExact, parts.significand <= DecimalNumber.largestWhole, abs(parts.exponent) <= 22 {
            let power = DecimalNumber.powersOfTen[abs(parts.exponent)]
            let magnitude = Double(parts.significand)
            let rounded = parts.exponent < 0 ? magnitude / power : magnitude * power
            value = parts.isNegative ? -rounded : rounded
            return
        }
        guard !parts.isWhole, let parsed = Double(String(decoding: bytes, as: UTF8.self)), parsed.isFinite else {
            return nil
        }
        value = parsed
    }

    private struct Parts {
        var isNegative = false
        /// The digits without leading zeros, as far as `isExact`.
        var significand: UInt64 = 0
        /// The power of ten that goes with the significand.
        var exponent = 0
        /// Whether the significand has all the digits.
        var isExact = true
        /// Whether it is written without point and exponent.
        var isWhole = true
        private var digitCount = 0

        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            var index = 0
            let sign = bytes.first
            if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index = 1 }
            isNegative = sign == UInt8(ascii: "-")
            var digits = addDigits(bytes, &index)
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
                isWhole = false
                index += 1
                let fraction = addDigits(bytes, &index)
                exponent -= fraction
                digits += fraction
            }
            guard digits > 0, readExponent(bytes, &index), index == bytes.count else { return nil }
        }

        private mutating func addDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
            let start = index
            while index < bytes.count {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { break }
                if digitCount > 0 || digit > 0 { digitCount += 1 }
                if digitCount <= 19 { significand = significand &* 10 &+ UInt64(digit) } else { isExact = false }
                index += 1
            }
            return index - start
        }

        private mutating func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
            guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return true }
            isWhole = false
            index += 1
            var isDown = false
            if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
                isDown = bytes[index] == UInt8(ascii: "-")
                index += 1
            }
            let start = index
            var power = 0
            while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
                power = min(power * 10 + Int(digit), 1_000_000)
                index += 1
            }
            exponent += isDown ? -power : power
            return index > start
        }
    }
}
