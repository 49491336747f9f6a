extension KaplanMeierFigure {
    /// A hazard ratio with its limits, to be written into the figure.
    public struct Effect: Sendable, Hashable {
        /// What is compared, such as "Ixazomib vs placebo"; nil where the figure says it all.
        public let comparison: String?
        /// The hazard ratio; nil if not estimable, which prints "NE".
        public let hazardRatio: Double?
        /// The lower confidence limit; nil if there is none.
        public let lower: Double?
        /// The upper confidence limit; nil if there is none.
        public let upper: Double?
        /// The coverage of the limits, such as 0.95.
        public let level: Double

        /// A hazard ratio with its limits.
        public init(
            comparison: String? = nil, hazardRatio: Double?, lower: Double?, upper: Double?, level: Double = 0.95
        ) {
            self.comparison = comparison
            self.hazardRatio = hazardRatio.flatMap(Self.sound)
            self.lower = lower.flatMap(Self.sound)
            self.upper = upper.flatMap(Self.sound)
            self.level = level
        }

        private static func sound(_ value: Double) -> Double? { value.isFinite && value >= 0 ? value : nil }

        /// "HR 0.62 (95% CI 0.48–0.80)".
        var text: String {
            let head = comparison.map { $0 + ": HR " } ?? "HR "
            guard hazardRatio != nil else { return head + NumberText.notEstimable }
            let ratio = RatioText(hazardRatio, lower: lower, upper: upper)
            return head + "\(ratio.estimate) (\(NumberText.coverage(level))% CI \(ratio.interval))"
        }
    }
}

extension KaplanMeierFigure.Options {
    /// The lines written into the figure: effects, test, notes.
    var annotation: [String] {
        let test = logRankP.flatMap {
            (0...1).contains($0) ? "Log-rank " + NumberText.equation("p", NumberText.pValue($0)) : nil
        }
        return effects.map(\.text) + (test.map { [$0] } ?? []) + notes
    }

    /// The title of the time axis with its unit.
    var timeAxisTitle: String {
        timeUnit.name.map { "\(timeTitle) (\($0))" } ?? timeTitle
    }

    /// The title of the survival axis with its unit.
    var survivalAxisTitle: String {
        survivalUnit == .percent ? "\(survivalTitle) (%)" : "\(survivalTitle) probability"
    }
}
