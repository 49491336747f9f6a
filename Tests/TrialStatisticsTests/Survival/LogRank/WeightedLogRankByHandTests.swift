import TestSupport
import Testing

@testable import TrialStatistics

/// Events at 1 (group A), 2 (B), 4 (A); censored at 3 (A) and 5 (B).
///
/// ```
/// t   n   n_A   d_A   S(t−)   S̃(t)            O − E of A   v
/// 1   5   3     1     1       5/6             2/5          6/25
/// 2   4   2     0     4/5     5/6·4/5 = 2/3   −1/2         1/4
/// 4   2   1     1     3/5     2/3·2/3 = 4/9   1/2          1/4
/// ```
@Suite("Weighted log-rank test · ByHand")
struct WeightedLogRankByHandTests {
    private static let scores = [fraction(2, 5), fraction(-1, 2), fraction(1, 2)]
    private static let variances = [fraction(6, 25), fraction(1, 4), fraction(1, 4)]

    private func test(_ weighting: LogRankTest.Weighting) throws -> LogRankTest {
        try LogRankTest(
            SurvivalTimes([1, 2, 3, 4, 5], events: [true, true, false, true, false]),
            groups: Factor(["A", "B", "A", "A", "B"]), weighting: weighting)
    }

    private static func root(_ x: Double) -> Double { x.squareRoot() }

    static let weights: [(LogRankTest.Weighting, [Double])] = [
        (.logRank, [1, 1, 1]),
        (.gehan, [5, 4, 2]),
        (.taroneWare, [root(5), 2, root(2)]),
        (.peto, [fraction(5, 6), fraction(2, 3), fraction(4, 9)]),
        (.modifiedPeto, [fraction(25, 36), fraction(8, 15), fraction(8, 27)]),
        (.flemingHarrington(rho: 1, gamma: 0), [1, fraction(4, 5), fraction(3, 5)]),
        (.flemingHarrington(rho: 0, gamma: 1), [0, fraction(1, 5), fraction(2, 5)]),
        (.flemingHarrington(rho: 1, gamma: 1), [0, fraction(4, 25), fraction(6, 25)]),
        (.flemingHarrington(rho: 0, gamma: 0.5), [0, root(0.2), root(0.4)]),
        (.modestlyWeighted(.survival(0.7)), [1, fraction(5, 4), fraction(10, 7)]),
        (.modestlyWeighted(.time(1.5)), [1, fraction(5, 4), fraction(5, 4)]),
        (.modestlyWeighted(.time(2)), [1, fraction(5, 4), fraction(5, 3)]),
        (.modestlyWeighted(.time(0)), [1, 1, 1]),
    ]

    @Test(arguments: weights)
    func `three event times weigh as their formula says`(_ weighting: LogRankTest.Weighting, _ weights: [Double]) throws
    {
        let answer = try test(weighting)
        let score = zip(weights, Self.scores).reduce(0) { $0 + $1.0 * $1.1 }
        let variance = zip(weights, Self.variances).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        expectClose(
            answer.groups[0].observed - answer.groups[0].expected, score, relative: 1e-14, absolute: 1e-15, "O − E")
        expectClose(answer.groups[0].observed, weights[0] + weights[2], relative: 1e-15, "observed")
        expectClose(answer.covariance[0], variance, relative: 1e-14, "variance")
        expectClose(answer.test?.statistic, score * score / variance, relative: 1e-13, "chi-square")
    }

    @Test func `Gehan and five subjects make 1 over 11`() throws {
        // 5·2/5 − 4/2 + 2/2 = 1, and 25·6/25 + 16/4 + 4/4 = 11.
        expectClose(try test(.gehan).test?.statistic, fraction(1, 11), relative: 1e-14, "chi-square")
    }

    @Test func `each stratum has its own curve`() throws {
        // x: both die, at 1 with n = 2 and at 2 alone. y: two die of three. The weights in y start at 1 again.
        let followUp = try SurvivalTimes([1, 2, 1, 2, 3], events: [true, true, true, true, false])
        let answer = try LogRankTest(
            followUp, groups: Factor(["A", "B", "B", "A", "B"]), strata: Factor(["x", "x", "y", "y", "y"]),
            weighting: .flemingHarrington(rho: 1, gamma: 0))
        // x: 1·(1 − 1/2) and 1/2·0. y: 1·(0 − 1/3) and 2/3·(1 − 1/2).
        expectClose(
            answer.groups[0].observed - answer.groups[0].expected, fraction(1, 2), relative: 1e-14, "O − E")
        // 1/4 + 2/9 + 4/9·1/4 = 7/12.
        expectClose(answer.covariance[0], fraction(7, 12), relative: 1e-14, "variance")
    }

    @Test func `a curve that is emptied before others enter gives no infinite weight`() throws {
        let followUp = try SurvivalTimes(
            [1, 2, 6, 7, 8], events: [true, true, true, true, false], entries: [0, 0, 5, 5, 5])
        let groups = Factor(["A", "B", "A", "B", "B"])
        let answer = try LogRankTest(followUp, groups: groups, weighting: .modestlyWeighted(.time(100)))
        // S is 1, 1/2, then 0 for ever: weights 1, 2, 2, 2.
        expectClose(
            answer.groups[0].observed - answer.groups[0].expected, 0.5 + 2 * fraction(2, 3), relative: 1e-14, "O − E")
        let early = try LogRankTest(followUp, groups: groups, weighting: .flemingHarrington(rho: 1, gamma: 0))
        // Nothing after the emptying counts: 1·(1 − 1/2) and 1/2·0.
        expectClose(early.groups[0].observed - early.groups[0].expected, 0.5, relative: 1e-15, "O − E")
    }

    @Test func `a single event time has no late test`() throws {
        let followUp = try SurvivalTimes([1, 2, 2], events: [true, false, false])
        let answer = try LogRankTest(
            followUp, groups: Factor(["A", "A", "B"]), weighting: .flemingHarrington(rho: 0, gamma: 1))
        #expect(answer.test == nil)
    }

    @Test(arguments: [
        LogRankTest.Weighting.flemingHarrington(rho: -1, gamma: 0), .flemingHarrington(rho: 0, gamma: .nan),
        .modestlyWeighted(.survival(0)), .modestlyWeighted(.survival(1.1)), .modestlyWeighted(.time(-1)),
        .modestlyWeighted(.time(.infinity)),
    ])
    func `an exponent or bound out of range is refused`(_ weighting: LogRankTest.Weighting) throws {
        let error = #expect(throws: StatisticsError.self) { try test(weighting) }
        #expect(error?.code == .invalidValue)
        #expect(error?.argument == "weighting")
    }
}
