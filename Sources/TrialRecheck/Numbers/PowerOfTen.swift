/// A number that is printed with a power of ten: 5e-4, 1.2 × 10−6, 1.2 x 10^-6, 1.2×10⁻⁶.
///
/// Positive powers are left to units, such as × 10⁹/L; but 1e3 is none of them and has no decimal.
struct PowerOfTen {
    /// The number; `nil` where it has too many digits, or its power is not negative.
    let decimal: PrintedDecimal?

    /// The number of a text; `nil` where it has no power of ten, or a positive one before a unit.
    init?(_ text: Substring) {
        guard text.contains(where: { "eE×xX*·".contains($0) }), let first = text.first, first.isNumber else {
            return nil
        }
        let plain = String(text.filter { !$0.isWhitespace }.map { Self.plain[$0] ?? $0 })
        if let match = plain.wholeMatch(of: /([0-9.·]+)[eE]([-+]?)([0-9]+)/) {
            decimal =
                match.2 == "-"
                ? PrintedDecimal(match.1).flatMap { mantissa in
                    Int(match.3).flatMap { mantissa.divided(byPowerOfTen: $0) }
                } : nil
        } else if let match = plain.wholeMatch(of: /([0-9.·]+)[×xX*·]10\^?-([0-9]+)/) {
            decimal = PrintedDecimal(match.1).flatMap { mantissa in
                Int(match.2).flatMap { mantissa.divided(byPowerOfTen: $0) }
            }
        } else {
            return nil
        }
    }

    /// Minus signs, dashes and raised digits as plain ones.
    private static let plain: [Character: Character] = [
        "−": "-", "–": "-", "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
        "⁸": "8", "⁹": "9",
    ]
}
