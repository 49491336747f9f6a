import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Comparisons of groups · ByHand")
struct ComparisonsByHandTests {
    @Test func `the tea tasting, of 70 ways to choose four cups of eight`() throws {
        let tea = FisherExactTest(try FourfoldTable(3, 1, 1, 3))
        // The ways with 0, 1, 2, 3, 4 right: 1, 16, 36, 16, 1.
        expectClose(tea.pValue, fraction(34, 70), relative: 1e-13, "two-sided")
        expectClose(tea.greater, fraction(17, 70), relative: 1e-13, "greater")
        expectClose(tea.less, fraction(69, 70), relative: 1e-13, "less")
        expectClose(tea.midPValue, fraction(34 - 8, 70), relative: 1e-13, "mid-p")
        expectClose(
            FreemanHaltonTest(try ContingencyTable([[3, 1], [1, 3]])).pValue, fraction(34, 70), relative: 1e-13,
            "any size")
    }

    @Test func `three rows of two, all fillings counted`() throws {
        // Rows of 1, columns of 1 and 2: three tables, each of 1/3.
        let table = try ContingencyTable([[1, 0], [0, 1], [0, 1]])
        expectClose(FreemanHaltonTest(table).pValue, 1, relative: 1e-14, "p")
        // Two columns of 2 over rows of 2, 1, 1: P = 1/6 for each of the two that share the row unevenly.
        let uneven = try ContingencyTable([[2, 0], [0, 1], [0, 1]])
        expectClose(FreemanHaltonTest(uneven).pValue, fraction(1, 3), relative: 1e-13, "p")
    }

    @Test func `Pearson of a table whose expectations are 2`() throws {
        let test = PearsonTest(try ContingencyTable([[3, 1], [1, 3]]))
        #expect(test.expected == [2, 2, 2, 2] && test.smallestExpected == 2)
        #expect(test.test?.statistic == 2 && test.corrected?.statistic == 0.5)
    }

    @Test func `a row without subjects says nothing`() throws {
        let test = PearsonTest(try ContingencyTable([[3, 1], [0, 0], [1, 3]]))
        #expect(test.test?.statistic == 2 && test.test?.degreesOfFreedom == 1)
        let single = try ContingencyTable([[3, 1], [0, 0]])
        #expect(PearsonTest(single).test == nil && FreemanHaltonTest(single).pValue == 1)
        let fisher = FisherExactTest(try FourfoldTable(3, 1, 0, 0))
        #expect(fisher.pValue == 1 && fisher.oddsRatio.estimate == nil && fisher.oddsRatio.reason != nil)
    }

    @Test func `work beyond the limit is not done`() throws {
        let table = try ContingencyTable([[4, 1, 0], [2, 5, 3], [0, 2, 8]])
        #expect(FreemanHaltonTest(table, workLimit: 10).pValue == nil)
    }

    @Test func `one stratum of Mantel and Haenszel`() throws {
        // a − E = (9 − 1)/8 = 1, V = 4⁴/(64·7) = 4/7.
        let test = MantelHaenszelTest([try FourfoldTable(3, 1, 1, 3)])
        expectClose(test.test?.statistic, fraction(7, 4), relative: 1e-14, "χ²")
        expectClose(test.corrected?.statistic, fraction(7, 16), relative: 1e-14, "corrected")
        #expect(test.oddsRatio.estimate == 9)
        let empty = MantelHaenszelTest([try FourfoldTable(3, 1, 0, 0)])
        #expect(empty.test == nil && empty.informativeStrata == 0 && empty.oddsRatio.reason != nil)
    }

    @Test func `McNemar of five changes against one`() throws {
        let test = McNemarTest(try FourfoldTable(10, 5, 1, 10))
        expectClose(test.test?.statistic, fraction(16, 6), relative: 1e-15, "χ²")
        expectClose(test.corrected?.statistic, fraction(9, 6), relative: 1e-15, "corrected")
        expectClose(test.exactPValue, fraction(14, 64), relative: 1e-13, "exact")
        let none = McNemarTest(try FourfoldTable(10, 0, 0, 10))
        #expect(none.test == nil && none.exactPValue == 1)
    }

