import TrialNumerics

/// McNemar's test of paired two-valued answers: whether a change to yes is as frequent as one to no.
///
/// Only the b pairs that are yes, then no, and the c pairs that are no, then yes, tell:
///
/// ```
/// χ² = (b − c)² / (b + c),   corrected (|b − c| − 1)² / (b + c),   exact: b from a binomial of b + c and ½
/// ```
///
/// ## Edge cases
/// b + c = 0: the exact p-value is 1 and there is no χ². b = c: both statistics are 0, as in R. The exact p-value is twice the smaller tail, at
/// most 1.
///
/// ## Validated against
/// R `mcnemar.test` and `binom.test` (`Validation/R/comparisons.json`).
///
/// ## References
/// McNemar, *Psychometrika* 12 (1947) 153–157. R `mcnemar.test`, SAS `PROC FREQ AGREE` (which does not correct).
public struct McNemarTest: Sendable, Hashable {
    /// The test without correction.
    public let test: ChiSquaredTest?
    /// The test with the continuity correction.
    public let corrected: ChiSquaredTest?
    /// The exact two-sided p-value.
    public let exactPValue: Double
    /// b, the pairs that are yes, then no.
    public let yesThenNo: Int
    /// c, the pairs that are no, then yes.
    public let noThenYes: Int

    /// Tests a table whose rows are the first answer and columns the second, in the same order.
    public init(_ table: FourfoldTable) {
        let (b, c) = (table.b, table.c)
        let (difference, sum) = (Double(abs(b - c)), Double(b + c))
        let reduced = max(0, difference - 1)
        test = sum == 0 ? nil : ChiSquaredTest(statistic: difference * difference / sum, degreesOfFreedom: 1)
        corrected = sum == 0 ? nil : ChiSquaredTest(statistic: reduced * reduced / sum, degreesOfFreedom: 1)
        let tail = (try? Binomial(trials: b + c, probability: 0.5))?.lowerTail(at: min(b, c)) ?? 1
        exactPValue = min(1, 2 * tail)
        (yesThenNo, noThenYes) = (b, c)
    }
}
