import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/pairs-and-variances.json`; which parts it has depends on its kind.
struct PairsAndVariancesCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name: String
    let counts: [Int]?
    let level, chiSquare, p, f, fP: Double?
    let df: Int?
    let deltas, z: [Double]?
    let groups: [[Double]]?
    let difference, oddsRatio: ComparisonCase.Interval?

    var testDescription: String { name }

    static let golden = Result { try Golden<PairsAndVariancesCase>(named: "pairs-and-variances") }

    static func all(_ kind: String) throws -> [PairsAndVariancesCase] {
        try golden.get().cases.filter { $0.kind == kind }
    }
}

@Suite("Pairs of answers, equal variances · ByHand")
struct PairedProportionsByHandTests {
    @Test func `against no difference Tango's z is McNemar's`() throws {
        // (5 − 1)/√6.
        let table = try FourfoldTable(10, 5, 1, 10)
        let pairs = PairedProportions(table)
        expectClose(pairs.scoreTest(at: 0)?.z, 4 / 6.0.squareRoot(), relative: 1e-14, "z")
        expectClose(pairs.difference().estimate, fraction(4, 26), relative: 1e-15, "difference")
        #expect(pairs.oddsRatio().estimate == 5)
        let same = PairedProportions(try FourfoldTable(10, 0, 0, 10))
        #expect(same.difference().estimate == 0 && same.oddsRatio().reason != nil)
        // z = −20δ/√(20(2q + δ(1 − δ))) with q = 0 for δ > 0: z² = 20δ/(1 − δ) = z₀² at δ = z₀²/(20 + z₀²).
        let square = 1.959963984540054 * 1.959963984540054
        expectClose(same.difference().limits.upper, square / (20 + square), relative: 1e-9, "upper")
        let up = PairedProportions(try FourfoldTable(3, 4, 0, 3)).oddsRatio()
        #expect(up.estimate == nil && up.limits.upper == nil && up.limits.lower != nil)
    }

    @Test func `Bartlett of two groups whose variances are 1 and 4`() throws {
        // s² = 5/2 on 2 + 2: 2 log(5/2) + 2 log(5/8), over 1 + (1 − 1/4)/3 = 5/4.
        let groups = try [[1.0, 2, 3], [2, 4, 6]].map { try SampleSummary($0) }
        let expected = 2 * (Elementary.logarithm(2.5) + Elementary.logarithm(0.625)) / 1.25
        expectClose(VarianceHomogeneityTest.bartlett(groups)?.statistic, expected, relative: 1e-13, "χ²")
        // Distances 1, 0, 1 and 2, 0, 2: means 2/3 and 4/3, F = (2/3)/(10/3/4) = 4/5.
        let test = try VarianceHomogeneityTest.brownForsythe([[1, 2, 3], [2, 4, 6]])
        expectClose(test.statistic, 0.8, relative: 1e-13, "F")
        #expect(VarianceHomogeneityTest.bartlett([groups[0]]) == nil)
        #expect(VarianceHomogeneityTest.bartlett([groups[0], try SampleSummary([3, 3])]) == nil)
    }
}

@Suite("Pairs of answers, equal variances · Golden")
struct PairedProportionsGoldenTests {
    @Test(arguments: try PairsAndVariancesCase.all("pairs"))
    func `pairs of answers`(_ one: PairsAndVariancesCase) throws {
        let n = try #require(one.counts)
        let pairs = PairedProportions(try FourfoldTable(n[0], n[1], n[2], n[3]))
        let level = try ConfidenceLevel(try #require(one.level))
        let deltas = try #require(one.deltas)
        expectClose(deltas.map { pairs.scoreTest(at: $0)?.z }, try #require(one.z).map { $0 }, relative: 1e-8, "z")
        let difference = pairs.difference(level)
        expectClose(
            [difference.estimate, difference.limits.lower, difference.limits.upper],
            [one.difference?.estimate, one.difference?.lower, one.difference?.upper], relative: 1e-8, "difference")
        let odds = pairs.oddsRatio(level)
        expectClose(
            [odds.estimate, odds.limits.lower, odds.limits.upper],
            [one.oddsRatio?.estimate, one.oddsRatio?.lower, one.oddsRatio?.upper], relative: 1e-9, "odds ratio")
    }

    @Test(arguments: try PairsAndVariancesCase.all("variances"))
    func `equal variances`(_ one: PairsAndVariancesCase) throws {
        let groups = try #require(one.groups)
        let bartlett = VarianceHomogeneityTest.bartlett(try groups.map { try SampleSummary($0) })
        expectClose([bartlett?.statistic, bartlett?.pValue], [one.chiSquare, one.p], relative: 1e-10, "Bartlett")
        #expect(bartlett?.degreesOfFreedom == one.df)
        let other = try VarianceHomogeneityTest.brownForsythe(groups)
        expectClose([other.statistic, other.pValue], [one.f, one.fP], relative: 1e-9, "Brown-Forsythe")
    }
}

@Suite("Pairs of answers, equal variances · Property")
struct PairedProportionsPropertyTests {
    @Test(arguments: [[10, 5, 1, 10], [12, 6, 0, 4], [3, 9, 14, 2], [40, 1, 1, 60]])
    func `exchanging the answers turns the difference and inverts the odds`(_ n: [Int]) throws {
        let (one, other) = (
            PairedProportions(try FourfoldTable(n[0], n[1], n[2], n[3])),
            PairedProportions(try FourfoldTable(n[0], n[2], n[1], n[3]))
        )
        let (limits, turned) = (one.difference().limits, other.difference().limits)
        expectClose(limits.lower, turned.upper.map { 0 - $0 }, relative: 1e-8, "difference")
        expectClose(one.scoreTest(at: 0.07)?.less, other.scoreTest(at: -0.07)?.greater, relative: 1e-9, "tails")
        let (mid, exact) = (one.midPOddsRatio().limits, one.oddsRatio().limits)
        #expect(mid.lower ?? 0 >= exact.lower ?? 0 && mid.upper ?? 1e99 <= exact.upper ?? 1e99)
        // The limits are where the test is just significant.
        if let lower = limits.lower, lower > -1 {
            expectClose(one.scoreTest(at: lower)?.greater, 0.025, relative: 1e-7, "at the limit")
        }
    }

    @Test func `variances have no place and no unit`() throws {
        let groups = [[1.5, 2.25, 9, 4.125], [3.0, 8.5, 7.75], [1, 1.5, 2]]
        let moved = groups.map { $0.map { 8 * $0 + 64 } }
        expectClose(
            VarianceHomogeneityTest.bartlett(try moved.map { try SampleSummary($0) })?.statistic,
            VarianceHomogeneityTest.bartlett(try groups.map { try SampleSummary($0) })?.statistic, relative: 1e-10, "χ²"
        )
        expectClose(
            try VarianceHomogeneityTest.brownForsythe(moved).statistic,
            try VarianceHomogeneityTest.brownForsythe(groups).statistic, relative: 1e-10, "F")
    }

    @Test func `one stratum against a margin is one table against it`() throws {
        let table = try FourfoldTable(83, 17, 69, 7)
        let two = try #require(TwoProportions(table))
        for margin in [Margin.above(-0.1), .below(0.2), .between(-0.2, 0.05)] {
            let common = try MarginTest(common: StratifiedProportions([table]), margin: margin)
            let plain = try MarginTest(two, .riskDifference, margin: margin)
            expectClose(common.pValue, plain.pValue, relative: 1e-9, "p")
            #expect(common.isShown == plain.isShown)
        }
        let pairs = try MarginTest(pairs: PairedProportions(try FourfoldTable(40, 5, 4, 20)), margin: .above(-0.2))
        #expect(pairs.isShown == pairs.pValue.map { $0 < 0.025 })
    }
}
