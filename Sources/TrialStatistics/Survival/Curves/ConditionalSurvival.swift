/// The probability of no event by a time, for those who have come so far without one.
///
/// Estimates S(t | s) = P(T > t | T > s), from the factors of the curve after s:
///
/// ```
/// S(t | s) = S(t)/S(s),    σ²(t | s) = σ²(t) − σ²(s)
/// ```
///
/// σ² being the Greenwood sum, the variance of the logarithm. It is the Kaplan-Meier curve of those still under observation
/// after s, counted from s on, and has its limits.
///
/// ```swift
/// let curve = try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, true, false])
/// curve.conditionalSurvival(at: 3, given: 2)?.survival  // 0.5 = (1/4)/(1/2)
/// ```
///
/// ## Edge cases
/// t before s, S(s) = 0, s past the end of follow-up: absent. t past the end is as `rule` says. t = s: 1.
///
/// ## Validated against
/// R survival 3.5-3, `survfit` of those still followed after s with entry at s (`Validation/R/landmarks.json`).
///
/// ## References
/// Zabor et al., *Clin Cancer Res* 19 (2013) 5104–5110 (with R condsurv); Kalbfleisch & Prentice 2002, §1.4.
public struct ConditionalSurvival: Sendable, Hashable {
    /// s, how far they have come.
    public let given: Double
    /// t.
    public let time: Double
    /// S(t | s).
    public let survival: Double
    /// The standard error of S(t | s); absent where it is 0.
    public let standardError: Double?
    /// The confidence limits.
    public let limits: ConfidenceLimits
    /// The observations that are at risk just after s.
    public let atRisk: Int
}

extension KaplanMeier {
    /// S(t | s) with its standard error and limits.
    public func conditionalSurvival(
        at time: Double, given: Double, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent, rule: LandmarkRule = .strict
    ) -> ConditionalSurvival? {
        guard let last = lastTime, given <= last, time >= given, reads(at: time, rule) else { return nil }
        let before = step(at: given)
        let after = step(at: time)
        typealias Point = (survival: Double, variance: Double)
        let begin: Point = before < 0 ? (1, 0) : (survivalAfter[before], greenwood[before])
        guard begin.survival > 0 else { return nil }
        let end: Point = after < 0 ? begin : (survivalAfter[after], greenwood[after])
        let survival = end.survival / begin.survival
        let error = survival > 0 ? max(0, end.variance - begin.variance).squareRoot() : .infinity
        return ConditionalSurvival(
            given: given, time: time, survival: survival, standardError: survival > 0 ? error * survival : nil,
            limits: transform.limits(survival: survival, standardErrorOfLog: error, z: level.normalQuantile),
            atRisk: atRisk(at: given.nextUp))
    }
}
