import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/log-rank.json`.
struct LogRankCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, time, event, group: String
    let entry, weights, strata: String?
    let groups: [String]
    let n: [Int]
    let observed, expected: [Double]
    let variance: [[Double]]
    let chiSquare, p: Double
    let df: Int

    var testDescription: String { name }

    static let golden = Result { try Golden<LogRankCase>(named: "log-rank") }

    func test() throws -> LogRankTest {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers(time), events: table.flags(event), entries: table.numbers(entry),
            weights: table.numbers(weights))
        return try LogRankTest(
            followUp, groups: Factor(table.texts(group)), strata: strata.map { Factor(try table.texts($0)) })
    }
}

@Suite("Log-rank test · Golden: R survdiff")
struct LogRankGoldenTests {
    private static let relative = 1e-12

    @Test(arguments: try LogRankCase.golden.get().cases)
    func `observed, expected, variance and chi-square are R's`(_ one: LogRankCase) throws {
        let answer = try one.test()
        // R sorts levels by locale: compare by name.
        let place = try one.groups.map { name in try #require(answer.groups.firstIndex { $0.name == name }) }
        #expect(place.map { answer.groups[$0].count } == one.n)
        expectClose(place.map { answer.groups[$0].observed }, one.observed, relative: Self.relative, "observed")
        expectClose(place.map { answer.groups[$0].expected }, one.expected, relative: Self.relative, "expected")
        let scale = one.variance.joined().map(abs).max() ?? 0
        for row in place.indices {
            let ours = place.map { answer.covariance[place[row] * place.count + $0] }
            expectClose(
                ours, one.variance[row], relative: Self.relative, absolute: Self.relative * scale, "variance[\(row)]")
        }
        let test = try #require(answer.test)
        #expect(test.degreesOfFreedom == one.df)
        // The condition of V is below 1000 (checked by the script), and of O − E about the ratio of O to O − E.
        expectClose(test.statistic, one.chiSquare, relative: 1e-12, "chi-square")
        expectClose(test.pValue, one.p, relative: 1e-10, "p: as exact as the chi-square times its own size")
    }
}
