import TrialNumerics

/// The common risk difference and risk ratio of two groups in strata.
///
/// ```
/// Mantel-Haenszel:    δ = Σ wₖ(p₁ₖ − p₂ₖ) / Σ wₖ,   wₖ = n₁ₖn₂ₖ/nₖ
///   Sato:             V = (δ ΣPₖ + ΣQₖ) / (Σwₖ)²,   Pₖ = (n₁²x₂ − n₂²x₁ + n₁n₂(n₂ − n₁)/2)/n²,   Qₖ = (x₁y₂ + x₂y₁)/(2n)
///   Greenland-Robins: V = Σ wₖ²(p₁q₁/n₁ + p₂q₂/n₂) / (Σwₖ)²
/// risk ratio:         θ = R/S,   R = Σ x₁n₂/n,   S = Σ x₂n₁/n,   V(log θ) = Σ (n₁n₂s − x₁x₂n)/n² / (RS)
/// score:              (δ̂ − δ)² = z² Σ Wₖ² Vₖ(δ),   Wₖ = wₖ/Σw,   Vₖ Miettinen and Nurminen's variance in the stratum
/// ```
///
/// with x, y the subjects of a group with and without the event and s = x₁ + x₂.
///
/// ## Edge cases
/// Strata in which a group is empty count for nothing; none left: nothing is estimated. Sato's variance holds for a few large strata and for many small ones;
/// Greenland and Robins's needs large ones and is 0 where every proportion is 0 or 1. A variance that is not above 0 leaves no limits.
///
/// ## Validated against
/// R by the equations (`Validation/R/stratified-tables.json`); metafor `rma.mh(measure = "RD")`, which takes Sato's variance, and `"RR"`. One stratum gives
/// Miettinen and Nurminen's limits of ``TwoProportions``.
///
/// ## References
/// Greenland & Robins, *Biometrics* 41 (1985) 55–68, equations 4 and 13. Sato, *Biometrics* 45 (1989) 1323–1324. Miettinen & Nurminen, *Stat Med* 4 (1985)
/// 213–226, section 3. SAS `PROC FREQ RISKDIFF(COMMON CL=(MH))`, `COMMONRISKDIFF`, `CMH`.
public struct StratifiedProportions: Sendable, Hashable {
    /// The tables of the strata in which both groups have subjects.
    private let strata: [TwoProportions]

    /// The groups of the rows in strata; their first column is the event.
    public init(_ tables: [FourfoldTable]) {
        strata = tables.compactMap { TwoProportions($0) }
    }

    private static let none = "no stratum has subjects of both groups"

    /// n₁n₂/n of a stratum.
    private static func weight(_ two: TwoProportions) -> Double {
        let (n1, n2) = (Double(two.first.count), Double(two.second.count))
        return n1 * n2 / (n1 + n2)
    }

    /// δ and Σ w.
    private var pooled: (difference: Double, weights: Double)? {
        let weights = strata.reduce(0) { $0 + Self.weight($1) }
        guard weights > 0 else { return nil }
        return (strata.reduce(0) { $0 + Self.weight($1) * $1.difference } / weights, weights)
    }

    /// The common risk difference with limits from Sato's variance.
    public func differenceSato(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        wald(level) { difference in
            var (p, q) = (0.0, 0.0)
            for two in strata {
                let (x1, n1) = (Double(two.first.successes), Double(two.first.count))
                let (x2, n2) = (Double(two.second.successes), Double(two.second.count))
                let n = n1 + n2
                p += (n1 * n1 * x2 - n2 * n2 * x1 + n1 * n2 * (n2 - n1) / 2) / (n * n)
                q += (x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * n)
            }
            return difference * p + q
        }
    }

    /// The common risk difference with limits from Greenland and Robins's variance.
    public func differenceGreenlandRobins(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        wald(level) { _ in
            strata.reduce(0) { sum, two in
                let (p1, p2) = (two.first.estimate, two.second.estimate)
                let variance = p1 * (1 - p1) / Double(two.first.count) + p2 * (1 - p2) / Double(two.second.count)
                return sum + Self.weight(two) * Self.weight(two) * variance
            }
        }
    }

