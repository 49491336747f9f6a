import TrialNumerics

/// How the survival of one group differs from that of another at one time: difference and ratio.
///
/// Compares S(t) with Sᵣ(t) of the reference, two curves of different subjects, by Wald's limits and tests:
///
/// ```
/// difference   S − Sᵣ,   standard error √(σ²S² + σᵣ²Sᵣ²)
/// ratio        S/Sᵣ,     standard error of its logarithm √(σ² + σᵣ²)
/// ```
///
/// σ² being the Greenwood sum of each, the variance of log S.
///
/// ```swift
/// let contrast = LandmarkContrast(of: active, against: placebo, at: 12)
/// contrast?.difference.estimate
/// ```
///
/// ## Edge cases
/// A curve that is at 0 has no variance by Greenwood: the difference keeps its estimate, and limits and p are absent; the
/// ratio has an estimate where the reference is above 0. Both curves at 1: no variance, no p. Past the end of follow-up of
/// either: as `rule` says. The limits of a difference stay within −1 and 1.
///
/// ## Validated against
/// R survival 3.5-3 standard errors and the formulas above (`Validation/R/landmarks.json`), hand-solved data.
///
/// ## References
/// Klein et al., *Stat Med* 26 (2007) 4505–4519. Altman & Andersen, *BMJ* 319 (1999) 1492–1495.
public struct LandmarkContrast: Sendable, Hashable {
    /// t.
    public let time: Double
    /// S − Sᵣ.
    public let difference: Contrast
    /// S/Sᵣ, with limits on the log scale.
    public let ratio: Contrast

    /// The contrast of two curves; `nil` where one of them is not read at `time`.
    public init?(
        of curve: KaplanMeier, against reference: KaplanMeier, at time: Double,
        level: ConfidenceLevel = .ninetyFivePercent, rule: LandmarkRule = .strict
    ) {
        guard let one = curve.estimate(at: time, rule: rule), let other = reference.estimate(at: time, rule: rule)
        else {
            return nil
        }
        self.time = time
        let variance = one.standardError.flatMap { error in
            other.standardError.map { error * error + $0 * $0 }
        }
        difference = Contrast(
            difference: one.survival - other.survival, variance: variance, within: 1, level: level)
        func logVariance(_ landmark: KaplanMeier.Landmark) -> Double? {
            landmark.standardError.map { ($0 / landmark.survival) * ($0 / landmark.survival) }
        }
        ratio = Contrast(
            ratioOf: one.survival, to: other.survival,
            logVariance: logVariance(one).flatMap { own in logVariance(other).map { own + $0 } }, level: level)
    }
}
