import TrialNumerics

/// The exact binomial test of one proportion: critical count, true level, true power, and the saw-tooth over n.
///
/// ```
/// reject where X ≥ c (or ≤ c),   c the nearest with P₀(X ≥ c) ≤ α,   power = P₁(X ≥ c)
/// ```
///
/// The power does not rise with every subject: where c steps up it falls. ``subjects(power:)`` therefore gives two numbers, the first n that
/// reaches the power and the n from which on it is never lost again; beyond a bound by Hoeffding's inequality nothing has to be tried.
///
/// ```swift
/// let test = try OneProportionPower(null: 0.2, alternative: 0.4, level: .oneSided(0.05))
/// try test.subjects(power: 0.8)         // first 35, safe 38
/// test.exact(subjects: 35)                // reject from 12 on
/// ```
///
/// ## Validated against
/// R `qbinom` and `pbinom` at every n up to 1,500.
///
/// ## References
/// Chernick & Liu, *Am Stat* 56 (2002) 149–155. Hoeffding, *JASA* 58 (1963) 13–30.
public struct OneProportionPower: PowerFunction, Hashable {
    /// The proportion under the null and under the alternative hypothesis.
    public let null: Double, alternative: Double
    /// The level of the test.
    public let level: TestLevel

    /// The test for a number of subjects.
    public struct Exact: Sendable, Hashable {
        /// The count from which on (or down to which) the hypothesis is rejected; nil where no count does.
        public let critical: Int?
        /// P₀ of rejection.
        public let size: Double
        /// P₁ of rejection.
        public let power: Double
    }

    /// Two different proportions, strictly between 0 and 1.
    public init(null: Double, alternative: Double, level: TestLevel) throws(StatisticsError) {
        for (name, value) in [("null", null), ("alternative", alternative)] where !(value > 0 && value < 1) {
            throw StatisticsError(
                .invalidValue, argument: name, "\(name) is \(value); expected a proportion between 0 and 1")
        }
        guard null != alternative else {
            throw StatisticsError(
                .invalidValue, argument: "alternative",
                "alternative is \(alternative), the null value; no number is enough")
        }
        self.null = null
        self.alternative = alternative
        self.level = level
    }

    private var isLarger: Bool { alternative > null }

    /// The exact test with n subjects.
    public func exact(subjects n: Int) -> Exact {
        // A smaller proportion is a larger one of those without the event.
        let (p0, p1) = isLarger ? (null, alternative) : (1 - null, 1 - alternative)
        guard let zero = try? Binomial(trials: n, probability: p0), let one = try? Binomial(trials: n, probability: p1)
        else { return Exact(critical: nil, size: 0, power: 0) }
        var (low, high) = (0, n + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if zero.upperTail(at: middle - 1) <= level.tail { high = middle } else { low = middle }
        }
        guard high <= n else { return Exact(critical: nil, size: 0, power: 0) }
        return Exact(
            critical: isLarger ? high : n - high, size: zero.upperTail(at: high - 1), power: one.upperTail(at: high - 1)
        )
    }

    /// The first n whose exact power reaches a target, and the least n from which on it always does.
    public func subjects(power target: Double) throws(StatisticsError) -> (first: Int, safe: Int) {
        _ = try level.quantile(ofPower: target)
        let distance = abs(alternative - null)
        let (a, b) = (
            (-Elementary.logarithm(level.tail) / 2).squareRoot(), (-Elementary.logarithm(1 - target) / 2).squareRoot()
        )
        // Beyond it c ≤ np₀ + a√n + 1 and P₁(X < c) ≤ exp(−2(p₁ − c/n)²n) < β.
        let root = (a + b + ((a + b) * (a + b) + 4 * distance).squareRoot()) / (2 * distance)
        guard root * root < 1e6 else {
            throw StatisticsError(
                .invalidValue, argument: "alternative",
                "alternative is \(alternative), so near the null value \(null) that more than 10⁶ subjects may be needed"
            )
        }
        var (first, safe) = (0, 1)
        for n in 1...TwoArmRatio.up(root * root + 1) {
            if exact(subjects: n).power >= target {
                if first == 0 { first = n }
            } else {
                safe = n + 1
            }
        }
        return (first, safe)
    }

    /// The least n for which the test exists.
    public var fewest: Double { 1 }

    /// The power with whole subjects, n rounded down.
    public func power(subjects: Double) -> Double { exact(subjects: Int(subjects)).power }

    /// The effect of one subject by the normal approximation, with the variance of each hypothesis.
    public var normal: NormalPower {
        NormalPower(
            StandardizedEffect(
                abs(alternative - null), null: (null * (1 - null)).squareRoot(),
                alternative: (alternative * (1 - alternative)).squareRoot()),
            level: level)
    }
}
