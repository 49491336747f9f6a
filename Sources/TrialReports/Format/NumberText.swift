/// Numbers as papers print them. A number that is absent is "NE", not estimable.
public enum NumberText {
    /// What stands for a number that cannot be estimated.
    public static let notEstimable = "NE"

    /// A number with a fixed number of decimals, and a point whatever the locale.
    ///
    /// Rounds the shortest decimal that is the same double, as a reader of the full number would; halves go away from
    /// zero: 0.125 has 0.13 and 1.005 has 1.01.
    public static func fixed(_ value: Double?, decimals: Int) -> String {
        fixed(value, decimals: decimals, shift: 0)
    }

    private static func fixed(_ value: Double?, decimals: Int, shift: Int) -> String {
        guard let value, value.isFinite else { return notEstimable }
        guard abs(value) < 1e15 else { return String(value) }
        let text = DecimalDigits(value).text(decimals: decimals, shift: shift)
        return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "−" + text : text
    }

    /// A number with about three significant digits, as many decimals as that takes and no more than four.
    public static func significant(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        let size = abs(value)
        if size == value.rounded(), size < 1e15 { return fixed(value, decimals: 0) }
        return fixed(value, decimals: size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4)
    }

    /// A number that somebody gave, with all its digits: "12", "0.5".
    public static func exact(_ value: Double) -> String {
        guard value.isFinite else { return notEstimable }
        return value == value.rounded() && abs(value) < 1e15 ? fixed(value, decimals: 0) : String(value)
    }

    /// A time in the unit of the data: whole where it is whole, else two decimals.
    public static func time(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        return value == value.rounded() ? fixed(value, decimals: 0) : fixed(value, decimals: 2)
    }

    /// A hazard ratio or one of its limits: two decimals, more digits where it is small, fewer where it is large.
    public static func ratio(_ value: Double?) -> String {
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
    public static func pValue(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        if value < 0.0001 { return "< 0.0001" }
        if value >= 0.9995 { return "> 0.999" }
        return fixed(value, decimals: value < 0.00095 ? 4 : 3)
    }

    /// A symbol and the text of its value: "p = 0.012", "p < 0.0001".
    public static func equation(_ symbol: String, _ text: String) -> String {
        text.hasPrefix("<") || text.hasPrefix(">") ? "\(symbol) \(text)" : "\(symbol) = \(text)"
    }

    /// A share as a percentage with one decimal, without the sign.
    public static func percent(_ value: Double?) -> String { fixed(value, decimals: 1, shift: 2) }

    /// An interval as papers print it: "18.0–24.7", "18.0–NE".
    public static func interval(_ lower: Double?, _ upper: Double?, _ text: (Double?) -> String) -> String {
        interval(text(lower), text(upper))
    }

    /// Two texts as an interval: "18.0–24.7", "53.4–69.9%"; with "to" where one of them has a sign.
    public static func interval(_ lower: String, _ upper: String) -> String {
        let isSigned = [lower, upper].contains { text in "<>−".contains(text.prefix(1)) && !text.isEmpty }
        let start = lower.hasSuffix("%") && upper.hasSuffix("%") ? String(lower.dropLast()) : lower
        return start + (isSigned ? " to " : "–") + upper
    }

    /// A coverage as a percentage: "95", "99.5".
    public static func coverage(_ value: Double) -> String {
        let percent = (value * 1e6).rounded() / 1e4
        return percent == percent.rounded() ? fixed(percent, decimals: 0) : String(percent)
    }
}
