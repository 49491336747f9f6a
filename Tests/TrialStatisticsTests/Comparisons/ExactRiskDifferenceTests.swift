import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Exact risk difference · ByHand")
struct ExactRiskDifferenceByHandTests {
    @Test func `one of one against none of one`() throws {
        // Only (1, 0) is as extreme against any δ: p₁(1 − p₂) with p₁ = p₂ + δ is largest at p₂ = (1 − δ)/2, ((1 + δ)/2)².
        let two = TwoProportions(try Proportion(1, of: 1), try Proportion(0, of: 1))
        let exact = try ExactRiskDifference(two, level: try ConfidenceLevel(0.9))
        for delta in [-0.5, 0, 0.4] {
            expectClose(
                exact.greater(than: delta), (1 + delta) * (1 + delta) / 4, relative: 1e-9, "p against \(delta)")
        }
        // ((1 + δ)/2)² = 0.05 at δ = 2√0.05 − 1.
        expectClose(exact.estimate.limits.lower, 2 * 0.05.squareRoot() - 1, relative: 1e-7, "lower")
        #expect(exact.estimate.limits.upper == 1 && exact.greater(than: 1) == nil)
    }

    @Test func `groups that are too large are refused`() throws {
        let two = TwoProportions(try Proportion(1, of: 300), try Proportion(0, of: 10))
        #expect(throws: StatisticsError.self) { try ExactRiskDifference(two) }
    }
}

/// One case of `Validation/R/exact-difference.json`.
struct ExactRiskDifferenceCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let counts: [Int]
    let level, lower, upper: Double
    let deltas, greater, less: [Double]

    var testDescription: String { name }

    static let golden = Result { try Golden<ExactRiskDifferenceCase>(named: "exact-difference") }
}

@Suite("Exact risk difference · Golden")
struct ExactRiskDifferenceGoldenTests {
    @Test(arguments: try ExactRiskDifferenceCase.golden.get().cases)
    func `agrees with a direct sum in R`(_ one: ExactRiskDifferenceCase) throws {
        let n = one.counts
        let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
        let exact = try ExactRiskDifference(two, level: try ConfidenceLevel(one.level))
        for (index, delta) in one.deltas.enumerated() {
            expectClose(
                [exact.greater(than: delta), exact.less(than: delta)], [one.greater[index], one.less[index]],
                relative: 1e-8, "p against \(delta)")
        }
        // R's limits come from 201 points without refinement at each step.
        expectClose(
            [exact.estimate.limits.lower, exact.estimate.limits.upper], [one.lower, one.upper], relative: 0,
            absolute: 2e-6, "limits")
    }
}

@Suite("Exact risk difference · Property")
struct ExactRiskDifferencePropertyTests {
    @Test func `the statistic rises with the first count and falls with the second, so that the walk finds all tables`()
        throws
    {
        for (n1, n2) in [(6, 9), (8, 8), (11, 3)] {
            for delta in [-0.8, -0.35, -0.01, 0, 0.2, 0.6, 0.95] {
                func z(_ x1: Int, _ x2: Int) throws -> Double {
                    let two = TwoProportions(try Proportion(x1, of: n1), try Proportion(x2, of: n2))
                    let statistic = ScoreStatistic(two: two, contrast: .riskDifference, variance: .farringtonManning)
                    return statistic.z(at: delta) ?? (two.difference > delta ? 1e9 : -1e9)
                }
                for x1 in 0...n1 {
                    for x2 in 0...n2 {
                        if x1 < n1 { #expect(try z(x1 + 1, x2) > z(x1, x2) - 1e-9, "\(x1) \(x2) \(delta)") }
                        if x2 < n2 { #expect(try z(x1, x2 + 1) < z(x1, x2) + 1e-9, "\(x1) \(x2) \(delta)") }
                    }
                }
            }
        }
    }

    @Test(arguments: [[3, 9, 7, 4], [0, 8, 2, 7], [10, 2, 5, 9]])
    func `exchanging the groups turns limits and tests; no p₂ does better than p`(_ n: [Int]) throws {
        let two = try #require(TwoProportions(try FourfoldTable(n[0], n[1], n[2], n[3])))
        let turned = try ExactRiskDifference(TwoProportions(two.second, two.first))
        let exact = try ExactRiskDifference(two)
        expectClose(exact.estimate.limits.lower, turned.estimate.limits.upper.map { 0 - $0 }, relative: 1e-7, "limits")
        let tables = ExtremeDifferences(two, 0.1)
        let p = try #require(exact.greater(than: 0.1))
        for step in 0...90 {
            let second = Double(step) / 100
            let chance = tables.steps.enumerated().reduce(0) { sum, pair in
                sum + Self.binomial(pair.offset, two.second.count, second)
                    * (pair.element...max(pair.element, two.first.count)).reduce(0) {
                        $1 > two.first.count ? $0 : $0 + Self.binomial($1, two.first.count, second + 0.1)
                    }
            }
            #expect(chance <= p * (1 + 1e-8), "\(second)")
        }
        // The limits are those of the test, and hold the score limits' place.
        let lower = try #require(exact.estimate.limits.lower)
        #expect(try #require(exact.greater(than: lower - 1e-4)) < 0.0251)
        #expect(lower <= two.difference)
    }

    private static func binomial(_ k: Int, _ n: Int, _ p: Double) -> Double {
        (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) } * Elementary.power(p, Double(k))
            * Elementary.power(1 - p, Double(n - k))
    }

    @Test func `a margin can be held by the exact test`() throws {
        let two = try #require(TwoProportions(try FourfoldTable(18, 2, 17, 3)))
        let test = try MarginTest(two, .riskDifference, by: .exact, margin: .above(-0.3))
        let exact = try ExactRiskDifference(two)
        #expect(test.pValue == exact.greater(than: -0.3) && test.effect == exact.estimate)
        #expect(test.isShown == (test.pValue.map { $0 < 0.025 }))
        #expect(throws: StatisticsError.self) { try MarginTest(two, .riskRatio, by: .exact, margin: .above(0.8)) }
    }
}
