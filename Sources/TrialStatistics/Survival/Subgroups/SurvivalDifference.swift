/// The difference of two survival probabilities at one time, the second group less the first.
///
/// ```
/// Δ = S₂(t) − S₁(t),    se² = se(S₁(t))² + se(S₂(t))² by Greenwood,    limits Δ ± z·se
/// ```
///
/// ## Edge cases
/// Past the last time of a group whose curve is above 0 nothing is known: absent. A curve that is 1 or 0 at t has no
/// variance there; where both are, there are no limits.
struct SurvivalDifference: Hashable {
    let estimate: Double
    let standardError: Double

    init?(_ followUp: SurvivalTimes, groups: Factor, at time: Double) {
        let landmarks = (0..<2).map { KaplanMeier(followUp, level: (groups, Int32($0))).estimate(at: time) }
        guard let first = landmarks[0], let second = landmarks[1] else { return nil }
        let errors = (first.standardError ?? 0, second.standardError ?? 0)
        estimate = second.survival - first.survival
        standardError = (errors.0 * errors.0 + errors.1 * errors.1).squareRoot()
    }
}
