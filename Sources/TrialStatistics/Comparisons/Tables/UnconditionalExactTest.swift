/// An exact test of two proportions that fixes only the sizes of the groups: Barnard's and Boschloo's.
///
/// Of all tables with the sizes of the groups, those at least as extreme as the one seen make the region R. When both groups
/// have the same proportion π, the chance of a table in R depends on π alone, and the p-value is the largest it can be:
///
/// ```
/// p = sup over π of P(π),   P(π) = Σ over R of C(n₁, x₁) C(n₂, x₂) πˢ (1 − π)ᴺ⁻ˢ = Σₛ wₛ C(N, s) πˢ (1 − π)ᴺ⁻ˢ,   s = x₁ + x₂
/// ```
///
/// where wₛ is the hypergeometric probability of R given s. The supremum is found by halving 0...1 with a bound on each half, so
/// that it is proved to 1 part in 10¹², not read off a grid.
///
/// ```swift
/// let test = try UnconditionalExactTest(try FourfoldTable(7, 8, 12, 3), statistic: .pooled)
/// test.pValue              // 0.06822
/// ```
///
/// ## Edge cases
/// No events, or nothing but events: p = 1. The statistic of a table that has no variance is 0 where the proportions are equal, else
/// beyond all others. Ties of the two score statistics are decided in whole numbers; Fisher's p-values tie to one part in 10¹⁰.
/// Groups larger than ``largestGroup`` are refused: the conditional and the asymptotic tests agree there.
///
/// ## Validated against
/// A direct sum in R at 20 001 proportions with a refinement (`Validation/R/unconditional.json`). SciPy `barnard_exact` and `boschloo_exact`
/// (`Validation/Python/two-proportions.json`), whose search may stop on a lower peak: 0.06815 for the example above.
///
/// ## References
/// Barnard, *Biometrika* 34 (1947) 123–138. Boschloo, *Stat Neerl* 24 (1970) 1–35. Suissa & Shuster, *J R Stat Soc A* 148 (1985) 317–327
/// (score statistics). Berger & Boos, *JASA* 89 (1994) 1012–1016. Farouki, *Comput Aided Geom Des* 29 (2012) 379–419 (Bernstein
/// bounds). R `Exact::exact.test`, SAS `PROC FREQ EXACT BARNARD` (pooled).
public struct UnconditionalExactTest: Sendable, Hashable {
    /// What says which tables are more extreme.
    public enum Statistic: String, Sendable, Hashable, CaseIterable {
        /// Barnard's test with z = (p₁ − p₂)/√(p(1 − p)(1/n₁ + 1/n₂)), as in SAS and by default in SciPy.
        case pooled
        /// Barnard's test with Wald's z = (p₁ − p₂)/√(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂).
        case unpooled
        /// Boschloo's test: Fisher's p-value of the same alternative, of two sides that of all tables no likelier. It is never less
        /// powerful than Fisher's test. As R `Exact`; SciPy doubles the smaller of the one-sided p-values instead.
        case fisher
    }

    /// The largest group for which the test is done.
    public static let largestGroup = 1000

    /// What says which tables are more extreme.
    public let statistic: Statistic
    /// Which departures count; two-sided by the size of the statistic.
    public let alternative: Alternative
    /// The p-value; with Berger and Boos's correction γ is added already.
    public let pValue: Double
    /// π, the common proportion at which the p-value is attained.
    public let nuisance: Double

    /// Tests a table whose rows are the groups.
    ///
    /// - Parameters:
    ///   - table: the groups in rows, the first column the event.
    ///   - statistic: the order of the tables.
    ///   - alternative: `greater` is evidence that the first group has more events.
    ///   - bergerBoos: γ, such as 0.001: π is sought only within its Clopper-Pearson limits of coverage 1 − γ, and γ is added to p.
    /// - Throws: ``StatisticsError`` for an empty group, one above ``largestGroup``, or γ outside 0..<1.
    /// - Complexity: O(n₁n₂) for the region, O(N²) for each of some hundred halvings.
    public init(
        _ table: FourfoldTable, statistic: Statistic = .pooled, alternative: Alternative = .twoSided,
        bergerBoos: Double = 0
    ) throws(StatisticsError) {
        let sizes = [table.a + table.b, table.c + table.d]
        if let index = sizes.firstIndex(where: { $0 < 1 || $0 > Self.largestGroup }) {
            throw StatisticsError(
                .invalidValue, argument: "table", index: index,
                "table has \(sizes[index]) subjects in row \(index); expected 1 to \(Self.largestGroup)")
        }
        guard bergerBoos >= 0, bergerBoos < 1 else {
            throw StatisticsError(
                .invalidValue, argument: "bergerBoos", "bergerBoos is \(bergerBoos); expected a number in 0..<1")
        }
        self.statistic = statistic
        self.alternative = alternative
        let events = table.a + table.c
        guard events > 0, events < table.total else {
            (pValue, nuisance) = (1, Double(events) / Double(table.total))
            return
        }
        let region = ExtremeTables(table, statistic, alternative)
        let range = Self.range(events, table.total, bergerBoos)
        let largest = BernsteinMaximum(coefficients: region.conditionalProbabilities, in: range)
        pValue = min(1, largest.value + bergerBoos)
        nuisance = largest.place
    }

    private static func range(_ events: Int, _ total: Int, _ gamma: Double) -> ClosedRange<Double> {
        guard gamma > 0, let level = try? ConfidenceLevel(1 - gamma) else { return 0...1 }
        let limits = Proportion(unchecked: events, total).clopperPearson(level)
        return (limits.lower ?? 0)...(limits.upper ?? 1)
    }
}
