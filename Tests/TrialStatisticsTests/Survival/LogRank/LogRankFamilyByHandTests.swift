import TestSupport
import Testing

@testable import TrialStatistics

/// Times 1, 2, 3 with an event each, of groups A, B, C; a fourth subject of C stays to 4 without.
///
/// At 1: n = 4 (1, 1, 2). At 2: n = 3 (0, 1, 2). At 3: n = 2 (0, 0, 2).
/// O = (1, 1, 1), E = (1/4, 1/4 + 1/3, 2/4 + 2/3 + 1) = (1/4, 7/12, 13/6).
/// V_AB = −1/16, V_AC = −2/16, V_BC = −2/16 − 2/9.
private let followUp = Result { try SurvivalTimes([1, 2, 3, 4], events: [true, true, true, false]) }
private let groups = Factor(["A", "B", "C", "C"])

@Suite("Log-rank trend · ByHand")
struct LogRankTrendByHandTests {
    @Test func `scores 1, 2, 3`() throws {
        let trend = try LogRankTrendTest(followUp.get(), groups: groups)
        // T = (O − E)·s = 3/4 + 2·5/12 − 3·7/6 = −23/12; Var = 1·1/16 + 4·2/16 + 1·(2/16 + 2/9) = 131/144.
        expectClose(trend.z, -fraction(23, 12) / fraction(131, 144).squareRoot(), relative: 1e-14, "z")
        #expect(trend.scores == [1, 2, 3] && trend.test?.degreesOfFreedom == 1)
        #expect(trend.departure?.degreesOfFreedom == 1)
    }

    @Test func `alike scores have no trend`() throws {
        let trend = try LogRankTrendTest(followUp.get(), groups: groups, scores: [2, 2, 2])
        #expect(trend.z == nil && trend.test == nil && trend.departure == nil)
    }

    @Test(arguments: [[1, 2], [1, 2, .infinity]])
    func `scores that do not fit are refused`(_ scores: [Double]) throws {
        let error = #expect(throws: StatisticsError.self) {
            try LogRankTrendTest(followUp.get(), groups: groups, scores: scores)
        }
        #expect(error?.argument == "scores")
    }

    @Test func `two groups have no departure`() throws {
        let test = try LogRankTest(followUp.get(), groups: Factor(["A", "B", "B", "B"]))
        let trend = try LogRankTrendTest(of: test)
        expectClose(trend.test?.statistic, test.test?.statistic, relative: 1e-14, "χ²")
        #expect(trend.departure == nil)
        // Group A died first: the hazard falls with the score.
        expectClose(trend.z, test.z.map { -$0 }, relative: 1e-14, "z")
    }
}

@Suite("Direction and hazard ratios of the log-rank test · ByHand")
struct LogRankDirectionByHandTests {
    @Test func `Z, Pike and Peto of A against the others`() throws {
        let test = try LogRankTest(followUp.get(), groups: Factor(["A", "B", "B", "B"]))
        // O₁ = 1, E₁ = 1/4, V = 3/16; O₂ = 2, E₂ = 11/4.
        expectClose(test.z, 0.75 / fraction(3, 16).squareRoot(), relative: 1e-14, "z")
        expectClose(test.hazardRatio(.pike)?.estimate, fraction(2, 11), relative: 1e-14, "Pike: (2/(11/4))/4")
        expectClose(
            test.hazardRatio(.peto)?.estimate, Elementary.exponential(-4), relative: 1e-13, "Peto: exp(−(3/4)/(3/16))")
        let z = ConfidenceLevel.ninetyFivePercent.normalQuantile
        expectClose(
            test.hazardRatio(.peto)?.limits.upper, Elementary.exponential(-4 + z / fraction(3, 16).squareRoot()),
            relative: 1e-12, "upper limit")
    }

    @Test func `three groups and weighted tests have neither`() throws {
        let three = try LogRankTest(followUp.get(), groups: groups)
        #expect(three.z == nil && three.pValue(.lower) == nil && three.hazardRatio(.pike) == nil)
        let weighted = try LogRankTest(followUp.get(), groups: Factor(["A", "B", "B", "B"]), weighting: .gehan)
        #expect(weighted.z != nil && weighted.hazardRatio(.peto) == nil)
    }

    @Test func `without events of a group Pike has none and Peto has`() throws {
        let test = try LogRankTest(followUp.get(), groups: Factor(["A", "A", "A", "B"]))
        #expect(test.hazardRatio(.pike) == nil)
        #expect(test.hazardRatio(.peto) != nil)
    }
}

