import TrialNumerics

/// What one subject (or one event) contributes to a normal test: the mean of the statistic and its standard deviations.
///
/// ```
/// Z ~ N(√n δ/σ₀, σ₁²/σ₀²):   power(n) = Φ((√n δ − zα σ₀)/σ₁),   n = ((zα σ₀ + zβ σ₁)/δ)²
/// ```
///
/// Every normal formula for a sample size has this form; what differs is δ, σ₀ under the null and σ₁ under the alternative hypothesis.
/// For a margin on either side (equivalence) the second distance is added, and the power is that of both one-sided tests together:
///
/// ```
/// power(n) = max(0, Φ((√n δ − zα σ₀)/σ₁) + Φ((√n δ′ − zα σ₀)/σ₁) − 1)
/// ```
///
/// ```swift
/// let level = try TestLevel.oneSided(0.025)
/// try StandardizedEffect(0.5).subjects(power: 0.9, level)      // 42.03 = (1.960 + 1.282)²/0.25
/// ```
public struct StandardizedEffect: Sendable, Hashable {
    /// δ, the distance from the null hypothesis, above 0.
    public let distance: Double
    /// δ′, the distance from the other margin of an equivalence trial.
    public let otherDistance: Double?
    /// σ₀ and σ₁.
    public let nullDeviation: Double, alternativeDeviation: Double

    /// A distance with the deviations of one subject.
    public init(
        _ distance: Double, null: Double = 1, alternative: Double = 1, otherDistance: Double? = nil
    ) {
        self.distance = distance
        self.otherDistance = otherDistance
        nullDeviation = null
        alternativeDeviation = alternative
    }

    /// The power with n subjects.
    public func power(subjects: Double, _ level: TestLevel) -> Double {
        let root = max(0, subjects).squareRoot()
        func one(_ distance: Double) -> Double {
            Normal.standard.lowerTail(
                at: (root * distance - level.criticalValue * nullDeviation) / alternativeDeviation)
        }
        guard let otherDistance else { return one(distance) }
        return max(0, one(distance) + one(otherDistance) - 1)
    }

    /// The n with a power, not rounded.
    ///
    /// - Throws: ``StatisticsError`` for a power that is not above the level, or an effect that lies on the wrong side of the null hypothesis.
    public func subjects(power: Double, _ level: TestLevel) throws(StatisticsError) -> Double {
        let z = try level.quantile(ofPower: power)
        let nearest = min(distance, otherDistance ?? distance)
        guard nearest > 0, nearest.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "effect",
                "the effect is not on the side of the null hypothesis that the trial is to show; no number of subjects is enough"
            )
        }
        let single = squared((level.criticalValue * nullDeviation + z * alternativeDeviation) / nearest)
        guard otherDistance != nil else { return single }
        return root(from: single) { self.power(subjects: $0, level) - power }
    }

    private func squared(_ x: Double) -> Double { x * x }

    /// The root of a rising function from a point where it is not positive.
    private func root(from low: Double, _ excess: (Double) -> Double) -> Double {
        var high = low * 2
        while excess(high) < 0, high < 1e300 { high *= 2 }
        return (try? BrentRoot(of: excess, in: low...high).value) ?? high
    }
}
