import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Margins · ByHand")
struct MarginByHandTests {
    @Test func `the score test of no difference is Pearson's`() throws {
        // p₁ − p₂ = 1/5 and p = 9/40 without the factor: z² = 80 · (13·35 − 27·5)²/(40·40·18·62) = 4.588.
        let two = try #require(TwoProportions(try FourfoldTable(13, 27, 5, 35)))
        let pearson = PearsonTest(try ContingencyTable([[13, 27], [5, 35]]))
        for contrast in ProportionContrast.allCases {
            let test = try #require(
                two.scoreTest(contrast, at: contrast == .riskDifference ? 0 : 1, .farringtonManning))
            expectClose(test.z * test.z, pearson.test?.statistic, relative: 1e-12, contrast.rawValue)
            expectClose(test.less + test.greater, 1, relative: 1e-14, "tails")
        }
    }

    @Test func `the likeliest proportions keep the number of events and the contrast`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(13, 27, 5, 35)))
        let (ratio, odds) = (
            ScoreStatistic(two: two, contrast: .riskRatio, variance: .farringtonManning).restricted(2),
            ScoreStatistic(two: two, contrast: .oddsRatio, variance: .farringtonManning).restricted(3)
        )
        expectClose(ratio.first / ratio.second, 2, relative: 1e-14, "ratio")
        expectClose(
            odds.first * (1 - odds.second) / odds.second / (1 - odds.first), 3, relative: 1e-13, "odds ratio")
        expectClose(40 * (odds.first + odds.second), 18, relative: 1e-14, "events")
    }

    @Test func `means of 10 and 9 with the standard error 1`() throws {
        // s² = 8 in both of 16: SE² = 8/16 + 8/16 = 1, t against −1 is 2 on 30 degrees of freedom.
        let deviation = 8.0.squareRoot()
        let test = TTest(
            try SampleSummary(mean: 10, standardDeviation: deviation, count: 16),
            try SampleSummary(mean: 9, standardDeviation: deviation, count: 16), variances: .equal)
        let margin = try MarginTest(difference: test, margin: .above(-1))
        expectClose(margin.pValue, 0.0273125, relative: 1e-5, "P(t₃₀ > 2)")
        #expect(margin.isShown == false, "the lower limit is 1 − 2.042")
        let wider = try MarginTest(difference: test, margin: .between(-2, 2))
        expectClose(wider.lowerPValue, 0.002694982, relative: 1e-5, "P(t₃₀ > 3)")
        expectClose(wider.pValue, 0.1626543, relative: 1e-5, "P(t₃₀ < −1)")
        #expect(wider.isShown == false)
        #expect(try MarginTest(difference: test, margin: .below(3.1)).isShown == true)
    }

    @Test func `zero cells have limits all the same, where something bounds them`() throws {
        let none = try #require(TwoProportions(try FourfoldTable(0, 12, 5, 7)))
        let ratio = none.score(.riskRatio)
        #expect(ratio.estimate == 0 && ratio.limits.lower == 0)
        #expect(try #require(ratio.limits.upper) < 1)
        let all = try #require(TwoProportions(try FourfoldTable(5, 7, 0, 12)))
        #expect(all.score(.riskRatio).limits.upper == nil && all.score(.riskRatio).reason != nil)
        #expect(try MarginTest(all, .riskRatio, margin: .above(0.8)).isShown == true)
        #expect(try MarginTest(all, .riskRatio, margin: .below(1.25)).isShown == false)
        let nobody = try #require(TwoProportions(try FourfoldTable(0, 12, 0, 12)))
        #expect(try MarginTest(nobody, .oddsRatio, margin: .above(0.5)).isShown == nil)
        #expect(try MarginTest(nobody, .riskDifference, margin: .above(-0.5)).isShown == true)
    }

    @Test func `margins that cannot be are refused`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(13, 27, 5, 35)))
        #expect(throws: StatisticsError.self) { try MarginTest(two, .riskDifference, margin: .above(-1.5)) }
        #expect(throws: StatisticsError.self) { try MarginTest(two, .riskRatio, margin: .above(-0.5)) }
        #expect(throws: StatisticsError.self) { try MarginTest(two, .riskDifference, margin: .between(0.1, -0.1)) }
        #expect(throws: StatisticsError.self) {
            try MarginTest(two, .oddsRatio, by: .newcombe, margin: .above(0.5))
        }
    }
}

