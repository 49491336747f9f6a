import TrialNumerics

extension InverseGammaPrior {
    /// The belief with a mean and a variance: a = 2 + mean²/variance, b = mean (a − 1).
    ///
    /// ```swift
    /// try InverseGammaPrior(mean: 6, variance: 36, of: .median)          // IG(3, 12)
    /// ```
    ///
    /// - Throws: ``StatisticsError`` that names `mean` or `variance`, which must be above 0.
    public init(mean: Double, variance: Double, of quantity: EventTimeQuantity) throws(StatisticsError) {
        try Self.checkTime(mean, "mean")
        try Self.checkTime(variance, "variance")
        let shape = 2 + mean * mean / variance
        guard shape <= 1e9 else {
            throw StatisticsError(
                .invalidValue, argument: "variance",
                "variance is \(variance), which makes the shape \(shape); expected a shape of at most 1e+09")
        }
        self.init(unchecked: shape, mean * (shape - 1), quantity)
    }

    /// The belief that counts as much as n events: a = n + 1, b = mean · n.
    ///
    /// After d events in total time T the expected mean time is (n · mean + T)/(n + d): the prior is n events in n · mean of time.
    ///
    /// ```swift
    /// try InverseGammaPrior(mean: 6, effectiveEvents: 2, of: .median)    // IG(3, 12)
    /// ```
    ///
    /// - Throws: ``StatisticsError`` that names `mean` or `effectiveEvents`, which must be above 0.
    public init(mean: Double, effectiveEvents: Double, of quantity: EventTimeQuantity) throws(StatisticsError) {
        try Self.checkTime(mean, "mean")
        guard effectiveEvents > 0, effectiveEvents < 1e9 else {
            throw StatisticsError(
                .invalidValue, argument: "effectiveEvents",
                "effectiveEvents is \(effectiveEvents); expected a number > 0 and below 1e+09")
        }
        self.init(unchecked: effectiveEvents + 1, mean * effectiveEvents, quantity)
    }

    /// A belief that says little: a = 3 about the given mean, so that its standard deviation equals the mean and two events outweigh it.
    ///
    /// It is what Equipoise takes where a protocol prints no prior; the answer says so.
    ///
    /// - Throws: ``StatisticsError`` that names `mean`, which must be above 0.
    public static func weaklyInformative(
        mean: Double, of quantity: EventTimeQuantity
    ) throws(StatisticsError) -> InverseGammaPrior {
        try InverseGammaPrior(mean: mean, effectiveEvents: 2, of: quantity)
    }

    /// The belief with two given quantiles: P(time ≤ x₁) = p₁ and P(time ≤ x₂) = p₂.
    ///
    /// x₂/x₁ is a ratio of gamma quantiles that falls with a, so that there is one solution.
    ///
    /// ```swift
    /// let prior = try InverseGammaPrior(quantiles: [(0.1, 20), (0.9, 80)], of: .median)
    /// prior.quantile(0.9)                                                 // 80
    /// ```
    ///
    /// - Parameters:
    ///   - quantiles: two pairs of a probability and a time, increasing in both.
    ///   - quantity: what the times are.
    /// - Throws: ``StatisticsError`` that names `quantiles`, also where the shape were not in 0.05...10⁸.
    public init(
        quantiles: [(probability: Double, time: Double)], of quantity: EventTimeQuantity
    ) throws(StatisticsError) {
        try Self.check(quantiles)
        let (first, second) = (quantiles[0], quantiles[1])
        let ratio = Elementary.logarithm(second.time / first.time)
        let excess = { (logShape: Double) -> Double in
            let gamma = InverseGammaPrior(unchecked: Elementary.exponential(logShape), 1, quantity).gamma
            let (early, late) = (gamma.upperQuantile(first.probability), gamma.upperQuantile(second.probability))
            return Elementary.logarithm((early ?? 0) / (late ?? 0)) - ratio
        }
        let shapes = Elementary.logarithm(0.05)...Elementary.logarithm(1e8)
        guard let logShape = try? BrentRoot(of: excess, in: shapes, tolerance: 1e-14).value,
            let rate = InverseGammaPrior(unchecked: Elementary.exponential(logShape), 1, quantity).gamma
                .upperQuantile(first.probability)
        else {
            throw StatisticsError(
                .invalidValue, argument: "quantiles",
                "quantiles are of no inverse gamma distribution with a shape in 0.05...1e+08; expected others")
        }
        self.init(unchecked: Elementary.exponential(logShape), first.time * rate, quantity)
    }

    private static func check(_ quantiles: [(probability: Double, time: Double)]) throws(StatisticsError) {
        guard quantiles.count == 2 else {
            throw StatisticsError(
                .lengthMismatch, argument: "quantiles", "quantiles has \(quantiles.count) elements; expected 2")
        }
        for (index, pair) in quantiles.enumerated() {
            guard pair.probability > 0, pair.probability < 1 else {
                throw .invalid("quantiles", index, pair.probability, expected: "a probability between 0 and 1")
            }
            guard pair.time.isFinite, pair.time > 0 else {
                throw .invalid("quantiles", index, pair.time, expected: "a finite time > 0")
            }
        }
        let (first, second) = (quantiles[0], quantiles[1])
        guard second.probability > first.probability, second.time > first.time else {
            throw StatisticsError(
                .invalidValue, argument: "quantiles", index: 1,
                "quantiles[1] is \(second.time) at \(second.probability); expected more than \(first.time) at more than \(first.probability)"
            )
        }
    }
}
