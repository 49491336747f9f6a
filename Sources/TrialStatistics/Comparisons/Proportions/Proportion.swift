import TrialNumerics

/// A proportion of subjects with its confidence limits.
///
/// ```swift
/// let response = try Proportion(27, of: 64)
/// response.estimate                    // 0.422
/// response.clopperPearson().lower      // 0.299
/// ```
///
/// ## Validated against
/// R `binom.test` and `prop.test(correct = FALSE)` (`Validation/R/comparisons.json`).
public struct Proportion: Sendable, Hashable {
    /// x, the subjects that have it.
    public let successes: Int
    /// n, all subjects.
    public let count: Int

    /// `successes` of `count` subjects.
    ///
    /// - Throws: ``StatisticsError`` unless 0 ≤ successes ≤ count and count ≥ 1.
    public init(_ successes: Int, of count: Int) throws(StatisticsError) {
        guard count >= 1 else {
            throw StatisticsError(.empty, argument: "count", "count is \(count); expected at least 1")
        }
        guard successes >= 0, successes <= count else {
            throw StatisticsError(
                .invalidValue, argument: "successes", "successes is \(successes); expected a count in 0...\(count)")
        }
        self.init(unchecked: successes, count)
    }

    init(unchecked successes: Int, _ count: Int) {
        self.successes = successes
        self.count = count
    }

    /// p = x/n.
    public var estimate: Double { Double(successes) / Double(count) }

    /// Wilson's score limits: the p₀ at which |p − p₀| = z √(p₀(1 − p₀)/n).
    ///
    /// ```
    /// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
    /// ```
    ///
    /// Wilson, *JASA* 22 (1927) 209–212.
    public func wilson(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let (n, p, z) = (Double(count), estimate, level.normalQuantile)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let (center, scale) = (p + z * z / (2 * n), 1 + z * z / n)
        return ConfidenceLimits(
            lower: successes == 0 ? 0 : (center - half) / scale, upper: successes == count ? 1 : (center + half) / scale
        )
    }

    /// Clopper and Pearson's limits: exact, their coverage is never less than the level and mostly more.
    ///
    /// The lower limit is the p at which P(X ≥ x) is half of what the level leaves, a quantile of Beta(x, n − x + 1); the upper one of
    /// Beta(x + 1, n − x). Clopper & Pearson, *Biometrika* 26 (1934) 404–413.
    public func clopperPearson(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let (x, n, tail) = (Double(successes), Double(count), (1 - level.coverage) / 2)
        let lower = successes == 0 ? 0 : (try? Beta(alpha: x, beta: n - x + 1))?.quantile(tail)
        let upper = successes == count ? 1 : (try? Beta(alpha: x + 1, beta: n - x))?.upperQuantile(tail)
        return ConfidenceLimits(lower: lower, upper: upper)
    }

    /// Agresti and Coull's limits: Wald's after adding z²/2 successes and z²/2 failures, cut to 0...1.
    ///
    /// Agresti & Coull, *Am Stat* 52 (1998) 119–126.
    public func agrestiCoull(_ level: ConfidenceLevel = .ninetyFivePercent) -> ConfidenceLimits {
        let square = level.normalQuantile * level.normalQuantile
        let n = Double(count) + square
        let p = (Double(successes) + square / 2) / n
        let half = level.normalQuantile * (p * (1 - p) / n).squareRoot()
        return ConfidenceLimits(lower: max(0, p - half), upper: min(1, p + half))
    }
}
