/// The shortest decimal that reads back as a given double, as its digits and the place of the point.
///
/// This is how results.json prints the number, so a text rounded from it is what a reader gets who rounds that by hand.
/// The rule for halves, for every number that is printed: they go away from zero, and it is the decimal that decides.
/// So 0.125 has the text "0.13", and 1.005 "1.01" although the double lies a little below 1.005.
struct DecimalDigits {
    /// The digits from the first that is not 0; empty for 0.
    let digits: [UInt8]
    /// How many of the digits stand before the point; negative where zeros follow it first.
    let point: Int

    /// The digits of a finite number, without its sign.
    init(_ value: Double) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let parts = abs(value).description.split(separator: "e", maxSplits: 1)
        for byte in (parts.first ?? "0").utf8 {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte &- UInt8(ascii: "0")) }
        }
        if parts.count > 1 { exponent = Int(parts[1].drop { $0 == "+" }) ?? 0 }
        let zeros = digits.prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(zeros))
        self.point = self.digits.isEmpty ? 0 : (point ?? digits.count) + exponent - zeros
    }

    /// The number with a fixed count of decimals after its point is moved `shift` places to the right.
    func text(decimals: Int, shift: Int = 0) -> String {
        let kept = digits.isEmpty ? 0 : point + shift + decimals
        var rounded = kept > 0 ? Array(digits.prefix(kept)) : []
        rounded += [UInt8](repeating: 0, count: max(0, kept - rounded.count))
        if kept >= 0, kept < digits.count, digits[kept] >= 5 { Self.increment(&rounded) }
        let padded = [UInt8](repeating: 0, count: max(0, decimals + 1 - rounded.count)) + rounded
        let text = String(decoding: padded.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        return decimals > 0 ? text.dropLast(decimals) + "." + text.suffix(decimals) : text
    }

    private static func increment(_ digits: inout [UInt8]) {
        for index in digits.indices.reversed() {
            guard digits[index] == 9 else {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
    }
}
