import TrialNumerics

/// The power of McNemar's test of paired answers, normal and exact.
///
/// ```
/// ψ = p₁₀ + p₀₁, δ = p₁₀ − p₀₁:   n = (zα √ψ + zβ √(ψ − δ²))²/δ²
/// exact: Σₖ C(n, k) ψᵏ(1 − ψ)ⁿ⁻ᵏ P(binomial test of k discordant pairs rejects)
/// ```
///
/// ```swift
/// try McNemarPower(first: 0.25, second: 0.1, level: .twoSided(0.05)).subjects(power: 0.9)     // 161.7
/// ```
///
/// ## References
/// Miettinen, *Biometrics* 24 (1968) 339–352. Connor, *Biometrics* 43 (1987) 207–211. Lachin, *Stat Med* 11 (1992) 1239–1251.
public struct McNemarPower: PowerFunction, Hashable {
    /// p₁₀ and p₀₁: the parts of the pairs with the one answer alone and with the other alone.
    public let first: Double, second: Double
    /// The level of the test.
    public let level: TestLevel

    /// Two different parts whose sum is at most 1.
    public init(first: Double, second: Double, level: TestLevel) throws(StatisticsError) {
        guard first >= 0, second >= 0, first + second <= 1, first != second else {
            throw StatisticsError(
                .invalidValue, argument: "discordant",
                "discordant is \(first), \(second); expected two different parts of at least 0 with a sum of at most 1")
        }
        self.first = first
        self.second = second
        self.level = level
    }

    /// The least n for which the test exists.
    public var fewest: Double { 1 }

    /// The power with n subjects in all.
    public func power(subjects: Double) -> Double {
        let (sum, difference) = (first + second, abs(first - second))
        let deviation = (sum - difference * difference).squareRoot()
        guard deviation > 0 else { return subjects > 0 ? 1 : 0 }
        return StandardizedEffect(difference, null: sum.squareRoot(), alternative: deviation)
            .power(subjects: subjects, level)
    }

    /// The power of the exact conditional test with n pairs, in the tail of the effect.
    public func exactPower(pairs n: Int) -> Double {
        let sum = first + second
        guard let discordant = try? Binomial(trials: n, probability: sum) else { return 0 }
        let share = max(first, second) / sum
        return (1...max(1, n)).reduce(0) { total, k in
            guard let fair = try? Binomial(trials: k, probability: 0.5),
                let real = try? Binomial(trials: k, probability: share)
            else { return total }
            var (low, high) = (0, k + 1)
            while high - low > 1 {
                let middle = (low + high) / 2
                if fair.upperTail(at: middle - 1) <= level.tail { high = middle } else { low = middle }
            }
            return high > k ? total : total + discordant.probability(of: k) * real.upperTail(at: high - 1)
        }
    }
}
