/// The restricted mean survival times of two or more groups, and how they differ from that of the first.
///
/// Without strata the contrasts are those of the groups' own means μₖ. With strata each group has a mean in each stratum,
/// μₖₛ, and the contrasts are those of means that all groups have over the same strata, weighted by size:
///
/// ```
/// μ̃ₖ = Σ wₛ μₖₛ,   σ²(μ̃ₖ) = Σ wₛ² σ²(μₖₛ),   wₛ = the share of stratum s in all observations (or weights)
/// difference  μ̃ₖ − μ̃₁      ratio  μ̃ₖ/μ̃₁      ratio of time lost  (L − μ̃ₖ)/(L − μ̃₁),  L the length of the window
/// ```
///
/// Differences have limits on their own scale, ratios on the log scale. The test of all groups is Wald's, on k − 1 degrees of
/// freedom.
///
/// ```swift
/// let comparison = try RestrictedMeanComparison(followUp, groups: arm, over: 0...36)
/// comparison.contrasts[0].difference?.estimate
/// ```
///
/// ## Edge cases
/// A group that is not followed to the end of the window has no mean, hence no contrast, and there is no test. A stratum in
/// which a group has nobody is left out (``leftOut``), as it holds no comparison, and the others are weighted among
/// themselves. A group in a stratum that is not followed to the end (``unfollowed``) takes the contrasts of that group
/// away: its mean there is not known. No events in either group: the difference is 0 without a p-value (survRM2 fails).
///
/// ## Validated against
/// R survival 3.5-3 and the formulas (`Validation/R/restricted-mean.json`), hand-solved data.
///
/// ## References
/// Royston & Parmar, *BMC Med Res Methodol* 13 (2013) 152; Uno et al., *J Clin Oncol* 32 (2014) 2380–2385; Zhang & Schaubel,
/// *Biom J* 54 (2012) (strata).
public struct RestrictedMeanComparison: Sendable {
    /// One group.
    public struct Group: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// Its own mean; absent where it is not followed to the end of the window.
        public let mean: RestrictedMean?
        /// Its mean over the strata, weighted by their size; its own mean where there are no strata.
        public let standardized: Standardized?
    }

    /// A mean over strata.
    public struct Standardized: Sendable, Hashable {
        /// μ̃.
        public let estimate: Double
        /// The standard error of μ̃.
        public let standardError: Double?
    }

    /// One group against the first.
    public struct GroupContrast: Sendable, Hashable {
        /// The name of the group.
        public let name: String
        /// The name of the reference.
        public let reference: String
        /// μ̃ₖ − μ̃₁; absent, as the ratios, where one of the two is.
        public let difference: Contrast?
        /// μ̃ₖ/μ̃₁.
        public let ratio: Contrast?
        /// The ratio of the times lost.
        public let timeLostRatio: Contrast?
    }

    /// A group in a stratum.
    public struct Cell: Sendable, Hashable {
        /// The name of the group.
        public let group: String
        /// The name of the stratum.
        public let stratum: String
    }

    /// The window, from 0 to τ unless asked otherwise.
    public let window: ClosedRange<Double>
    /// How variances were estimated.
    public let variance: RestrictedMean.Variance
    /// The coverage of the limits.
    public let level: ConfidenceLevel
    /// Whether the contrasts are those of means over strata.
    public let isStratified: Bool
    /// The groups, in the order of the factor's levels.
    public let groups: [Group]
    /// Every group but the first, against the first.
    public let contrasts: [GroupContrast]
    /// The test that all are equal; absent where one is not estimable or they have no variance.
    public let test: ChiSquaredTest?
    /// The strata in which a group has nobody.
    public let leftOut: [String]
    /// The groups that are not followed to the end of the window in a stratum that counts.
    public let unfollowed: [Cell]

    /// Compares the levels of `groups` over a window, within the levels of `strata` where given.
    ///
    /// - Throws: ``StatisticsError`` when a factor and `followUp` differ in length, or the window is not one of times ≥ 0.
    public init(
        _ followUp: SurvivalTimes, groups: Factor, strata: Factor? = nil, over window: ClosedRange<Double>,
        variance: RestrictedMean.Variance = .greenwood, level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard groups.count == followUp.count else { throw .length("groups", groups.count, expected: followUp.count) }
        if let strata, strata.count != followUp.count {
            throw .length("strata", strata.count, expected: followUp.count)
        }
        guard window.lowerBound >= 0, window.lowerBound < window.upperBound, window.upperBound.isFinite else {
            throw StatisticsError(
                .invalidValue, argument: "window",
                "window is \(window.lowerBound) to \(window.upperBound); expected two times, the first ≥ 0 and before the second"
            )
        }
        let own = try KaplanMeier.curves(of: followUp, by: groups).map {
            RestrictedMean(of: $0, over: window, variance: variance)
        }
        let strata = strata.map { StratifiedMeans(followUp, groups, $0, window, variance) }
        let standardized = strata?.means ?? own.map { $0.map { Standardized($0.estimate, $0.standardError) } }
        self.window = window
        self.variance = variance
        self.level = level
        isStratified = strata != nil
        self.groups = groups.levels.indices.map {
            Group(name: groups.levels[$0], mean: own[$0], standardized: standardized[$0])
        }
        leftOut = strata?.leftOut ?? []
        unfollowed = strata?.unfollowed ?? []
        contrasts = Self.contrasts(self.groups, length: window.upperBound - window.lowerBound, level)
        let known = standardized.compactMap { mean in
            mean.flatMap { mean in mean.standardError.map { (mean.estimate, $0 * $0) } }
        }
        test =
            known.count == standardized.count
            ? EqualityOfEstimates(estimates: known.map(\.0), variances: known.map(\.1)).test : nil
    }

    private static func contrasts(_ groups: [Group], length: Double, _ level: ConfidenceLevel) -> [GroupContrast] {
        guard let reference = groups.first else { return [] }
        return groups.dropFirst().map { group in
            let pair = group.standardized.flatMap { one in
                reference.standardized.map { PairOfMeans(one: one, other: $0, length: length, level: level) }
            }
            return GroupContrast(
                name: group.name, reference: reference.name, difference: pair?.difference, ratio: pair?.ratio,
                timeLostRatio: pair?.timeLostRatio)
        }
    }
}

extension RestrictedMeanComparison.Standardized {
    init(_ estimate: Double, _ standardError: Double?) {
        self.estimate = estimate
        self.standardError = standardError
    }
}

/// Two means and what can be said of their difference and ratios.
private struct PairOfMeans {
    let one, other: RestrictedMeanComparison.Standardized
    let length: Double
    let level: ConfidenceLevel

    var difference: Contrast {
        Contrast(
            difference: one.estimate - other.estimate, variance: sum { _, error in error * error }, within: length,
            level: level)
    }

    var ratio: Contrast {
        Contrast(
            ratioOf: one.estimate, to: other.estimate,
            logVariance: sum { mean, error in (error / mean) * (error / mean) }, level: level)
    }

    var timeLostRatio: Contrast {
        // Rounding leaves a little of a loss of 0.
        func lost(_ mean: Double) -> Double { length - mean > length * 1e-14 ? length - mean : 0 }
        return Contrast(
            ratioOf: lost(one.estimate), to: lost(other.estimate),
            logVariance: sum { mean, error in (error / (length - mean)) * (error / (length - mean)) }, level: level)
    }

    private func sum(_ term: (_ mean: Double, _ error: Double) -> Double) -> Double? {
        one.standardError.flatMap { first in
            other.standardError.map { term(one.estimate, first) + term(other.estimate, $0) }
        }
    }
}