    @Test func `a trend of one, two and three of four`() throws {
        // p = 1/2, Σ s(y − 2) = 2, variance = 1/4 · 4 · 2 = 2.
        let test = try TrendTest(successes: [1, 2, 3], of: [4, 4, 4])
        expectClose(test.test?.statistic, 2, relative: 1e-14, "χ²")
        #expect(try #require(test.z) > 0)
        #expect(try TrendTest(successes: [0, 0], of: [4, 4]).test == nil)
    }

    @Test func `ratios with zero cells have reasons, not numbers`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(0, 5, 3, 2)))
        #expect(two.oddsRatio().estimate == 0 && two.oddsRatio().limits == .notEstimable)
        #expect(two.riskRatio().estimate == 0 && two.riskRatio().reason != nil)
        let other = try #require(TwoProportions(try FourfoldTable(3, 2, 0, 5)))
        #expect(other.oddsRatio().estimate == nil && other.riskRatio().estimate == nil)
        #expect(TwoProportions(try FourfoldTable(0, 0, 3, 2)) == nil)
    }

    @Test func `differences at the ends of the scale`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(5, 0, 0, 5)))
        let score = two.differenceMiettinenNurminen()
        #expect(score.limits.upper == 1 && score.estimate == 1)
        #expect(try #require(score.limits.lower) < 0.7)
        let same = try #require(TwoProportions(try FourfoldTable(5, 0, 5, 0))).differenceMiettinenNurminen().limits
        expectClose(same.lower, same.upper.map { 0 - $0 }, relative: 1e-12, "symmetric about 0")
    }

    @Test func `t of two samples`() throws {
        // Means 2 and 5, sums of squares 2 and 8: s² = 10/4, SE² = 5/3; Welch's SE² = 1/3 + 4/3, df = 25/9 · 9·2/17.
        let (first, second) = (try SampleSummary([1, 2, 3]), try SampleSummary([3, 5, 7]))
        let pooled = TTest(first, second, variances: .equal)
        expectClose(pooled.statistic, -3 / fraction(5, 3).squareRoot(), relative: 1e-14, "t")
        #expect(pooled.degreesOfFreedom == 4)
        expectClose(
            TTest(first, second, variances: .unequal).degreesOfFreedom, fraction(50, 17), relative: 1e-14, "Welch's df")
        let flat = TTest(try SampleSummary([1, 1]), try SampleSummary([2, 2]), variances: .equal)
        #expect(flat.pValue == nil && flat.difference.estimate == -1 && flat.reason != nil)
    }

    @Test func `an analysis of variance of three pairs`() throws {
        // Means 2, 4, 6: between 16 on 2, within 6 on 3, F = 4.
        let test = OneWayAnalysisOfVariance(
            [try SampleSummary([1, 3]), try SampleSummary([3, 5]), try SampleSummary([5, 7])])
        expectClose(test.statistic, 4, relative: 1e-14, "F")
        #expect(test.degreesOfFreedomWithin == 3)
        #expect(OneWayAnalysisOfVariance([try SampleSummary([1, 1]), try SampleSummary([2, 2])]).statistic == nil)
    }

    @Test func `rank sums of two and two, of six orders`() throws {
        let test = try RankSumTest([1, 2], [3, 4])
        #expect(test.statistic == 0 && test.method == .exact)
        expectClose(test.pValue, fraction(2, 6), relative: 1e-15, "p")
        #expect(try RankSumTest([1, 1], [1, 1]).pValue == nil)
        // Ranks 1 and 2, 3 and 4: H = 12/20 · (9/2 + 49/2) − 15 = 12/5.
        expectClose(
            try KruskalWallisTest([[1, 2], [3, 4]]).test?.statistic, fraction(12, 5), relative: 1e-14, "H")
        #expect(try KruskalWallisTest([[1, 1], [1, 1]]).test == nil)
    }

    @Test func `Holm, Hochberg and a fixed sequence`() throws {
        let values = [0.01, 0.04, 0.03]
        expectClose(try AdjustedPValues(values, by: .holm).values, [0.03, 0.06, 0.06], relative: 1e-14, "Holm")
        expectClose(try AdjustedPValues(values, by: .hochberg).values, [0.03, 0.04, 0.04], relative: 1e-14, "Hochberg")
        #expect(try AdjustedPValues(values, by: .fixedSequence).values == [0.01, 0.04, 0.04])
    }

    @Test func `what cannot be is refused by name`() throws {
        func text(_ body: () throws -> Void) -> String {
            do { try body() } catch { return "\(error)" }
            return "accepted"
        }
        #expect(text { _ = try ContingencyTable([[1, 2]]) }.contains("at least two"))
        #expect(text { _ = try ContingencyTable([[1, 2], [3]]) }.contains("table[1]"))
        #expect(text { _ = try ContingencyTable([[1, -2], [3, 4]]) }.contains("table[0][1] is -2"))
        #expect(text { _ = try ContingencyTable([[0, 0], [0, 0]]) }.contains("no subjects"))
        #expect(text { _ = try Proportion(3, of: 2) }.contains("0...2"))
        #expect(text { _ = try SampleSummary(mean: 1, standardDeviation: -1, count: 3) }.contains("standardDeviation"))
        #expect(text { _ = try SampleSummary([1, .nan]) }.contains("values[1]"))
        #expect(text { _ = try AdjustedPValues([0.1, 1.2], by: .holm) }.contains("pValues[1]"))
    }
}