@Suite("Margins · Golden")
struct MarginGoldenTests {
    @Test(arguments: try TwoProportionsCase.all("score"))
    func `score limits agree with statsmodels and a maximised likelihood`(_ one: TwoProportionsCase) throws {
        let two = try one.two
        let level = try ConfidenceLevel(try #require(one.level))
        for (contrast, variance, expected) in [
            (ProportionContrast.riskDifference, ScoreVariance.miettinenNurminen, one.riskDifference),
            (.riskRatio, .miettinenNurminen, one.riskRatio), (.oddsRatio, .miettinenNurminen, one.oddsRatio),
            (.riskDifference, .farringtonManning, one.riskDifferenceUncorrected),
            (.riskRatio, .farringtonManning, one.riskRatioUncorrected),
            (.oddsRatio, .farringtonManning, one.oddsRatioUncorrected),
        ] {
            guard let expected else { continue }
            let limits = two.score(contrast, variance, level).limits
            expectClose(
                [limits.lower, limits.upper], expected.map { $0 }, relative: 1e-6, absolute: 1e-9,
                "\(contrast) \(variance)")
        }
    }

    @Test(arguments: try TwoProportionsCase.all("margin"))
    func `tests against a margin agree with statsmodels and a maximised likelihood`(_ one: TwoProportionsCase) throws {
        let contrast = try #require(ProportionContrast(rawValue: one.contrast ?? ""))
        let bound = try #require(one.bound)
        let corrected = try one.two.scoreTest(contrast, at: bound)
        let plain = try one.two.scoreTest(contrast, at: bound, .farringtonManning)
        expectClose(
            [corrected?.greater, corrected?.less, plain?.greater, plain?.less],
            [one.greater, one.less, one.greaterUncorrected, one.lessUncorrected], relative: 1e-9, "p")
    }

    @Test(arguments: try TwoProportionsCase.all("equivalence"))
    func `two one-sided tests agree with a maximised likelihood`(_ one: TwoProportionsCase) throws {
        let bounds = try #require(one.bounds)
        let test = try MarginTest(try one.two, .riskDifference, margin: .between(bounds[0], bounds[1]))
        expectClose(test.pValue, one.p, relative: 1e-9, "p")
    }
}

@Suite("Margins · Property")
struct MarginPropertyTests {
    private static let tables: [[Int]] = [
        [83, 17, 69, 7], [13, 27, 5, 35], [40, 10, 38, 12], [2, 18, 6, 14], [10, 10, 10, 10],
    ]

    @Test(arguments: tables)
    func `the limit lies beyond the margin where the p-value is below the level`(_ n: [Int]) throws {
        let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
        for contrast in ProportionContrast.allCases {
            for variance in ScoreVariance.allCases {
                for step in 1...19 {
                    let bound = contrast == .riskDifference ? Double(step - 10) / 20 : Double(step) / 6
                    for margin in [Margin.above(bound), .below(bound)] {
                        let test = try MarginTest(two, contrast, by: .score(variance), margin: margin)
                        #expect(test.isShown == test.pValue.map { $0 < 0.025 }, "\(contrast) \(margin)")
                    }
                }
            }
        }
    }

    @Test(arguments: tables)
    func `exchanging the groups turns limits and tails`(_ n: [Int]) throws {
        let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
        let turned = TwoProportions(two.second, two.first)
        for contrast in ProportionContrast.allCases {
            let (one, other) = (two.score(contrast), turned.score(contrast))
            let isDifference = contrast == .riskDifference
            let mirrored = [other.limits.upper, other.limits.lower].map { $0.map { isDifference ? 0 - $0 : 1 / $0 } }
            expectClose([one.limits.lower, one.limits.upper], mirrored, relative: 1e-8, absolute: 1e-12, "\(contrast)")
            let bound = isDifference ? 0.07 : 1.3
            let test = two.scoreTest(contrast, at: bound)
            let mirror = turned.scoreTest(contrast, at: isDifference ? -bound : 1 / bound)
            expectClose(test?.less, mirror?.greater, relative: 1e-9, "\(contrast) tail")
        }
    }

    @Test func `equivalence is both of its one-sided tests`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(40, 10, 38, 12)))
        let both = try MarginTest(two, .riskRatio, margin: .between(0.8, 1.25))
        let lower = try MarginTest(two, .riskRatio, margin: .above(0.8))
        let upper = try MarginTest(two, .riskRatio, margin: .below(1.25))
        #expect(both.lowerPValue == lower.pValue && both.upperPValue == upper.pValue)
        #expect(both.isShown == ((lower.isShown ?? false) && (upper.isShown ?? false)))
    }
}
