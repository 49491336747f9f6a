import TrialNumerics

/// The difference of two means in units of their pooled standard deviation: Cohen's d and Hedges's g.
///
/// ```
/// d = (x̄₁ − x̄₂)/s,   s² = Σ(nᵢ − 1)sᵢ²/ν,   ν = n₁ + n₂ − 2
/// g = J d,   J = Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)), which takes away the bias of d
/// ```
///
/// The limits are exact for normal observations: t = d/√(1/n₁ + 1/n₂) has a noncentral t distribution, whose noncentrality is sought at which a tail holds half
/// of what the level leaves. Those of g are J times those of d.
///
/// ```swift
/// let one = try SampleSummary(mean: 12, standardDeviation: 2, count: 10)
/// let other = try SampleSummary(mean: 10, standardDeviation: 2, count: 10)
/// StandardizedDifference(one, other).cohen.estimate      // 1
/// ```
///
/// ## Edge cases
/// No spread, or fewer than three subjects in all; g needs four: absent, with the reason. |t| of 10 000 or more: the estimate stands without limits, because the noncentral distribution
/// loses its digits there.
///
/// ## Validated against
/// R by a root search over `pt(ncp =)` (`Validation/R/ranks-and-effects.json`).
///
/// ## References
/// Cohen, *Statistical Power Analysis* (1988), 20. Hedges, *J Educ Stat* 6 (1981) 107–128, equation 6e. Steiger & Fouladi 1997 (limits). R
/// `effectsize::cohens_d`, `hedges_g`.
public struct StandardizedDifference: Sendable, Hashable {
    /// Cohen's d.
    public let cohen: IntervalEstimate
    /// Hedges's g.
    public let hedges: IntervalEstimate

    /// Compares the means of two samples.
    public init(_ first: SampleSummary, _ second: SampleSummary, level: ConfidenceLevel = .ninetyFivePercent) {
        let degrees = first.degreesOfFreedom + second.degreesOfFreedom
        let squares = first.degreesOfFreedom * first.variance + second.degreesOfFreedom * second.variance
        let deviation = degrees > 0 ? (squares / degrees).squareRoot() : 0
        let d = (first.mean - second.mean) / deviation
        guard deviation.isFinite else {
            cohen = .absent("the numbers are too large or too small")
            hedges = cohen
            return
        }
        guard deviation > 0, d.isFinite else {
            cohen = .absent("the observations do not vary, or there are too few")
            hedges = cohen
            return
        }
        let scale = (1 / Double(first.count) + 1 / Double(second.count)).squareRoot()
        let tail = (1 - level.coverage) / 2
        let isFar = abs(d / scale) >= Self.farthest
        let lower = isFar ? nil : Self.noncentrality(d / scale, degrees, upperTail: tail).map { $0 * scale }
        let upper = isFar ? nil : Self.noncentrality(d / scale, degrees, upperTail: 1 - tail).map { $0 * scale }
        let reason =
            isFar
            ? "the means lie \(Int(Self.farthest)) standard errors apart or more: too far for limits"
            : lower == nil || upper == nil ? "the search for a limit did not end" : nil
        cohen = IntervalEstimate(d, lower, upper, reason: reason)
        let factor = (try? NoncentralT(degreesOfFreedom: degrees, noncentrality: 1))?.mean.map { 1 / $0 }
        hedges =
            factor.map { factor in
                IntervalEstimate(factor * d, lower.map { factor * $0 }, upper.map { factor * $0 }, reason: reason)
            } ?? .absent("three subjects leave the bias without correction")
    }

    /// The t up to which the noncentral distribution is known to hold its digits.
    private static let farthest = 10_000.0

    /// The noncentrality at which the probability of a larger t is the tail.
    private static func noncentrality(_ t: Double, _ degrees: Double, upperTail tail: Double) -> Double? {
        func excess(_ noncentrality: Double) -> Double {
            let distribution = try? NoncentralT(degreesOfFreedom: degrees, noncentrality: noncentrality)
            return distribution.map { $0.upperTail(at: t) - tail } ?? .nan
        }
        var reach = 2.0
        while reach < 1e6, excess(t - reach) > 0 || excess(t + reach) < 0 { reach *= 2 }
        return try? BrentRoot(of: excess, in: (t - reach)...(t + reach)).value
    }
}