@Suite("Comparisons of groups · Published")
struct ComparisonsPublishedTests {
    // American Journal of Translational Research 2021, arms ID and RD of 40 each, tables 2 and 3.
    @Test func `complete remission in 13 of 40 against 5 of 40`() throws {
        let pearson = PearsonTest(try ContingencyTable([[13, 27], [5, 35]]))
        #expect(abs(try #require(pearson.test?.statistic) - 4.588) < 0.0005)
        #expect(abs(try #require(pearson.test?.pValue) - 0.032) < 0.0005)
        #expect(abs(try #require(pearson.corrected?.statistic) - 3.513) < 0.0005)
        #expect(abs(try #require(pearson.corrected?.pValue) - 0.061) < 0.0005)
        #expect(abs(FisherExactTest(try FourfoldTable(13, 27, 5, 35)).pValue - 0.059) < 0.0006)
        #expect(pearson.smallestExpected == 9)
    }

    @Test func `performance before treatment, from mean and standard deviation`() throws {
        let first = try SampleSummary(mean: 70.05, standardDeviation: 10.62, count: 40)
        let second = try SampleSummary(mean: 67.51, standardDeviation: 11.35, count: 40)
        let pooled = TTest(first, second, variances: .equal)
        #expect(abs(try #require(pooled.statistic) - 1.033) < 0.0006)
        #expect(abs(try #require(pooled.pValue) - 0.305) < 0.0006)
    }

    @Test func `response of 27 in 64 with exact limits`() throws {
        let response = try Proportion(27, of: 64)
        let limits = response.clopperPearson()
        #expect(abs(response.estimate - 0.422) < 0.0005)
        expectClose([limits.lower, limits.upper], [0.299, 0.552], relative: 0, absolute: 0.0005, "limits")
    }

    // Newcombe, Stat Med 17 (1998) 873–890, table II, example (a), methods 10 and 6.
    @Test func `the difference of 56 in 70 and 48 in 80`() throws {
        let two = TwoProportions(try Proportion(56, of: 70), try Proportion(48, of: 80))
        let (hybrid, score) = (two.differenceNewcombe().limits, two.differenceMiettinenNurminen().limits)
        expectClose([hybrid.lower, hybrid.upper], [0.0524, 0.3339], relative: 0, absolute: 0.00005, "Newcombe")
        expectClose(
            [score.lower, score.upper], [0.0528, 0.3382], relative: 0, absolute: 0.00005, "Miettinen-Nurminen")
    }
}
