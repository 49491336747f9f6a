import TrialNumerics

extension BetaPrior {
    /// A prior by its mean and the number of subjects that it is worth: Beta(mn, (1 − m)n).
    ///
    /// ```swift
    /// try BetaPrior(mean: 0.3, effectiveSize: 1)          // Beta(0.3, 0.7)
    /// ```
    public init(mean: Double, effectiveSize: Double) throws(StatisticsError) {
        try Self.check(mean, "mean")
        guard effectiveSize.isFinite, effectiveSize > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "effectiveSize",
                "effectiveSize is \(effectiveSize); expected a finite number > 0")
        }
        try self.init(alpha: mean * effectiveSize, beta: (1 - mean) * effectiveSize)
    }

    /// The prior with two given quantiles: P(rate ≤ x₁) = p₁ and P(rate ≤ x₂) = p₂.
    ///
    /// To every effective size belongs one mean that gives the first quantile; the second grows away from it as the size
    /// falls, so both have one solution.
    ///
    /// ```swift
    /// let prior = try BetaPrior(quantiles: [(0.5, 0.3), (0.95, 0.5)])
    /// prior.quantile(0.95)                                 // 0.5
    /// ```
    ///
    /// - Parameter quantiles: two pairs of a probability and a rate, increasing in both.
    /// - Throws: ``StatisticsError`` that names `quantiles`, also where the effective size were not in 0.01...10⁸.
    public init(quantiles: [(probability: Double, rate: Double)]) throws(StatisticsError) {
        guard quantiles.count == 2 else {
            throw StatisticsError(
                .lengthMismatch, argument: "quantiles", "quantiles has \(quantiles.count) elements; expected 2")
        }
        for (index, pair) in quantiles.enumerated() {
            for value in [pair.probability, pair.rate] where !(value > 0 && value < 1) {
                throw .invalid("quantiles", index, value, expected: "a number between 0 and 1")
            }
        }
        let (first, second) = (quantiles[0], quantiles[1])
        guard second.probability > first.probability, second.rate > first.rate else {
            throw StatisticsError(
                .invalidValue, argument: "quantiles", index: 1,
                "quantiles[1] is \(second.rate) at \(second.probability); expected more than \(first.rate) at more than \(first.probability)"
            )
        }
        let excess = { (logSize: Double) -> Double in
            let prior = Self.prior(size: Elementary.exponential(logSize), quantile: first.rate, at: first.probability)
            return prior.probabilityBelow(second.rate) - second.probability
        }
        guard let logSize = try? BrentRoot(of: excess, in: Self.logSizes, tolerance: 1e-13).value else {
            throw StatisticsError(
                .invalidValue, argument: "quantiles",
                "quantiles are of no beta distribution with an effective size in 0.01...1e+08; expected others")
        }
        self = Self.prior(size: Elementary.exponential(logSize), quantile: first.rate, at: first.probability)
    }

    /// The prior with a given mean whose central interval has a given width.
    ///
    /// Thall and Simon call the width of the 90 % interval W₉₀. Where two priors have it, as may be when the mean lies in a
    /// tail, it is the one worth more subjects.
    ///
    /// ```swift
    /// try BetaPrior(mean: 0.3, intervalWidth: 0.2, coverage: 0.9).effectiveSize      // 55.2…
    /// ```
    ///
    /// - Throws: ``StatisticsError`` that names `mean`, `intervalWidth` or `coverage`; where the width is more than that of any
    ///   prior with this mean too.
    public init(mean: Double, intervalWidth: Double, coverage: Double = 0.9) throws(StatisticsError) {
        try Self.check(mean, "mean")
        try Self.check(intervalWidth, "intervalWidth")
        try Self.check(coverage, "coverage")
        let tail = (1 - coverage) / 2
        let excess = { (logSize: Double) -> Double in
            let prior = Self.prior(mean: mean, size: Elementary.exponential(logSize))
            return (prior.distribution.upperQuantile(tail) ?? 1) - (prior.distribution.quantile(tail) ?? 0)
                - intervalWidth
        }
        let steps = stride(from: Self.logSizes.upperBound, through: Self.logSizes.lowerBound, by: -0.25)
        guard let narrow = steps.first(where: { excess($0) > 0 }),
            let logSize = try? BrentRoot(
                of: excess, in: narrow...min(narrow + 0.25, Self.logSizes.upperBound), tolerance: 1e-13
            ).value
        else {
            throw StatisticsError(
                .invalidValue, argument: "intervalWidth",
                "intervalWidth is \(intervalWidth); expected the width of some beta distribution with mean \(mean)")
        }
        self = Self.prior(mean: mean, size: Elementary.exponential(logSize))
    }

    /// log 0.01...log 10⁸.
    private static let logSizes = -4.605170185988091...18.420680743952367

    private static func check(_ value: Double, _ name: String) throws(StatisticsError) {
        guard value > 0, value < 1 else {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a number between 0 and 1")
        }
    }

    private static func prior(mean: Double, size: Double) -> BetaPrior {
        BetaPrior(
            unchecked: max(mean * size, range.lowerBound), max((1 - mean) * size, range.lowerBound))
    }

    /// The prior of a size with P(rate ≤ x) = p, by its mean on the scale of log odds.
    private static func prior(size: Double, quantile x: Double, at p: Double) -> BetaPrior {
        let excess = { (logOdds: Double) -> Double in
            prior(mean: 1 / (1 + Elementary.exponential(-logOdds)), size: size).probabilityBelow(x) - p
        }
        let logOdds = (try? BrentRoot(of: excess, in: -25...25, tolerance: 1e-14).value) ?? 0
        return prior(mean: 1 / (1 + Elementary.exponential(-logOdds)), size: size)
    }
}
