extension ExactDecimal: LosslessStringConvertible {
    /// The number that a text writes: digits with or without a decimal point, sign or exponent, such as `0.30`, `-1`,
    /// `.5` or `1e3`.
    ///
    /// `nil` for anything else, with spaces around it too, and for a number of more than 18 digits.
    public init?(_ text: some StringProtocol) {
        let contiguous = text.utf8.withContiguousStorageIfAvailable { ExactDecimal(utf8: $0) }
        if let contiguous {
            guard let contiguous else { return nil }
            self = contiguous
        } else {
            guard let number = Array(text.utf8).withUnsafeBufferPointer({ ExactDecimal(utf8: $0) }) else { return nil }
            self = number
        }
    }

    /// The number that all of the bytes write, without allocation.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        var digits = DecimalDigits()
        guard digits.read(bytes) else { return nil }
        self.init(significand: digits.isNegative ? -digits.significand : digits.significand, exponent: digits.exponent)
    }

    /// The number with all its digits and without idle zeros, such as `0.3`; with an exponent, such as `1e25`, where it
    /// would have more than 21 digits otherwise.
    public var description: String {
        let digits = String(significand.magnitude)
        let sign = significand < 0 ? "-" : ""
        guard digits.utf8.count + abs(exponent) <= 21 else { return "\(sign)\(digits)e\(exponent)" }
        guard exponent < 0 else { return sign + digits + String(repeating: "0", count: exponent) }
        let places = -exponent
        guard digits.utf8.count > places else {
            return "\(sign)0." + String(repeating: "0", count: places - digits.utf8.count) + digits
        }
        return "\(sign)\(digits.dropLast(places)).\(digits.suffix(places))"
    }
}

/// The digits of a written number, as far as they are read.
private struct DecimalDigits {
    var isNegative = false
    /// The digits up to the last that is not zero, as a whole number.
    var significand: Int64 = 0
    /// The power of ten that goes with the significand.
    var exponent = 0
    /// How many zeros were read since the last digit that is not zero.
    private var idleZeros = 0
    private var digitCount = 0

    /// Reads all of the bytes; `false` if they are no number, or one of too many digits.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            index = 1
        }
        guard var digits = readDigits(bytes, &index) else { return false }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard let fraction = readDigits(bytes, &index) else { return false }
            exponent -= fraction
            digits += fraction
        }
        exponent += idleZeros
        return digits > 0 && readExponent(bytes, &index) && index == bytes.count
    }

    private mutating func readDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
        let start = index
        while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9 {
            guard append(Int64(digit)) else { return nil }
            index += 1
        }
        return index - start
    }

    /// A zero waits until a digit follows it, so that idle zeros take no place.
    private mutating func append(_ digit: Int64) -> Bool {
        guard digit != 0 else {
            idleZeros += significand == 0 ? 0 : 1
            return true
        }
        if significand != 0 { digitCount += idleZeros }
        digitCount += 1
        guard digitCount <= ExactDecimal.mostDigits else { return false }
        significand = significand * PowersOfTen.int64[significand == 0 ? 0 : idleZeros + 1] + digit
        idleZeros = 0
        return true
    }

    private mutating func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return true }
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
