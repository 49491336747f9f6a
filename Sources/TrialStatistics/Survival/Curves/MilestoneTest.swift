/// The test that the survival of two or more groups is equal at one time chosen beforehand.
///
/// Compares S(t) of the groups on a scale φ on which it is closer to normal; v is the variance of φ(S) and the sum runs
/// over the groups, with φ̄ their mean weighted by 1/v:
///
/// ```
/// χ² = Σ (φ(Sₖ) − φ̄)²/vₖ     on k − 1 degrees of freedom
///
/// plain    φ = S               v = σ²S²            (the naive test)
/// log      φ = log S           v = σ²
/// logLog   φ = log(−log S)     v = σ²/(log S)²
/// arcsine  φ = arcsin √S       v = σ²·S/(4(1 − S))
/// logit    φ = log(S/(1 − S))  v = σ²/(1 − S)²
/// ```
///
/// σ² is the Greenwood sum. The log(−log) scale keeps its size best in small samples.
///
/// ```swift
/// let test = MilestoneTest(of: [active, placebo], at: 12, transform: .logLog)
/// test.test?.pValue
/// ```
///
/// ## Edge cases
/// A curve at 0, or past the end of follow-up under the rule: ``test`` is absent. A curve at 1 has a value on the plain and
/// log scales only, with a variance of 0; two such leave no test. Fewer than two groups: absent.
///
/// ## Validated against
/// The formulas computed in R from `survfit` (`Validation/R/landmarks.json`), hand-solved data.
///
/// ## References
/// Klein, Logan, Harhoff & Andersen, *Stat Med* 26 (2007) 4505–4519, eq. 2–7.
public struct MilestoneTest: Sendable, Hashable {
    /// t.
    public let time: Double
    /// The scale.
    public let transform: ConfidenceTransform
    /// The test; absent where a group has no value or variance on the scale.
    public let test: ChiSquaredTest?

    /// Compares curves of different subjects.
    public init(
        of curves: [KaplanMeier], at time: Double, transform: ConfidenceTransform = .logLog,
        rule: LandmarkRule = .strict
    ) {
        self.time = time
        self.transform = transform
        let values = curves.compactMap { curve in
            curve.estimate(at: time, rule: rule).flatMap { transform.value(of: $0) }
        }
        test =
            values.count == curves.count
            ? EqualityOfEstimates(estimates: values.map(\.value), variances: values.map(\.variance)).test : nil
    }
}

extension ConfidenceTransform {
    /// A survival probability on the scale, with its variance there.
    fileprivate func value(of landmark: KaplanMeier.Landmark) -> (value: Double, variance: Double)? {
        let survival = landmark.survival
        guard survival > 0, let error = landmark.standardError else { return nil }
        let logError = error / survival
        let variance = logError * logError
        switch self {
        case .plain: return (survival, error * error)
        case .log: return (Elementary.logarithm(survival), variance)
        case .logLog:
            guard survival < 1 else { return nil }
            let logSurvival = Elementary.logarithm(survival)
            return (Elementary.logarithm(-logSurvival), variance / (logSurvival * logSurvival))
        case .arcsine:
            guard survival < 1 else { return nil }
            return (Elementary.arcsine(survival.squareRoot()), variance * survival / (4 * (1 - survival)))
        case .logit:
            guard survival < 1 else { return nil }
            return (Elementary.logarithm(survival / (1 - survival)), variance / ((1 - survival) * (1 - survival)))
        }
    }
}
