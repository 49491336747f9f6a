/// The Cochran-Mantel-Haenszel test of two-by-two tables in strata, with their common odds ratio.
///
/// ```
/// χ² = (|Σ aₖ − Eₖ| − κ)² / Σ Vₖ,   Eₖ = rₖ sₖ / nₖ,   Vₖ = rₖ r′ₖ sₖ s′ₖ / (nₖ² (nₖ − 1)),   κ = 0 or ½
/// ψ = Σ aₖ dₖ/nₖ / Σ bₖ cₖ/nₖ
/// ```
///
/// with rₖ, r′ₖ the totals of the rows and sₖ, s′ₖ those of the columns. The limits of ψ take the variance of Robins, Breslow
/// and Greenland for log ψ.
///
/// ## Edge cases
/// Strata with an empty row or column count for nothing; none left: no test. The correction is ½ where |Σ a − E| ≥ ½ and none
/// below, as in R. Σ bc/n = 0: no finite odds ratio.
///
/// ## Validated against
/// R `mantelhaen.test` (`Validation/R/comparisons.json`).
///
/// ## References
/// Mantel & Haenszel, *JNCI* 22 (1959) 719–748. Robins, Breslow & Greenland, *Biometrics* 42 (1986) 311–323, equation 3. R
/// `mantelhaen.test`, SAS `PROC FREQ CMH` (which does not correct).
public struct MantelHaenszelTest: Sendable, Hashable {
    /// The test without correction.
    public let test: ChiSquaredTest?
    /// The test with the continuity correction.
    public let corrected: ChiSquaredTest?
    /// ψ with its limits.
    public let oddsRatio: IntervalEstimate
    /// The strata that had subjects in both rows and both columns.
    public let informativeStrata: Int

    /// Tests the tables of the strata.
    public init(_ strata: [FourfoldTable], level: ConfidenceLevel = .ninetyFivePercent) {
        let tables = strata.filter { table in
            table.a + table.b > 0 && table.c + table.d > 0 && table.a + table.c > 0 && table.b + table.d > 0
        }
        var (difference, variance) = (0.0, 0.0)
        for table in tables {
            let n = Double(table.total)
            let rows = (Double(table.a + table.b), Double(table.c + table.d))
            let columns = (Double(table.a + table.c), Double(table.b + table.d))
            // a − E = (ad − bc)/n.
            difference += (Double(table.a) * Double(table.d) - Double(table.b) * Double(table.c)) / n
            variance += rows.0 * rows.1 / n * (columns.0 * columns.1 / n) / (n - 1)
        }
        let size = abs(difference)
        let reduced = size >= 0.5 ? size - 0.5 : size
        let isTestable = variance > 0
        test = isTestable ? ChiSquaredTest(statistic: size * size / variance, degreesOfFreedom: 1) : nil
        corrected = isTestable ? ChiSquaredTest(statistic: reduced * reduced / variance, degreesOfFreedom: 1) : nil
        oddsRatio = Self.commonOddsRatio(tables, level)
        informativeStrata = tables.count
    }

    private static func commonOddsRatio(_ tables: [FourfoldTable], _ level: ConfidenceLevel) -> IntervalEstimate {
        // R = Σ ad/n, S = Σ bc/n, P = (a + d)/n, Q = (b + c)/n.
        var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for table in tables {
            let n = Double(table.total)
            let (agree, differ) = (Double(table.a) * Double(table.d) / n, Double(table.b) * Double(table.c) / n)
            let (p, q) = (Double(table.a + table.d) / n, Double(table.b + table.c) / n)
            r += agree
            s += differ
            pr += p * agree
            mixed += p * differ + q * agree
            qs += q * differ
        }
        if r == 0, s == 0 { return .absent("no stratum tells about the odds ratio") }
        if s == 0 { return .absent("Σ bc/n is 0: the odds ratio has no upper bound") }
        if r == 0 { return IntervalEstimate(0, nil, nil, reason: "Σ ad/n is 0: the log odds ratio is not finite") }
        let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
        return .logScale(r / s, standardError: variance.squareRoot(), level)
    }
}
