/// The survival curve exp(−H) of a Nelson-Aalen cumulative hazard H.
///
/// Estimates the same S(t) as Kaplan and Meier, a little above it; the two agree in large samples. It does not fall to 0 at
/// a last event, and its limits are those of H:
///
/// ```
/// S(t) = exp(−H(t)),    σ(log S) = σ(H)
/// ```
///
/// With the ties of ``NelsonAalen/Ties/nelsonAalen`` it is Breslow's estimate (R `survfit(stype = 2, ctype = 1)`, SAS
/// `METHOD=BRESLOW`), with those of ``NelsonAalen/Ties/flemingHarrington`` Fleming and Harrington's (`ctype = 2`,
/// `METHOD=FH`); it is also the baseline of a Cox model with no covariate.
///
/// ```swift
/// let curve = BreslowCurve(try NelsonAalen(SurvivalTimes([1, 2], events: [true, true])))
/// curve.estimate(at: 1)?.survival  // 0.6065 = exp(−1/2), where Kaplan and Meier have 0.5
/// ```
///
/// ## Edge cases
/// No events: 1 throughout. A quantile may be absent where the Kaplan-Meier curve has one, as the curve ends above 0.
///
/// ## Validated against
/// R survival 3.5-3 (`Validation/R/cumulative-hazard.json`), hand-solved data.
///
/// ## References
/// Breslow, *JRSS B* 34 (1972) 216–217; Fleming & Harrington, *Commun Statist A* 13 (1984) 2469–2486.
public struct BreslowCurve: Sendable {
    /// H.
    public let hazard: NelsonAalen

    /// exp(−H).
    public init(_ hazard: NelsonAalen) { self.hazard = hazard }

    /// S(t) with its standard error, limits and number at risk; absent past the end of follow-up, which `rule` may carry on.
    public func estimate(
        at time: Double, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent,
        rule: LandmarkRule = .strict
    ) -> KaplanMeier.Landmark? {
        guard let hazard = hazard.estimate(at: time, rule: rule) else { return nil }
        let survival = Elementary.exponential(-hazard.cumulativeHazard)
        let curve = self.hazard.curve
        return KaplanMeier.Landmark(
            time: time, survival: survival, standardError: hazard.standardError.map { $0 * survival },
            limits: transform.limits(
                survival: survival, standardErrorOfLog: hazard.standardError ?? .infinity, z: level.normalQuantile),
            atRisk: curve.atRisk(at: time), weightedAtRisk: curve.weightedAtRisk(at: time))
    }

    /// The time by which a share `probability` have had the event; see ``KaplanMeier/quantile(_:rule:transform:level:)``.
    public func quantile(
        _ probability: Double, rule: QuantileRule = .rPrint, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent
    ) -> SurvivalQuantile {
        func survival(_ index: Int) -> Double { Elementary.exponential(-hazard.hazardAfter[index]) }
        func limits(_ index: Int) -> ConfidenceLimits {
            transform.limits(
                survival: survival(index), standardErrorOfLog: hazard.varianceAfter[index].squareRoot(),
                z: level.normalQuantile)
        }
        let height = 1 - probability
        let curve = hazard.curve
        return SurvivalQuantile(
            probability: probability, estimate: curve.crossing(of: height, rule) { survival($0) },
            limits: ConfidenceLimits(
                lower: curve.crossing(of: height, rule) { limits($0).lower },
                upper: curve.crossing(of: height, rule) { limits($0).upper }))
    }
}
