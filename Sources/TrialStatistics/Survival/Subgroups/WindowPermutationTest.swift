/// The permutation test that the effect is the same in all windows of a marker.
///
/// The marker is dealt anew among the subjects of each group (and stratum), which leaves the overall effect and the
/// distribution of the marker as they are and takes away what the marker does to the effect. The statistic is the largest
/// standardised distance of a window's effect from the overall one:
///
/// ```
/// hazard ratio   zⱼ = Uⱼ(β̂)/√Iⱼ(β̂),          Uⱼ, Iⱼ score and information of window j at the overall β̂
/// difference     zⱼ = (Δⱼ − Δ)/se(Δⱼ)
/// T = maxⱼ |zⱼ|,    p = (1 + number of permutations with T* ≥ T) / (1 + number of permutations)
/// ```
///
/// The score needs no estimate in the window, so that a separated window of a permutation is no infinity.
///
/// ## Edge cases
/// A window that says nothing (no event while both groups are at risk) counts as 0. Also a marker that foretells the event
/// in both groups alike is dealt away; the test keeps its level there only approximately (Bonetti et al 2009, §4).
///
/// ## Validated against
/// An independent version of the statistic; all permutations of small data; uniform p-values where there is no effect.
///
/// ## References
/// Bonetti, Zahrieh, Cole & Gelber, *Stat Med* 28 (2009) 1255–1268. Phipson & Smyth, *Stat Appl Genet Mol Biol* 9 (2010)
/// 39, for the 1 in numerator and denominator.
public struct WindowPermutationTest: Sendable, Hashable {
    /// zⱼ, the standardised distance of each window's effect from the overall one.
    public let distances: [Double]
    /// T, the largest |zⱼ|.
    public let statistic: Double
    /// The number of permutations drawn.
    public let permutations: Int
    /// Those whose statistic is at least as large.
    public let exceedances: Int
    /// The seed they were drawn from.
    public let seed: UInt64
    /// (1 + exceedances)/(1 + permutations).
    public let pValue: Double
    /// Limits of the p-value that all permutations would give, by Clopper and Pearson from those drawn.
    public let monteCarloLimits: ConfidenceLimits
}

extension SlidingWindowEffects {
    /// Tests that the effect is the same in all windows.
    ///
    /// The answer depends on the seed and the number of permutations, not on the cores.
    ///
    /// - Parameters:
    ///   - permutations: the number of permutations to draw, at least 1.
    ///   - seed: what they are drawn from.
    ///   - level: the coverage of the Monte Carlo limits.
    ///   - progress: told which part is done.
    /// - Returns: `nil` where the overall effect is absent, or there are fewer than two windows.
    /// - Throws: ``StatisticsError`` for no permutation.
    /// - Complexity: O(B·n·w) for B permutations and w windows that hold a subject.
    public func permutationTest(
        permutations: Int, seed: UInt64, level: ConfidenceLevel = .ninetyFivePercent,
        progress: (@Sendable (Double) -> Void)? = nil
    ) throws(StatisticsError) -> WindowPermutationTest? {
        guard permutations >= 1 else {
            throw StatisticsError(
                .invalidValue, argument: "permutations", "permutations is \(permutations); expected at least 1")
        }
        guard windows.windows.count > 1, let distances = WindowDistances(self) else { return nil }
        let observed = distances.values(of: distances.membership)
        let statistic = WindowDistances.largest(observed)
        let exceedances = distances.exceedances(statistic, permutations, seed, progress: progress)
        let limits = try Proportion(exceedances, of: permutations).clopperPearson(level)
        return WindowPermutationTest(
            distances: observed, statistic: statistic, permutations: permutations, exceedances: exceedances,
            seed: seed, pValue: Double(1 + exceedances) / Double(1 + permutations), monteCarloLimits: limits)
    }
}
