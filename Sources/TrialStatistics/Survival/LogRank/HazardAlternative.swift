import TrialNumerics

/// What a test of two groups is to show about the hazard of the second, which is compared with the first.
///
/// The first level of the factor is the reference, such as placebo. A positive Z means that it had more events than
/// expected, so that the hazard of the other group is lower:
///
/// ```
/// Z = (O₁ − E₁)/√V₁₁,    two-sided 2Φ(−|Z|),    lower Φ(−Z),    higher Φ(Z)
/// ```
///
/// A superiority trial at one-sided level 0.025 asks for ``lower`` where the event is a bad one. R `survdiff` and SAS
/// `PROC LIFETEST` print the two-sided p-value alone; gsDesign and simtrial call Z positive or negative by their own lights.
public enum HazardAlternative: String, Sendable, Hashable, CaseIterable {
    /// The hazards differ.
    case twoSided = "two-sided"
    /// The hazard of the second group is lower than that of the first.
    case lower
    /// The hazard of the second group is higher than that of the first.
    case higher

    /// The probability of a standard normal variable at least as far out as `z` in the direction of the alternative.
    func tail(at z: Double) -> Double {
        switch self {
        case .twoSided: min(1, 2 * Normal.standard.upperTail(at: abs(z)))
        case .lower: Normal.standard.upperTail(at: z)
        case .higher: Normal.standard.lowerTail(at: z)
        }
    }

    /// How far out a signed statistic lies in the direction of the alternative.
    func extent(of z: Double) -> Double {
        switch self {
        case .twoSided: abs(z)
        case .lower: z
        case .higher: -z
        }
    }
}
