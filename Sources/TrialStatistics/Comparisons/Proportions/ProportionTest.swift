import TrialNumerics

/// Tests that a proportion is a given one, p₀: exact by the binomial distribution, and by the score.
///
/// ```
/// exact: Σ P(k; n, p₀) over the k no likelier than x     score: z = (p − p₀) / √(p₀(1 − p₀)/n)
/// ```
///
/// ```swift
/// let test = try ProportionTest(try Proportion(27, of: 64), null: 0.3)
/// test.exactPValue          // 0.0412
/// ```
///
/// ## Edge cases
/// p₀ of 0 or 1: every count but one is impossible, so that the exact p-values are 0 or 1, and there is no score. Counts whose probabilities agree to
/// one part in 10⁷ are equally likely, as in R; SAS doubles the smaller tail instead (``doubledPValue``).
///
/// ## Validated against
/// R `binom.test`, `prop.test(correct = FALSE)` (`Validation/R/ranks-and-effects.json`).
///
/// ## References
/// Clopper & Pearson, *Biometrika* 26 (1934) 404–413. R `binom.test`, SAS `PROC FREQ BINOMIAL(P=)`.
public struct ProportionTest: Sendable, Hashable {
    /// p₀.
    public let null: Double
    /// The probability under p₀ of the counts no likelier than the one seen.
    public let exactPValue: Double
    /// P(X ≤ x) under p₀: evidence for a smaller proportion.
    public let less: Double
    /// P(X ≥ x) under p₀: evidence for a larger proportion.
    public let greater: Double
    /// Twice the smaller tail, at most 1, as in SAS.
    public let doubledPValue: Double
    /// Twice the smaller tail in which the count seen is taken for half, at most 1.
    public let midPValue: Double
    /// z of the score test; absent where p₀ is 0 or 1.
    public let z: Double?
    /// The two-sided p-value of the score test.
    public let scorePValue: Double?

    /// Tests a proportion against p₀.
    ///
    /// - Throws: ``StatisticsError`` for p₀ outside 0...1.
    public init(_ proportion: Proportion, null: Double) throws(StatisticsError) {
        guard null >= 0, null <= 1, let distribution = try? Binomial(trials: proportion.count, probability: null) else {
            throw StatisticsError(
                .invalidValue, argument: "null", "null is \(null); expected a number in 0...1")
        }
        self.null = null
        let x = proportion.successes
        let seen = distribution.probability(of: x)
        less = distribution.lowerTail(at: x)
        greater = min(1, distribution.upperTail(at: x - 1))
        exactPValue = Self.noLikelier(distribution, x, seen)
        let smaller = min(less, greater)
        doubledPValue = min(1, 2 * smaller)
        midPValue = min(1, max(0, 2 * smaller - seen))
        let variance = null * (1 - null) / Double(proportion.count)
        z = variance > 0 ? (proportion.estimate - null) / variance.squareRoot() : nil
        scorePValue = z.map { min(1, 2 * Normal.standard.upperTail(at: abs($0))) }
    }

    /// Σ P(k) over the k no likelier than x: the tail of x and what of the other tail is as unlikely.
    private static func noLikelier(_ distribution: Binomial, _ x: Int, _ seen: Double) -> Double {
        let bound = seen * (1 + 1e-7)
        let isLow = Double(x) < distribution.mean
        if isLow {
            // Beyond the mode the probabilities fall: the first count there that is no likelier starts the other tail.
            var (low, high) = (max(x + 1, Int(distribution.mean.rounded(.down))), distribution.trials + 1)
            while low < high {
                let middle = (low + high) / 2
                if distribution.probability(of: middle) <= bound { high = middle } else { low = middle + 1 }
            }
            return min(1, distribution.lowerTail(at: x) + distribution.upperTail(at: low - 1))
        }
        var (low, high) = (-1, min(x - 1, Int(distribution.mean.rounded(.up))))
        while low < high {
            let middle = (low + high + 1) / 2
            if distribution.probability(of: middle) <= bound { low = middle } else { high = middle - 1 }
        }
        return min(1, distribution.upperTail(at: x - 1) + distribution.lowerTail(at: low))
    }
}
