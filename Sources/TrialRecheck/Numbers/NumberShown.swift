/// Numbers in the sentences of findings.
enum NumberShown {
    /// A number with about five digits, without zeros at its end.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return value > 0 ? "∞" : "−∞" }
        let size = abs(value)
        guard size < 1e9 else { return String(value) }
        var decimals = 3
        if size >= 1000 { decimals = 1 } else if size >= 100 { decimals = 2 }
        if size < 0.1, size > 0 { decimals = size < 0.0001 ? 7 : 5 }
        let scale = PrintedDecimal.power(decimals)
        let units = Int((size * Double(scale)).rounded())
        var fraction = String(units % scale)
        fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let whole = String(units / scale)
        return (value < 0 && units > 0 ? "−" : "") + (fraction.isEmpty ? whole : whole + "." + fraction)
    }

    /// An interval as "0.809 to 0.811", or as one number where both ends show the same.
    static func text(_ interval: Interval) -> String {
        let (low, high) = (text(interval.lower), text(interval.upper))
        return low == high ? low : "\(low) to \(high)"
    }

    /// P-values as "P = 0.032" or "P < 0.0001", never as 0.
    static func equation(_ p: Interval) -> String {
        if p.upper < 0.0001 { return "P < 0.0001" }
        return p.lower < 0.0001 ? "P ≤ \(text(p.upper))" : "P = \(text(p))"
    }
}

extension PrintedValue {
    /// A p-value as printed: "P = 0.032" or "P <0.001".
    var asEquation: String { text.first.map { "<>≤≥=".contains($0) } == true ? "P \(text)" : "P = \(text)" }
}

extension Interval {
    /// The interval as a table prints it: "1.067", "0.802–0.819", "≤ 8.14".
    public var shown: String {
        let (low, high) = (NumberShown.text(lower), NumberShown.text(upper))
        if low == high { return low }
        if lower == -.infinity { return "≤ \(high)" }
        if upper == .infinity { return "≥ \(low)" }
        return low.hasPrefix("−") || high.hasPrefix("−") ? "\(low) to \(high)" : "\(low)–\(high)"
    }
}
