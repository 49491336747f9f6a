import TrialValues

/// Numbers drawn from a seed, short and long ones, near each other and far apart.
struct Generated {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number as text: of 1 to 18 digits with the point anywhere; one in eight with an exponent.
    mutating func decimal() -> String {
        let length = below(3) == 0 ? 1 + below(18) : 1 + below(4)
        var digits = ""
        for _ in 0..<length { digits += String(below(3) == 0 ? 0 : below(10)) }
        let point = below(length + 1)
        let sign = below(4) == 0 ? "-" : ""
        let whole = digits.prefix(point)
        let number = point == length ? digits : "\(whole.isEmpty ? "0" : whole).\(digits.dropFirst(point))"
        return sign + number + (below(8) == 0 ? "e\(below(60) - 30)" : "")
    }
}

/// A whole number of any length in digits to the base 10⁹, and the few operations that check the exact comparisons.
struct LongNumber: Equatable {
    /// The digits, the least first, without zeros at the end.
    var digits: [UInt64]
    var isNegative = false
    /// The power of ten that goes with it; it may be negative.
    var exponent = 0

    static let one = LongNumber(1)

    init(_ value: UInt64) {
        digits = []
        var rest = value
        while rest > 0 {
            digits.append(rest % 1_000_000_000)
            rest /= 1_000_000_000
        }
    }

    init(_ number: ExactDecimal) {
        self.init(number.significand.magnitude)
        isNegative = number.significand < 0
        exponent = number.exponent
    }

    static func * (a: LongNumber, b: LongNumber) -> LongNumber {
        var product = LongNumber(0)
        product.digits = Array(repeating: 0, count: a.digits.count + b.digits.count)
        for (i, x) in a.digits.enumerated() {
            var carry: UInt64 = 0
            for j in 0..<(product.digits.count - i) {
                let y = j < b.digits.count ? b.digits[j] : 0
                let sum = product.digits[i + j] + x * y + carry
                product.digits[i + j] = sum % 1_000_000_000
                carry = sum / 1_000_000_000
            }
        }
        while product.digits.last == 0 { product.digits.removeLast() }
        product.isNegative = a.isNegative != b.isNegative && !product.digits.isEmpty
        product.exponent = a.exponent + b.exponent
        return product
    }

    /// Where a·p lies beside b·q.
    static func compare(_ a: LongNumber, _ p: LongNumber, _ b: LongNumber, _ q: LongNumber) -> Comparison {
        var (left, right) = (a * p, b * q)
        while left.exponent > right.exponent { left = left.shifted() }
        while right.exponent > left.exponent { right = right.shifted() }
        if left.isNegative != right.isNegative { return left.isNegative ? .below : .above }
        let magnitudes = compareMagnitudes(left.digits, right.digits)
        return left.isNegative ? magnitudes.reversed : magnitudes
    }

    private func shifted() -> LongNumber {
        var result = self * LongNumber(10)
        result.exponent -= 1
        return result
    }

    private static func compareMagnitudes(_ a: [UInt64], _ b: [UInt64]) -> Comparison {
        if a.count != b.count { return Comparison(a.count, b.count) }
        for (x, y) in zip(a.reversed(), b.reversed()) where x != y { return Comparison(x, y) }
        return .same
    }
}
