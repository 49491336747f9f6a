/// Numbers as papers print them. A number that is absent is "NE", not estimable.
public enum NumberText {
    /// What stands for a number that cannot be estimated.
    public static let notEstimable = "NE"

    /// A number with a fixed number of decimals, and a point whatever the locale.
    ///
    /// Halves go away from zero, as people round: exact decimals are not doubles, so 0.125 has 0.13 and 1.005 has 1.00.
    public static func fixed(_ value: Double?, decimals: Int) -> String {
        guard let value, value.isFinite else { return notEstimable }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e15 else { return String(value) }
        let digits = String(Int64(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(decimals)
        let sign = value < 0 && scaled > 0 ? "−" : ""
        return sign + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
    }

    /// A number with about three significant digits, as many decimals as that takes and no more than four.
    public static func significant(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        let size = abs(value)
        if size == value.rounded(), size < 1e15 { return fixed(value, decimals: 0) }
        return fixed(value, decimals: size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4)
    }

    /// A time in the unit of the data: whole where it is whole, else two decimals.
    public static func time(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        return value == value.rounded() ? fixed(value, decimals: 0) : fixed(value, decimals: 2)
    }

    /// A hazard ratio or one of its limits: two decimals, more digits where it is small, fewer where it is large.
    public static func ratio(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        if value >= 1e6 { return "> 999999" }
        return fixed(value, decimals: value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.095 ? 2 : value >= 0.0095 ? 3 : 4)
    }

    /// A p-value: three decimals, four below 0.001, and no less than "< 0.0001".
    public static func pValue(_ value: Double?) -> String {
        guard let value, value.isFinite else { return notEstimable }
        if value < 0.0001 { return "< 0.0001" }
        return fixed(value, decimals: value < 0.001 ? 4 : 3)
    }

    /// A share as a percentage with one decimal, without the sign.
    public static func percent(_ value: Double?) -> String { fixed(value.map { $0 * 100 }, decimals: 1) }

    /// An interval as papers print it: "18.0–24.7", "18.0–NE".
    public static func interval(_ lower: Double?, _ upper: Double?, _ text: (Double?) -> String) -> String {
        "\(text(lower))–\(text(upper))"
    }

    /// A coverage as a percentage: "95", "99.5".
    public static func coverage(_ value: Double) -> String {
        let percent = (value * 1e6).rounded() / 1e4
        return percent == percent.rounded() ? fixed(percent, decimals: 0) : String(percent)
    }
}
