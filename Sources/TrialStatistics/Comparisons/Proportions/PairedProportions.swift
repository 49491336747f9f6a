import TrialNumerics

/// Two proportions of the same subjects, such as before and after: their difference and their odds ratio.
///
/// With b pairs that are yes, then no, c that are no, then yes, and n in all:
///
/// ```
/// difference p₁ − p₂ = (b − c)/n,   z(δ) = (b − c − nδ) / √(n(2q̃ + δ(1 − δ)))          (Tango)
/// q̃ = (√(B² − 4AC) − B) / 2A,   A = 2n,   B = (2n − b + c)δ − b − c,   C = −cδ(1 − δ)
/// odds ratio b/c, given that a pair differs: the odds of a proportion of b + c
/// ```
///
/// The limits of the difference are the δ at which z is just significant, those of the odds ratio the odds of Clopper and Pearson's or of mid-p limits.
///
/// ```swift
/// let change = PairedProportions(try FourfoldTable(10, 5, 1, 10))
/// change.difference().estimate      // 4/26
/// change.oddsRatio().estimate       // 5
/// ```
///
/// ## Edge cases
/// No pair that differs: the difference is 0 with limits, there is no odds ratio. c = 0: the odds ratio has no upper bound.
///
/// ## Validated against
/// R by maximising the likelihood of the four cells and a root search; `binom.test` (`Validation/R/pairs-and-variances.json`).
///
/// ## References
/// Tango, *Stat Med* 17 (1998) 891–908, equations 11 and 21. Breslow & Day, *Statistical Methods in Cancer Research* I (1980) 165. SAS `PROC FREQ; RISKDIFF(CL=TANGO)` in later
/// releases, R `PropCIs::scoreci.mp`.
public struct PairedProportions: Sendable, Hashable {
    private let table: FourfoldTable

    /// The pairs of a table whose rows are the first answer and columns the second, in the same order; the first counts as yes.
    public init(_ table: FourfoldTable) { self.table = table }

    private var n: Double { Double(table.total) }

    /// p₁ − p₂ with Tango's score limits.
    public func difference(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        let estimate = Double(table.b - table.c) / n
        let quantile = level.normalQuantile
        // Where there is no variance, at the ends of the scale, a distance is beyond any.
        func value(_ delta: Double) -> Double { z(at: delta) ?? (estimate > delta ? 1e9 : -1e9) }
        let lower =
            estimate <= -1 || value(-1) <= quantile
            ? -1 : try? BrentRoot(of: { value($0) - quantile }, in: -1...estimate).value
        let upper =
            estimate >= 1 || value(1) >= -quantile
            ? 1 : try? BrentRoot(of: { value($0) + quantile }, in: estimate...1).value
        let reason = lower == nil || upper == nil ? "the search for a limit did not end" : nil
        return IntervalEstimate(estimate, lower, upper, reason: reason)
    }

    /// The score test that p₁ − p₂ is δ: z with the one-sided p-values for a smaller and for a larger difference.
    ///
    /// - Returns: `nil` where there is no variance.
    public func scoreTest(at delta: Double) -> (z: Double, less: Double, greater: Double)? {
        z(at: delta).map { ($0, Normal.standard.lowerTail(at: $0), Normal.standard.upperTail(at: $0)) }
    }

    private func z(at delta: Double) -> Double? {
        let (b, c) = (Double(table.b), Double(table.c))
        let distance = b - c - n * delta
        if distance == 0 { return 0 }
        let (two, slope) = (2 * n, (2 * n - b + c) * delta - b - c)
        let constant = -c * delta * (1 - delta)
        let q = ((slope * slope - 4 * two * constant).squareRoot() - slope) / (2 * two)
        let variance = n * (2 * q + delta * (1 - delta))
        return variance > 1e-12 * n ? distance / variance.squareRoot() : nil
    }

    /// b/c with exact limits.
    public func oddsRatio(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        odds { $0.clopperPearson(level) }
    }

    /// b/c with mid-p limits.
    public func midPOddsRatio(_ level: ConfidenceLevel = .ninetyFivePercent) -> IntervalEstimate {
        odds { $0.midP(level) }
    }

    private func odds(_ limits: (Proportion) -> ConfidenceLimits) -> IntervalEstimate {
        guard table.b + table.c > 0 else { return .absent("no pair differs") }
        let found = limits(Proportion(unchecked: table.b, table.b + table.c))
        func odds(_ p: Double?) -> Double? { p.flatMap { $0 < 1 ? $0 / (1 - $0) : nil } }
        return IntervalEstimate(
            table.c > 0 ? Double(table.b) / Double(table.c) : nil, odds(found.lower), odds(found.upper),
            reason: table.c > 0 ? nil : "no pair is no, then yes: the odds ratio has no upper bound")
    }
}
