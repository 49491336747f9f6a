/// Numbers as journals print them, the same in every locale.
enum NumberText {
    /// The number with a fixed count of decimals, halves away from zero, never as -0.
    static func fixed(_ value: Double, decimals: Int) -> String {
        let power = Logarithm.powerOfTen(decimals)
        guard value.isFinite, abs(value) * power < 1e15 else { return String(value) }
        let scaled = Int((value * power).rounded())
        let digits = String(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// A ratio with two decimals, more digits where it is small, fewer where it is large; "NE" where there is none.
    static func ratio(_ value: Double?) -> String {
        guard let value else { return "NE" }
        switch value {
        case ..<0.00005: return "< 0.0001"
        case ..<0.0095: return fixed(value, decimals: 4)
        case ..<0.095: return fixed(value, decimals: 3)
        case ..<10: return fixed(value, decimals: 2)
        case ..<100: return fixed(value, decimals: 1)
        case ..<1e6: return fixed(value, decimals: 0)
        default: return "> 999999"
        }
    }

    /// "0.62 (0.48–0.80)", or "NE" where nothing can be said.
    static func ratio(_ estimate: Double?, lower: Double?, upper: Double?) -> String {
        estimate == nil ? "NE" : "\(ratio(estimate)) (\(interval(lower: lower, upper: upper)))"
    }

    /// "0.48–0.80"; "to" instead of the dash where a limit has a sign.
    static func interval(lower: Double?, upper: Double?) -> String {
        let limits = [ratio(lower), ratio(upper)]
        let hasSign = limits.contains { $0.hasPrefix("<") || $0.hasPrefix(">") }
        return limits.joined(separator: hasSign ? " to " : "–")
    }

    /// The number without zeros at its end.
    static func shortest(_ value: Double, decimals: Int) -> String {
        let needed = (0..<decimals).first {
            abs(value * Logarithm.powerOfTen($0) - (value * Logarithm.powerOfTen($0)).rounded()) < 1e-9
        }
        return fixed(value, decimals: needed ?? decimals)
    }

    /// "p = 0.030" or "p < 0.0001".
    static func equation(p: Double) -> String {
        let text = probability(p)
        return text.hasPrefix("<") ? "p \(text)" : "p = \(text)"
    }

    /// A p-value with three decimals, four below 0.001, and "< 0.0001" beyond.
    static func probability(_ p: Double) -> String {
        p < 0.0001 ? "< 0.0001" : fixed(p, decimals: p < 0.001 ? 4 : 3)
    }

    /// A ratio on an axis: as few digits as it needs.
    static func tick(_ value: Double) -> String {
        guard value >= 1e-6, value < 1e6 else { return "10" + superscript(Int(Logarithm.decimal(value).rounded())) }
        return fixed(value, decimals: TickStep.decimals(for: value))
    }

    private static func superscript(_ exponent: Int) -> String {
        let digits: [Character: Character] = [
            "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
            "9": "⁹",
        ]
        return String(String(exponent).map { digits[$0] ?? $0 })
    }
}
