/// The test of Breslow and Day that the odds ratios of all strata are equal, with Tarone's correction.
///
/// ```
/// χ² = Σ (aₖ − Aₖ)² / Vₖ,   Vₖ = 1 / (1/Aₖ + 1/Bₖ + 1/Cₖ + 1/Dₖ),   Tarone: χ² − (Σ(aₖ − Aₖ))² / Σ Vₖ,   K − 1 df
/// ```
///
/// where A, B, C, D are the counts with the totals of the stratum whose odds ratio is the Mantel-Haenszel estimate ψ. That estimate is not the
/// likeliest, for which Tarone's term corrects; without it the statistic is a little too large.
///
/// ## Edge cases
/// Strata with an empty row or column count for nothing. Fewer than two others, or an estimate that is 0 or infinite: no test.
///
/// ## Validated against
/// statsmodels `StratifiedTable.test_equal_odds` (`Validation/Python/two-proportions.json`); R by the same equations (`Validation/R/stratified-tables.json`).
///
/// ## References
/// Breslow & Day, *Statistical Methods in Cancer Research* I (1980) 142–146, equation 4.30. Tarone, *Biometrika* 72 (1985) 91–95. SAS
/// `PROC FREQ CMH(BDT)`.
public struct BreslowDayTest: Sendable, Hashable {
    /// The test of Breslow and Day.
    public let test: ChiSquaredTest?
    /// The test with Tarone's correction.
    public let corrected: ChiSquaredTest?
    /// Why there is no test.
    public let reason: String?

    /// Tests the tables of the strata.
    public init(_ strata: [FourfoldTable]) {
        let tables = strata.filter(\.isInformative)
        let ratio = MantelHaenszelTest(tables).oddsRatio.estimate
        guard tables.count > 1, let ratio, ratio > 0 else {
            (test, corrected) = (nil, nil)
            reason = tables.count > 1 ? "the common odds ratio is 0 or infinite" : "fewer than two strata tell"
            return
        }
        var (sum, differences, variances) = (0.0, 0.0, 0.0)
        for table in tables {
            let (difference, variance) = Self.fit(table, ratio)
            sum += difference * difference / variance
            differences += difference
            variances += variance
        }
        let degrees = tables.count - 1
        test = ChiSquaredTest(statistic: sum, degreesOfFreedom: degrees)
        corrected = ChiSquaredTest(
            statistic: sum - differences * differences / variances, degreesOfFreedom: degrees)
        reason = nil
    }

    /// a less its value at the odds ratio, and its variance there.
    private static func fit(_ table: FourfoldTable, _ ratio: Double) -> (difference: Double, variance: Double) {
        let (n1, n2) = (Double(table.a + table.b), Double(table.c + table.d))
        let events = Double(table.a + table.c)
        let two = TwoProportions(
            Proportion(unchecked: table.a, table.a + table.b), Proportion(unchecked: table.c, table.c + table.d))
        let (p1, p2) = ScoreStatistic(two: two, contrast: .oddsRatio, variance: .farringtonManning).restricted(ratio)
        let cells = [n1 * p1, n1 * (1 - p1), n2 * p2, n2 * (1 - p2)]
        // The smaller of the two counts of events is the one that keeps its digits.
        let fitted = cells[0] < cells[2] ? cells[0] : events - cells[2]
        return (Double(table.a) - fitted, 1 / cells.reduce(0) { $0 + 1 / $1 })
    }
}

extension FourfoldTable {
    /// Whether both rows and both columns hold anything, so that the table tells about the odds ratio.
    var isInformative: Bool { a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0 }
}
