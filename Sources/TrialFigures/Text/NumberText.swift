import Foundation

/// Numbers as journals print them, the same in every locale.
enum NumberText {
    /// The number with a fixed count of decimals, rounded half away from zero, never as -0.
    static func fixed(_ value: Double, decimals: Int) -> String {
        let power = pow(10, Double(decimals))
        guard value.isFinite, abs(value) * power < 1e15 else { return String(value) }
        let scaled = Int((value * power).rounded())
        let digits = String(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// A ratio with two decimals, three below 0.1 and none from 100 on; "NE" where it cannot be estimated.
    static func ratio(_ value: Double?) -> String {
        guard let value else { return "NE" }
        switch value {
        case ..<0.0005: return "<0.001"
        case ..<0.0995: return fixed(value, decimals: 3)
        case ..<99.995: return fixed(value, decimals: 2)
        case ..<9999.5: return fixed(value, decimals: 0)
        default: return ">9999"
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
            abs(value * pow(10, Double($0)) - (value * pow(10, Double($0))).rounded()) < 1e-9
        }
        return fixed(value, decimals: needed ?? decimals)
    }

    /// "p = 0.03" or "p < 0.001".
    static func equation(p: Double) -> String {
        let text = probability(p)
        return text.hasPrefix("<") || text.hasPrefix(">") ? "p \(text.prefix(1)) \(text.dropFirst())" : "p = \(text)"
    }

    /// A p-value with two decimals, three below 0.1, and "<0.001" beyond.
    static func probability(_ p: Double) -> String {
        switch p {
        case ..<0.001: "<0.001"
        case ..<0.0995: fixed(p, decimals: 3)
        case ..<0.995: fixed(p, decimals: 2)
        default: ">0.99"
        }
    }

    /// A ratio on an axis: as few digits as it needs.
    static func tick(_ value: Double) -> String {
        guard value >= 1e-6, value < 1e6 else { return "10" + superscript(Int(log10(value).rounded())) }
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