@Suite("Pairwise comparisons · ByHand")
struct PairwiseComparisonsByHandTests {
    @Test func `each pair has its own risk sets, and a pair without a test stays in the family`() throws {
        // A dies at 1 and 2, B at 3; C leaves before anything happens.
        let followUp = try SurvivalTimes([1, 2, 3, 4, 0.5], events: [true, true, true, false, false])
        let answer = try PairwiseComparisons(followUp, groups: Factor(["A", "A", "B", "B", "C"]))
        #expect(answer.comparisons.map { "\($0.first)\($0.second)" } == ["AB", "AC", "BC"])
        #expect(answer.comparisons.map { $0.pValue == nil } == [false, true, true])
        // A: O = 2, E = 1/2 + 1/3, V = 1/4 + 2/9.
        expectClose(
            answer.comparisons[0].z, fraction(7, 6) / fraction(17, 36).squareRoot(), relative: 1e-13, "z of A and B")
        let p = try #require(answer.comparisons[0].pValue)
        expectClose(answer.comparisons[0].adjustedPValue, min(1, 3 * p), relative: 1e-13, "Holm: three planned pairs")
        #expect(answer.comparisons[1].adjustedPValue == nil)
    }

    @Test func `against the reference, by MaxCombo, not adjusted`() throws {
        let data = GeneratedFollowUp(seed: 5)
        let followUp = try SurvivalTimes(data.times, events: data.events)
        let groups = try Factor(codes: data.arms, levels: ["A", "B", "C"])
        let answer = try PairwiseComparisons(
            followUp, groups: groups, test: .maxCombo(MaxComboTest.standardWeightings), pairs: .reference,
            adjustedBy: nil)
        #expect(answer.comparisons.map(\.second) == ["B", "C"] && answer.procedure == nil)
        let rows = data.times.indices.filter { data.arms[$0] != 1 }
        let alone = try MaxComboTest(
            SurvivalTimes(data.times.picked(rows), events: data.events.picked(rows)),
            groups: Factor(data.arms.picked(rows).map { $0 == 0 ? "A" : "C" }))
        #expect(answer.comparisons[1].pValue == alone.test?.pValue)
        #expect(answer.comparisons[1].adjustedPValue == alone.test?.pValue)
    }

    @Test func `one group has no pairs`() throws {
        #expect(throws: StatisticsError.self) {
            try PairwiseComparisons(SurvivalTimes([1], events: [true]), groups: Factor(["A"]))
        }
    }
}

@Suite("Trend and direction · Property")
struct LogRankFamilyPropertyTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `scores may be shifted and stretched; turned round they turn the sign`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let groups = try Factor(codes: data.arms, levels: ["A", "B", "C"])
        let test = try LogRankTest(
            variant.followUp(data), groups: groups, strata: variant.stratumFactor(data), weighting: .taroneWare)
        let plain = try LogRankTrendTest(of: test)
        let other = try LogRankTrendTest(of: test, scores: [40, 45, 50])
        let turned = try LogRankTrendTest(of: test, scores: [3, 2, 1])
        expectClose(other.z, plain.z, relative: 1e-9, absolute: 1e-11, "stretched")
        expectClose(turned.z, plain.z.map { -$0 }, relative: 1e-9, absolute: 1e-11, "turned round")
        let parts = try #require(plain.test).statistic + (plain.departure?.statistic ?? 0)
        expectClose(parts, test.test?.statistic, relative: 1e-9, "the parts of χ²")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `z squared is χ², and swapping the groups turns the direction`(_ data: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(data.times, events: data.events, entries: data.entries, weights: data.weights)
        let codes = data.arms.map { Int32($0 == 1 ? 1 : 0) }
        let one = try LogRankTest(followUp, groups: Factor(codes: codes, levels: ["A", "B"]))
        let other = try LogRankTest(followUp, groups: Factor(codes: codes.map { 1 - $0 }, levels: ["B", "A"]))
        let z = try #require(one.z)
        expectClose(z * z, one.test?.statistic, relative: 1e-12, "z²")
        expectClose(other.pValue(.lower), one.pValue(.higher), relative: 1e-9, "lower and higher")
        let (ratio, inverse) = (try #require(one.hazardRatio(.peto)?.estimate), other.hazardRatio(.peto)?.estimate)
        expectClose(inverse, 1 / ratio, relative: 1e-9, "Peto")
    }
}
