/// Fisher's exact test of a two-by-two table, with the conditional estimate of the odds ratio and its exact limits.
///
/// Given all totals, the count a follows a hypergeometric distribution when rows and columns are independent. The two-sided
/// p-value is the probability of all tables that are no likelier than the one seen. The odds ratio is the one that makes
/// E(a) what was seen; its limits are those at which a tail holds half of what the level leaves.
///
/// ```swift
/// let tea = FisherExactTest(try FourfoldTable(3, 1, 1, 3))
/// tea.pValue              // 34/70
/// tea.greater             // 17/70
/// tea.oddsRatio.estimate  // 6.408
/// ```
///
/// ## Edge cases
/// A zero cell gives the odds ratio 0, or none where it is infinite; an empty row or column gives p = 1 and no odds ratio.
/// Tables whose probabilities agree to one part in 10⁷ count as equally likely, as in R. R finds the odds ratio to four
/// digits only; this is exact.
///
/// ## Validated against
/// R `fisher.test` and a tight root search of the same equations (`Validation/R/comparisons.json`); tea tasting as fractions.
///
/// ## References
/// Fisher, *The Design of Experiments* (1935), chapter 2. Lancaster, *JASA* 56 (1961) 223–234 (mid-p). R `fisher.test`,
/// SAS `PROC FREQ EXACT FISHER`.
public struct FisherExactTest: Sendable, Hashable {
    /// The probability of a table no likelier than the one seen.
    public let pValue: Double
    /// P(X ≤ a): evidence for an odds ratio below 1.
    public let less: Double
    /// P(X ≥ a): evidence for an odds ratio above 1.
    public let greater: Double
    /// The two-sided p-value less half the probability of the table seen, as in SAS; less conservative, not exact.
    public let midPValue: Double
    /// The conditional maximum-likelihood odds ratio with exact limits.
    public let oddsRatio: IntervalEstimate
    /// The same odds ratio with mid-p limits: the table seen counts for half in both tails, so that the coverage is near the level on
    /// average and may be below it.
    public let midPOddsRatio: IntervalEstimate

    /// The relative difference of two probabilities that count as one, R's.
    private static let tie = 1 + 1e-7

    /// Tests a table.
    public init(_ table: FourfoldTable, level: ConfidenceLevel = .ninetyFivePercent) {
        let counts = HypergeometricCounts(table)
        let probabilities = counts.probabilities()
        let place = table.a - counts.lowest
        let seen = probabilities[place]
        less = min(1, probabilities[...place].reduce(0, +))
        greater = min(1, probabilities[place...].reduce(0, +))
        pValue = min(1, probabilities.filter { $0 <= seen * Self.tie }.reduce(0, +))
        midPValue = pValue - seen / 2
        oddsRatio = Self.oddsRatio(counts, place, level, seenCounts: 1)
        midPOddsRatio = Self.oddsRatio(counts, place, level, seenCounts: 0.5)
    }

    private static func oddsRatio(
        _ counts: HypergeometricCounts, _ place: Int, _ level: ConfidenceLevel, seenCounts share: Double
    ) -> IntervalEstimate {
        let last = counts.logWeights.count - 1
        guard last > 0 else { return .absent("a row or a column is empty") }
        let tail = (1 - level.coverage) / 2
        func root(_ function: ([Double]) -> Double) -> Double? {
            counts.logOdds(where: function).map(Elementary.exponential)
        }
        let estimate =
            place == 0
            ? 0
            : place == last
                ? nil
                : root { probabilities in
                    // Σ (k − a) P(k), in which nothing large cancels.
                    probabilities.indices.reduce(0) { $0 + Double($1 - place) * probabilities[$1] }
                }
        let lower = place == 0 ? 0 : root { $0[(place + 1)...].reduce(share * $0[place], +) - tail }
        let upper = place == last ? nil : root { tail - $0[..<place].reduce(share * $0[place], +) }
        let reason = place == last ? "a zero cell: the odds ratio has no upper bound" : nil
        return IntervalEstimate(estimate, lower, upper, reason: reason)
    }
}
