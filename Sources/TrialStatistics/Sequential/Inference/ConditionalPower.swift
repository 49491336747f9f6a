import TrialNumerics

/// The probability that a trial will still reject its null hypothesis, given what an interim look has shown.
///
/// The score S = Z√t gains S_j − S_k ~ N(δ(t_j − t_k), t_j − t_k) after the look at t_k, where the drift δ is the mean of Z at information 1. Crossing the limits c_j of the
/// looks that remain is a group sequential problem of its own, at information t_j − t_k with the limits
///
/// ```
/// (c_j √t_j − z √t_k) / √(t_j − t_k)
/// ```
///
/// With one look left at 1 it is Φ((z√t − c + δ(1 − t))/√(1 − t)). The predictive power takes the mean over a normal posterior N(m, v) of δ: divided by 1 + v(t_j − t_k)
/// the gain is again a score without memory, at the information (t_j − t_k)/(1 + v(t_j − t_k)) with drift m, so that no second integral is needed.
///
/// ```swift
/// let look = try ConditionalPower(z: 1.5, at: 0.5, remaining: [.init(fraction: 1, criticalZ: 1.96)])
/// look.underTrend                     // 0.5902…
/// look.probability(drift: 2.8)        // 0.7605…
/// try look.predictive()               // 0.5640…
/// ```
///
/// ## Edge cases
/// Fractions may end elsewhere than at 1, with over-running or a trial that is enlarged. Futility limits that are given end the trial; leave them out where they do
/// not bind.
///
/// ## Validated against
/// R rpact `getConditionalPower`; quadrature over the posterior; simulation.
///
/// ## References
/// Lan, Simon & Halperin, *Sequential Analysis* 1 (1982) 207–219. Lan & Wittes, *Biometrics* 44 (1988) 579–585 (B-value). Jennison & Turnbull, *Group Sequential
/// Methods* (2000), sections 10.2–10.4. Spiegelhalter, Freedman & Blackburn, *Control Clin Trials* 7 (1986) 8–17 (predictive power). Ware, Muller & Braunwald, *Am J Med* 78 (1985)
/// 635–643 (futility index).
public struct ConditionalPower: Sendable, Hashable {
    /// A look still to come.
    public struct FutureLook: Sendable, Hashable {
        /// Its information, times what was planned.
        public let fraction: Double
        /// The critical value for efficacy; nil where it has none.
        public let criticalZ: Double?
        /// The limit for futility, below which the trial ends; nil where it has none.
        public let futilityZ: Double?

        /// A look still to come.
        public init(fraction: Double, criticalZ: Double?, futilityZ: Double? = nil) {
            self.fraction = fraction
            self.criticalZ = criticalZ
            self.futilityZ = futilityZ
        }
    }

    /// z at the interim look.
    public let z: Double
    /// t, the part of the planned information that it has.
    public let fraction: Double
    /// The looks still to come.
    public let remaining: [FutureLook]

    /// A look at z with the fraction t of the information planned, and what remains.
    ///
    /// - Throws: ``StatisticsError`` where z is not finite, the fraction is not above 0, or the looks that remain do not follow it in order.
    public init(z: Double, at fraction: Double, remaining: [FutureLook]) throws(StatisticsError) {
        self.z = try SequentialArgument.finite(z, "z")
        self.fraction = try SequentialArgument.positive(fraction, "fraction")
        guard !remaining.isEmpty else {
            throw StatisticsError(
                .empty, argument: "remaining", "remaining is empty; expected at least one look still to come")
        }
        var before = fraction
        for (index, look) in remaining.enumerated() {
            guard look.fraction > before, look.fraction.isFinite else {
                throw .invalid(
                    "remaining", index, look.fraction,
                    expected: "a fraction above that of the look before it, \(before)")
            }
            if let (limit, futility) = look.limits, futility > limit {
                throw .invalid(
                    "remaining", index, futility, expected: "a futility limit of at most the critical value \(limit)")
            }
            before = look.fraction
        }
        self.remaining = remaining
    }

    /// z/√t, the drift that the data suggest.
    public var trend: Double { z / fraction.squareRoot() }

    /// B(t) = z√t, the score on the scale of the planned information.
    public var bValue: Double { z * fraction.squareRoot() }

    /// The conditional power if the truth is what the data suggest.
    public var underTrend: Double { probability(drift: trend) }

    /// The conditional power if the drift, the mean of Z at the planned information, is as given.
    public func probability(drift: Double) -> Double {
        let gains = remaining.map { $0.fraction - fraction }
        return crossing(information: gains, scale: gains.map { _ in 1 }, drift: drift)
    }

    /// One less the conditional power under the design's alternative: how surely the trial will fail even if it is right.
    public func futilityIndex(drift: Double) -> Double { 1 - probability(drift: drift) }

    /// The predictive power: the mean of the conditional power over what is believed of the drift after the look.
    ///
    /// - Throws: ``StatisticsError`` for a prior that is none.
    public func predictive(prior: DriftPrior = .flat) throws(StatisticsError) -> Double {
        let (mean, variance) = try prior.posterior(z: z, fraction: fraction)
        let gains = remaining.map { $0.fraction - fraction }
        let scale = gains.map { 1 + variance * $0 }
        return crossing(information: zip(gains, scale).map { $0 / $1 }, scale: scale, drift: mean)
    }

    /// P(an efficacy limit is crossed first), for a gain of score that is `scale` times one with the given information and drift.
    private func crossing(information: [Double], scale: [Double], drift: Double) -> Double {
        let limits = remaining.indices.map { index in
            let root = remaining[index].fraction.squareRoot()
            let unit = scale[index] * information[index].squareRoot()
            func standardized(_ limit: Double) -> Double { (limit * root - bValue) / unit }
            return LookLimits(
                lower: remaining[index].futilityZ.map(standardized), upper: remaining[index].criticalZ.map(standardized)
            )
        }
        return CrossingProbabilities(information: information, limits: limits, drift: drift).upper.reduce(0, +)
    }
}

extension ConditionalPower.FutureLook {
    /// Both limits, where there are both.
    fileprivate var limits: (criticalZ: Double, futilityZ: Double)? {
        guard let criticalZ, let futilityZ else { return nil }
        return (criticalZ, futilityZ)
    }
}
