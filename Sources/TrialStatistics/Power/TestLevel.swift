import TrialNumerics

/// The level at which a planned trial will test, and whether it is spent on one side or on both.
///
/// Sample sizes use the tail in the direction of the effect alone: α of a one-sided level, α/2 of a two-sided one. What a two-sided test
/// rejects in the wrong direction is no success, and below 10⁻⁴ from a power of 50 % on.
///
/// ```swift
/// try TestLevel.oneSided(0.025).criticalValue      // 1.9599639845
/// try TestLevel.twoSided(0.05).tail                // 0.025
/// ```
public struct TestLevel: Sendable, Hashable {
    /// α as it was given.
    public let alpha: Double
    /// Whether α is the sum of both tails.
    public let isTwoSided: Bool
    /// The probability of the tail in the direction of the effect.
    public let tail: Double
    /// z, beyond which the standard normal has `tail`.
    public let criticalValue: Double

    /// A one-sided level between 0 and 0.5.
    public static func oneSided(_ alpha: Double) throws(StatisticsError) -> TestLevel {
        try TestLevel(alpha, isTwoSided: false)
    }

    /// A two-sided level between 0 and 1.
    public static func twoSided(_ alpha: Double) throws(StatisticsError) -> TestLevel {
        try TestLevel(alpha, isTwoSided: true)
    }

    /// A level between 0 and 0.5 a side.
    public init(_ alpha: Double, isTwoSided: Bool) throws(StatisticsError) {
        let tail = isTwoSided ? alpha / 2 : alpha
        guard tail > 0, tail < 0.5, let z = Normal.standard.upperQuantile(tail) else {
            throw StatisticsError(
                .invalidValue, argument: "alpha",
                "alpha is \(alpha); expected a number between 0 and \(isTwoSided ? "1" : "0.5")")
        }
        self.alpha = alpha
        self.isTwoSided = isTwoSided
        self.tail = tail
        self.criticalValue = z
    }

    /// zβ of a power, which must lie between the level of its tail and 1.
    func quantile(ofPower power: Double) throws(StatisticsError) -> Double {
        guard power > tail, power < 1, let z = Normal.standard.quantile(power) else {
            throw StatisticsError(
                .invalidValue, argument: "power",
                "power is \(power); expected a number above \(tail), the level of the test, and below 1")
        }
        return z
    }
}
