import TrialNumerics

/// How the mean of a planned trial is tested.
public enum MeanTest: String, Sendable, Hashable, CaseIterable {
    /// Student's t: noncentral t, exact for normal data.
    case t
    /// z: the standard deviation taken as known.
    case z
}

/// The power of a comparison of means: two groups, pairs, or one group against a value.
///
/// ```
/// two groups: ncp = (Δ − Δ₀)/σ · √(n p q), n − 2 degrees of freedom
/// pairs, one group: ncp = (Δ − Δ₀)/σ · √n, n − 1 degrees of freedom
/// power = P(T′(ncp) > t₁₋α)
/// ```
///
/// ```swift
/// let level = try TestLevel.twoSided(0.05)
/// let power = try MeansPower(.twoGroups(.equal), difference: 5, standardDeviation: 10, level: level)
/// try power.subjects(power: 0.9)         // 170.06: 2 × 85.03, R power.t.test
/// ```
///
/// ## Edge cases
/// Only the tail in the direction of the effect counts (R `power.t.test(strict = FALSE)`). With a margin Δ₀ below 0 it is a test of
/// non-inferiority where more is better. Beyond 10⁵ degrees of freedom t is z to 10⁻⁵.
///
/// ## Validated against
/// R `power.t.test`, rpact `getSampleSizeMeans`.
///
/// ## References
/// Julious, *Sample Sizes for Clinical Trials* (2010), chapters 3–7.
public struct MeansPower: PowerFunction, Hashable {
    /// Which means are compared.
    public enum Comparison: Sendable, Hashable {
        /// Two groups.
        case twoGroups(TwoArmRatio)
        /// Differences within pairs; σ is the standard deviation of differences.
        case pairs
        /// One group against a value.
        case oneGroup
    }

    /// What is compared.
    public let comparison: Comparison
    /// (Δ − Δ₀)/σ in the direction that the trial is to show.
    public let standardizedDifference: Double
    /// t or z.
    public let test: MeanTest
    /// The level of the test.
    public let level: TestLevel

    /// A comparison of means.
    ///
    /// - Parameter null: Δ₀, the difference under the null hypothesis.
    /// - Throws: ``StatisticsError`` for a standard deviation not above 0, and for Δ = Δ₀.
    public init(
        _ comparison: Comparison, difference: Double, null: Double = 0, standardDeviation: Double,
        test: MeanTest = .t, level: TestLevel
    ) throws(StatisticsError) {
        guard standardDeviation > 0, standardDeviation.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "standardDeviation",
                "standardDeviation is \(standardDeviation); expected a finite number above 0")
        }
        guard difference.isFinite, null.isFinite, difference != null else {
            throw StatisticsError(
                .invalidValue, argument: "difference",
                "difference is \(difference); expected a finite number other than \(null), its value under the null hypothesis"
            )
        }
        self.comparison = comparison
        standardizedDifference = abs(difference - null) / standardDeviation
        self.test = test
        self.level = level
    }

    private var information: Double {
        if case .twoGroups(let ratio) = comparison { ratio.informationPerEvent } else { 1 }
    }

    private var parameters: Double { if case .twoGroups = comparison { 2 } else { 1 } }

    /// The least n for which the test exists.
    public var fewest: Double { parameters + (test == .t ? 1 : 0) }

    /// The power with n subjects in all.
    public func power(subjects: Double) -> Double {
        let noncentrality = standardizedDifference * (subjects * information).squareRoot()
        let freedom = subjects - parameters
        guard freedom > 0 || test == .z else { return 0 }
        let normal = Normal.standard.lowerTail(at: noncentrality - level.criticalValue)
        guard test == .t, freedom < 1e5 else { return normal }
        guard let student = try? StudentT(degreesOfFreedom: freedom),
            let critical = student.upperQuantile(level.tail),
            let distribution = try? NoncentralT(degreesOfFreedom: freedom, noncentrality: noncentrality)
        else { return 0 }
        // Beside a δ of 10⁴ Z is nothing, T′ = δ/√(V/ν), and the series of the noncentral t end in 0 from some 10⁵ on.
        guard noncentrality > 1e4, let square = try? ChiSquared(degreesOfFreedom: freedom) else {
            return distribution.upperTail(at: critical)
        }
        let quotient = noncentrality / critical
        return square.lowerTail(at: freedom * quotient * quotient)
    }
}
