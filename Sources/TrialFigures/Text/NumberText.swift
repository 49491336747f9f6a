/// Numbers as papers print them: the same in terminal, page, figure and results, and in every locale.
///
/// A number that is absent is "NE", not estimable.
package enum NumberText {
    /// What stands for a number that cannot be estimated.
    package static let notEstimable = "NE"

    /// A number with a fixed number of decimals, rounded as ``DecimalDigits`` says, and never as −0.
    package static func fixed(_ value: Double?, decimals: Int) -> String {
        fixed(value, decimals: decimals, shift: 0)
    }

    private static func fixed(_ value: Double?, decimals: Int, shift: Int) -> String {
        guard let value, value.isFinite else { return notEstimable }
        guard abs(value) < 1e15 else { return String(value) }
        let text = DecimalDigits(value).text(decimals: decimals, shift: shift)
        return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "−" + text : text
    }

    /// A number that somebody gave, with all its digits: "12", "0.5".
    package static func exact(_ value: Double) -> String {
        guard value.isFinite else { return notEstimable }
        let digits = DecimalDigits(value)
        let decimals = max(0, digits.digits.reversed().drop { $0 == 0 }.count - digits.point)
        return decimals > 20 ? String(value) : fixed(value, decimals: decimals)
    }

    /// A measured number: all its digits before the point, and after it as many as make five, leading zeros not counted: "36", "58.765".
    package static func measured(_ value: Double) -> String {
        guard value.isFinite else { return notEstimable }
        let exact = exact(value)
        let rounded = fixed(value, decimals: max(0, 5 - DecimalDigits(value).point))
        return rounded.count < exact.count ? rounded : exact
    }

    /// A hazard ratio or one of its limits: two decimals, more digits where it is small, fewer where it is large.
    ///
    /// With its limits beside it, ``RatioText`` gives more decimals where the interval is narrow.
    package static func ratio(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
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

    /// A p-value: three decimals, four below 0.001, and no less than "< 0.0001" nor more than "> 0.999".
    package static func pValue(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        if value < 0.0001 { return "< 0.0001" }
        if value >= 0.9995 { return "> 0.999" }
        return fixed(value, decimals: value < 0.00095 ? 4 : 3)
    }

    /// A symbol and the text of its value: "p = 0.012", "p < 0.0001".
    package static func equation(_ symbol: String, _ text: String) -> String {
        text.hasPrefix("<") || text.hasPrefix(">") ? "\(symbol) \(text)" : "\(symbol) = \(text)"
    }

    /// A share as a percentage with one decimal, without the sign.
    package static func percent(_ value: Double?) -> String { fixed(value, decimals: 1, shift: 2) }

    /// Two texts as an interval: "18.0–24.7", "18.0–NE", "53.4–69.9%"; with "to" where one of them has a sign.
    package static func interval(_ lower: String, _ upper: String) -> String {
        let isSigned = [lower, upper].contains { text in "<>−".contains(text.prefix(1)) && !text.isEmpty }
        let start = lower.hasSuffix("%") && upper.hasSuffix("%") ? String(lower.dropLast()) : lower
        return start + (isSigned ? " to " : "–") + upper
    }

    /// A coverage as a percentage without the sign: "95", "99.5".
    package static func coverage(_ value: Double) -> String { exact((value * 1e6).rounded() / 1e4) }

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