    private func wald(_ level: ConfidenceLevel, _ numerator: (Double) -> Double) -> IntervalEstimate {
        guard let (difference, weights) = pooled else { return .absent(Self.none) }
        let variance = numerator(difference) / (weights * weights)
        guard variance > 0 else {
            return IntervalEstimate(difference, nil, nil, reason: "the variance is 0")
        }
        let half = level.normalQuantile * variance.squareRoot()
        return IntervalEstimate(difference, difference - half, difference + half)
    }

    /// The common risk difference with stratified score limits: Miettinen and Nurminen's, the strata weighted as by Mantel and Haenszel.
    public func differenceScore(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        guard let (difference, _) = pooled else { return .absent(Self.none) }
        // Where there is no variance, at the ends of the scale, a distance is beyond any.
        func z(_ delta: Double) -> Double { self.z(at: delta) ?? (difference > delta ? 1e9 : -1e9) }
        let quantile = level.normalQuantile
        let lower = z(-1) <= quantile ? -1 : try? BrentRoot(of: { z($0) - quantile }, in: -1...difference).value
        let upper = z(1) >= -quantile ? 1 : try? BrentRoot(of: { z($0) + quantile }, in: difference...1).value
        let reason = lower == nil || upper == nil ? "the search for a limit did not end" : nil
        return IntervalEstimate(difference, lower, upper, reason: reason)
    }

    /// The stratified score test that the common risk difference is δ: z with the one-sided p-values for a smaller and for a larger one.
    ///
    /// - Returns: `nil` where there is no stratum with both groups, or no variance.
    public func scoreTest(at delta: Double) -> (z: Double, less: Double, greater: Double)? {
        z(at: delta).map { ($0, Normal.standard.lowerTail(at: $0), Normal.standard.upperTail(at: $0)) }
    }

    private func z(at delta: Double) -> Double? {
        guard let (difference, weights) = pooled else { return nil }
        guard difference != delta else { return 0 }
        let variance = strata.reduce(0) { sum, two in
            let share = Self.weight(two) / weights
            return sum + share * share * two.scoreVariance(at: delta)
        }
        return variance > 0 ? (difference - delta) / variance.squareRoot() : nil
    }

    /// The common risk ratio of Mantel and Haenszel with limits from Greenland and Robins's variance of its logarithm.
    public func ratio(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        guard !strata.isEmpty else { return .absent(Self.none) }
        var (first, second, spread) = (0.0, 0.0, 0.0)
        for two in strata {
            let (x1, n1) = (Double(two.first.successes), Double(two.first.count))
            let (x2, n2) = (Double(two.second.successes), Double(two.second.count))
            let n = n1 + n2
            first += x1 * n2 / n
            second += x2 * n1 / n
            spread += (n1 * n2 * (x1 + x2) - x1 * x2 * n) / (n * n)
        }
        guard second > 0 else { return .absent("no event in the second group") }
        guard first > 0 else {
            return IntervalEstimate(0, nil, nil, reason: "no event in the first group: the log ratio is not finite")
        }
        guard spread > 0 else {
            return IntervalEstimate(first / second, nil, nil, reason: "all have the event: the variance is 0")
        }
        return .logScale(first / second, standardError: (spread / (first * second)).squareRoot(), level)
    }
}

extension TwoProportions {
    /// Miettinen and Nurminen's variance of p₁ − p₂ at the likeliest proportions that differ by δ.
    fileprivate func scoreVariance(at delta: Double) -> Double {
        let (n1, n2) = (Double(first.count), Double(second.count))
        let (p1, p2) = ScoreStatistic(two: self, contrast: .riskDifference, variance: .miettinenNurminen)
            .restricted(delta)
        return (n1 + n2) / (n1 + n2 - 1) * (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    }
}
