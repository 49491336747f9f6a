import TestSupport
import Testing

@testable import TrialStatistics

private let tables: [[Int]] = [
    [3, 1, 1, 3], [13, 27, 5, 35], [0, 12, 5, 9], [7, 0, 4, 11], [2, 15, 10, 3], [1, 1, 1, 1], [40, 60, 55, 45],
]

@Suite("Comparisons of groups · Property")
struct ComparisonsPropertyTests {
    @Test(arguments: tables)
    func `exchange of rows and columns changes nothing, of one of them turns the direction`(_ n: [Int]) throws {
        let one = FisherExactTest(try FourfoldTable(n[0], n[1], n[2], n[3]))
        let transposed = FisherExactTest(try FourfoldTable(n[0], n[2], n[1], n[3]))
        let swapped = FisherExactTest(try FourfoldTable(n[2], n[3], n[0], n[1]))
        for other in [transposed, swapped] {
            expectClose(other.pValue, one.pValue, relative: 1e-12, "p")
            expectClose(other.midPValue, one.midPValue, relative: 1e-12, "mid-p")
        }
        expectClose(transposed.oddsRatio.estimate, one.oddsRatio.estimate, relative: 1e-9, "odds ratio")
        expectClose([swapped.less, swapped.greater], [one.greater, one.less], relative: 1e-12, "tails")
        if let ratio = one.oddsRatio.estimate, ratio > 0 {
            expectClose(swapped.oddsRatio.estimate, 1 / ratio, relative: 1e-9, "inverse odds ratio")
        }
    }

    @Test(arguments: tables)
    func `the two tails overlap in the table seen`(_ n: [Int]) throws {
        let table = try FourfoldTable(n[0], n[1], n[2], n[3])
        let test = FisherExactTest(table)
        let seen = 2 * (test.pValue - test.midPValue)
        expectClose(test.less + test.greater, 1 + seen, relative: 1e-12, "less + greater")
        expectClose(HypergeometricCounts(table).probabilities().reduce(0, +), 1, relative: 1e-13, "sum")
        expectClose(
            FreemanHaltonTest(try ContingencyTable([[n[0], n[1]], [n[2], n[3]]])).pValue, test.pValue, relative: 1e-10,
            "any size")
    }

    @Test func `relabelling, transposing and splitting leave tests of larger tables alone`() throws {
        let table = try ContingencyTable([[4, 1, 0, 3], [2, 5, 3, 1], [0, 2, 8, 2]])
        let shuffled = try ContingencyTable([[2, 8, 2, 0], [1, 0, 3, 4], [5, 3, 1, 2]])
        for other in [table.transposed, shuffled] {
            expectClose(
                FreemanHaltonTest(other).pValue, FreemanHaltonTest(table).pValue, relative: 1e-11, "exact")
            expectClose(
                PearsonTest(other).test?.statistic, PearsonTest(table).test?.statistic, relative: 1e-13, "Pearson")
        }
        #expect(table.transposed.transposed == table)
    }

    @Test(arguments: tables)
    func `a difference of proportions turns its sign with the groups`(_ n: [Int]) throws {
        let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
        let turned = TwoProportions(two.second, two.first)
        for (one, other) in [
            (two.differenceNewcombe(), turned.differenceNewcombe()),
            (two.differenceMiettinenNurminen(), turned.differenceMiettinenNurminen()),
        ] {
            expectClose(
                [other.limits.lower, other.limits.upper],
                [one.limits.upper, one.limits.lower].map { $0.map { 0 - $0 } },
                relative: 1e-9, absolute: 1e-12, "limits")
            #expect(one.limits.lower ?? 2 <= two.difference && two.difference <= one.limits.upper ?? -2)
        }
    }

    @Test func `limits of a proportion mirror those of its complement`() throws {
        for (x, n) in [(0, 5), (1, 7), (27, 64), (64, 64), (3, 1000)] {
            let (one, other) = (try Proportion(x, of: n), try Proportion(n - x, of: n))
            for limits in [
                (one.wilson(), other.wilson()), (one.clopperPearson(), other.clopperPearson()),
                (one.agrestiCoull(), other.agrestiCoull()),
            ] {
                expectClose(
                    limits.0.lower, limits.1.upper.map { 1 - $0 }, relative: 1e-10, absolute: 1e-14, "\(x) of \(n)")
            }
        }
    }

    @Test func `replicated strata leave the common odds ratio alone`() throws {
        let strata = [try FourfoldTable(4, 6, 2, 9), try FourfoldTable(7, 3, 4, 8)]
        let (one, twice) = (MantelHaenszelTest(strata), MantelHaenszelTest(strata + strata))
        expectClose(twice.oddsRatio.estimate, one.oddsRatio.estimate, relative: 1e-14, "odds ratio")
        expectClose(
            twice.test?.statistic, one.test.map { 2 * $0.statistic }, relative: 1e-13, "χ²")
    }

    @Test func `a trend of two groups is Pearson's test`() throws {
        let trend = try TrendTest(successes: [13, 5], of: [40, 40], scores: [3, 8])
        let pearson = PearsonTest(try ContingencyTable([[13, 27], [5, 35]]))
        expectClose(trend.test?.statistic, pearson.test?.statistic, relative: 1e-13, "χ²")
    }

    @Test func `F of two groups is the square of t, H that of W`() throws {
        let (x, y) = ([1.5, 2.25, 9, 4.125], [3.0, 8.5, 7.75])
        let t = TTest(try SampleSummary(x), try SampleSummary(y), variances: .equal)
        let f = OneWayAnalysisOfVariance([try SampleSummary(x), try SampleSummary(y)])
        expectClose(f.statistic, t.statistic.map { $0 * $0 }, relative: 1e-12, "F")
        expectClose(f.pValue, t.pValue, relative: 1e-12, "p")
        let (w, turned) = (try RankSumTest(x, y), try RankSumTest(y, x))
        #expect(w.statistic + turned.statistic == 12 && w.pValue == turned.pValue)
        let moved = try RankSumTest(x.map { $0 * $0 * 3 }, y.map { $0 * $0 * 3 })
        #expect(moved == w, "only the order counts")
    }

    @Test func `means move and stretch with the unit`() throws {
        let (x, y) = ([1.5, 2.25, 9, 4.125], [3.0, 8.5, 7.75])
        let one = TTest(try SampleSummary(x), try SampleSummary(y), variances: .unequal)
        let other = TTest(
            try SampleSummary(x.map { 4 * $0 + 1e6 }), try SampleSummary(y.map { 4 * $0 + 1e6 }), variances: .unequal)
        expectClose(
            [other.statistic, other.degreesOfFreedom, other.pValue], [one.statistic, one.degreesOfFreedom, one.pValue],
            relative: 1e-9, "t")
    }

    @Test func `adjusted p-values do not fall below their own, and Hochberg not above Holm`() throws {
        let values = [0.2, 0.001, 0.013, 0.9, 0.04, 0.04]
        let holm = try AdjustedPValues(values, by: .holm).values
        let hochberg = try AdjustedPValues(values, by: .hochberg).values
        for index in values.indices { #expect(values[index] <= hochberg[index] && hochberg[index] <= holm[index]) }
    }
}
