/// A ratio and its limits as texts with decimals that suit each other: "0.62 (0.48–0.80)", "1.002 (0.999–1.004)".
package struct RatioText: Sendable, Hashable {
    /// The ratio, "NE" where there is none.
    package let estimate: String
    /// The lower limit.
    package let lower: String
    /// The upper limit.
    package let upper: String

    /// The texts of a ratio and its limits, of which each may be absent.
    package init(_ estimate: Double?, lower: Double?, upper: Double?) {
        let narrow = DisplayPrecision.narrowRatio(lower: lower, upper: upper)
        func text(_ value: Double?) -> String { narrow?.text(value) ?? NumberText.ratio(value) }
        self.estimate = text(estimate)
        self.lower = text(lower)
        self.upper = text(upper)
    }

    /// "0.48–0.80".
    package var interval: String { NumberText.interval(lower, upper) }

    /// "0.62 (0.48–0.80)", or "NE" where nothing can be said.
    package var text: String { estimate == NumberText.notEstimable ? estimate : "\(estimate) (\(interval))" }
}
