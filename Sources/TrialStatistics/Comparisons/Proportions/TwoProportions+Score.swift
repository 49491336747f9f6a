import TrialNumerics

extension TwoProportions {
    /// p₁ − p₂ with Miettinen and Nurminen's score limits: the δ at which the score test of p₁ − p₂ = δ is just significant.
    ///
    /// ```
    /// (p₁ − p₂ − δ)² = z² · N/(N − 1) · (p̃₁(1 − p̃₁)/n₁ + p̃₂(1 − p̃₂)/n₂)
    /// ```
    ///
    /// where p̃ are the likeliest proportions that differ by δ.
    public func differenceMiettinenNurminen(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        score(.riskDifference, .miettinenNurminen, level)
    }

    /// A contrast with the limits of its score test: the values at which it is just significant.
    ///
    /// Unlike Wald's these limits exist with zero cells. The risk ratio and the odds ratio have the lower limit 0 where the first group has no
    /// event, and no upper limit where nothing bounds them.
    ///
    /// Miettinen & Nurminen, *Stat Med* 4 (1985) 213–226, equations 8–13; Koopman, *Biometrics* 40 (1984) 513–517.
    public func score(
        _ contrast: ProportionContrast, _ variance: ScoreVariance = .miettinenNurminen,
        _ level: ConfidenceLevel = .ninetyFivePercent
    ) -> IntervalEstimate {
        let statistic = ScoreStatistic(two: self, contrast: contrast, variance: variance)
        return contrast == .riskDifference
            ? differenceLimits(statistic, level) : ratioLimits(statistic, level)
    }

    /// The one-sided p-values of the score test that a contrast has a value: for a smaller and for a larger one.
    ///
    /// - Returns: `nil` where all subjects are alike, so that the test has no variance.
    public func scoreTest(
        _ contrast: ProportionContrast, at value: Double, _ variance: ScoreVariance = .miettinenNurminen
    ) -> (z: Double, less: Double, greater: Double)? {
        let isEmpty = first.successes + second.successes == 0 && contrast != .riskDifference
        guard !isEmpty, let z = ScoreStatistic(two: self, contrast: contrast, variance: variance).z(at: value) else {
            return nil
        }
        return (z, Normal.standard.lowerTail(at: z), Normal.standard.upperTail(at: z))
    }

    private func differenceLimits(_ statistic: ScoreStatistic, _ level: ConfidenceLevel) -> IntervalEstimate {
        let z = level.normalQuantile
        // No variance at the ends of the scale: the distance is beyond any.
        func excess(_ delta: Double) -> Double { (statistic.z(at: delta) ?? (difference > delta ? 1e9 : -1e9)) }
        let lower = difference <= -1 ? -1 : limit(in: -1...difference) { excess($0) - z }
        let upper = difference >= 1 ? 1 : limit(in: difference...1) { excess($0) + z }
        let reason = lower == nil || upper == nil ? "the search for a limit did not end" : nil
        return IntervalEstimate(difference, lower, upper, reason: reason)
    }

    /// The limit between the estimate, where nothing is significant, and the end of the scale.
    private func limit(in range: ClosedRange<Double>, _ excess: (Double) -> Double) -> Double? {
        if range.upperBound == difference, excess(-1) <= 0 { return -1 }
        if range.lowerBound == difference, excess(1) >= 0 { return 1 }
        return try? BrentRoot(of: excess, in: range).value
    }

    private func ratioLimits(_ statistic: ScoreStatistic, _ level: ConfidenceLevel) -> IntervalEstimate {
        let isRatio = statistic.contrast == .riskRatio
        let (x1, x2) = (first.successes, second.successes)
        let isFull = x1 == first.count && x2 == second.count
        guard x1 + x2 > 0 else { return .absent("no events in either group") }
        if isFull, !isRatio { return .absent("all have the event in both groups") }
        let estimate = isRatio ? riskRatio(level).estimate : oddsRatio(level).estimate
        let isUnbounded = estimate == nil
        let z = level.normalQuantile
        let lower = estimate == 0 ? 0 : logRoot { statistic.z(at: $0).map { $0 - z } }
        let upper = isUnbounded ? nil : logRoot { statistic.z(at: $0).map { $0 + z } }
        return IntervalEstimate(
            estimate, lower, upper, reason: isUnbounded ? "a zero cell: the ratio has no upper bound" : nil)
    }

    /// The root of a falling function of a ratio, sought on its log scale.
    private func logRoot(_ excess: (Double) -> Double?) -> Double? {
        var reach = 1.0
        func value(_ log: Double) -> Double {
            excess(Elementary.exponential(log)) ?? (log > 0 ? -1e9 : 1e9)
        }
        while reach < 500, value(-reach) < 0 || value(reach) > 0 { reach *= 2 }
        return (try? BrentRoot(of: value, in: -reach...reach).value).map(Elementary.exponential)
    }

    /// The likeliest p₂ with p₁ = p₂ + δ: the root of the score, which falls, between the ends of what p₂ can be.
    func constrainedSecond(_ delta: Double) -> Double {
        let (x1, y1) = (Double(first.successes), Double(first.count - first.successes))
        let (x2, y2) = (Double(second.successes), Double(second.count - second.successes))
        let (low, high) = (max(0, -delta), min(1, 1 - delta))
        guard low < high else { return low }
        // The score times p₁(1 − p₁)p₂(1 − p₂), whose sign is the score's.
        func score(_ p: Double) -> Double {
            let q = p + delta
            return (x1 * (1 - q) - y1 * q) * p * (1 - p) + (x2 * (1 - p) - y2 * p) * q * (1 - q)
        }
        // Bisection needs no sign at the ends, where the product vanishes though the score does not.
        var (bottom, top) = (low, high)
        for _ in 0..<200 {
            let middle = bottom + (top - bottom) / 2
            if middle <= bottom || middle >= top { break }
            if score(middle) > 0 { bottom = middle } else { top = middle }
        }
        return bottom + (top - bottom) / 2
    }
}
