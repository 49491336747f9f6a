import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Log-rank test · ByHand")
struct LogRankByHandTests {
    @Test func `six subjects, two groups`() throws {
        let data = try BookData.right
        let test = try LogRankTest(data.followUp, groups: BookData.groups(data.x))
        // Group 1 expects 1·3/6 at 1, 2·1/4 at 6, 0 at 9; V = 1/4 + (2·2/3)(1/4)(3/4) = 1/2.
        #expect(test.groups.map(\.observed) == [2, 2])
        expectClose(test.groups.map(\.expected), [3, 1], relative: 1e-15, "expected")
        expectClose(test.covariance, [0.5, -0.5, -0.5, 0.5], relative: 1e-15, "covariance")
        expectClose(test.test?.statistic, 2, relative: 1e-14, "chi-square")
        #expect(test.test?.degreesOfFreedom == 1)
    }

    @Test func `ten subjects with delayed entry`() throws {
        let data = try BookData.counting
        let test = try LogRankTest(data.followUp, groups: BookData.groups(data.x))
        // 1/2 + 1/3 + 3/5 + 3/4 + 3/4 + 2·3/5 = 62/15 expected in group 1, 4 observed;
        // V = 1/4 + 2/9 + 6/25 + 3/16 + 3/16 + (2·3/4)(6/25) = 2605/1800.
        #expect(test.groups.map(\.observed) == [3, 4])
        expectClose(test.groups.map(\.expected), [43.0 / 15, 62.0 / 15], relative: 1e-14, "expected")
        expectClose(test.covariance[0], 2605.0 / 1800, relative: 1e-14, "variance")
        expectClose(test.test?.statistic, 4.0 / 225 * 1800 / 2605, relative: 1e-12, "chi-square")
    }

    @Test func `two strata of one event each`() throws {
        // In each stratum an event of group A with one of A and n − 1 of B at risk: E = 1/n, V = (n − 1)/n².
        let followUp = try SurvivalTimes([1, 2, 5, 6, 6], events: [true, false, true, false, false])
        let groups = Factor(["A", "B", "A", "B", "B"])
        let test = try LogRankTest(followUp, groups: groups, strata: Factor(["x", "x", "y", "y", "y"]))
        expectClose(test.groups.map(\.expected), [5.0 / 6, 7.0 / 6], relative: 1e-15, "expected")
        // V = 1/4 + 2/9 = 17/36, (2 − 5/6)² = 49/36.
        expectClose(test.test?.statistic, 49.0 / 17, relative: 1e-14, "chi-square")
    }

    @Test func `three groups share an event by their numbers`() throws {
        let followUp = try SurvivalTimes([1, 2, 2, 2, 2, 2], events: [true, false, false, false, false, false])
        let test = try LogRankTest(followUp, groups: Factor(["A", "A", "A", "B", "B", "C"]))
        expectClose(test.groups.map(\.expected), [1.0 / 2, 1.0 / 3, 1.0 / 6], relative: 1e-15, "expected")
        let covariance = [(1, 4), (-1, 6), (-1, 12), (-1, 6), (2, 9), (-1, 18), (-1, 12), (-1, 18), (5, 36)].map(
            fraction)
        expectClose(test.covariance, covariance, relative: 1e-14, "covariance")
        // One draw from six: Σ (O − E)²/E = (1/4)/(1/2) + 1/3 + 1/6 = 1.
        expectClose(test.test?.statistic, 1, relative: 1e-14, "chi-square")
        #expect(test.test?.degreesOfFreedom == 2)
    }
}
