import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/weighted-log-rank.json`.
struct WeightedLogRankCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, group, weighting: String
    let rho, gamma, bound: Double?
    let entry, weights, strata: String?
    let groups: [String]
    let observed, expected: [Double]
    let variance: [[Double]]
    let chiSquare, p: Double
    let df: Int

    var testDescription: String {
        let numbers = [rho, gamma, bound].compactMap { $0 }.map { "\($0)" }
        return ([name, weighting] + numbers).joined(separator: ", ")
    }

    static let golden = Result { try Golden<WeightedLogRankCase>(named: "weighted-log-rank") }

    var ours: LogRankTest.Weighting {
        get throws {
            switch weighting {
            case "gehan": .gehan
            case "tarone-ware": .taroneWare
            case "peto": .peto
            case "modified-peto": .modifiedPeto
            case "fh": .flemingHarrington(rho: try #require(rho), gamma: try #require(gamma))
            case "mwlr-survival": .modestlyWeighted(.survival(try #require(bound)))
            case "mwlr-time": .modestlyWeighted(.time(try #require(bound)))
            default: try #require(nil, "there is no weighting \(weighting)")
            }
        }
    }

    func test() throws -> LogRankTest {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
            weights: table.numbers(weights))
        return try LogRankTest(
            followUp, groups: Factor(table.texts(group)), strata: strata.map { Factor(try table.texts($0)) },
            weighting: ours)
    }
}

@Suite("Weighted log-rank test · Golden: R survdiff, coin")
struct WeightedLogRankGoldenTests {
    private static let relative = 1e-12

    @Test(arguments: try WeightedLogRankCase.golden.get().cases)
    func `observed, expected, variance and chi-square are R's`(_ one: WeightedLogRankCase) throws {
        let answer = try one.test()
        // R sorts levels by locale: compare by name.
        let place = try one.groups.map { name in try #require(answer.groups.firstIndex { $0.name == name }) }
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
        // O − E loses to cancellation the ratio of O to O − E, up to 1000 here.
        let size = zip(one.observed, one.expected).map { abs($0 - $1) }.max() ?? 0
        let cancelled = max(1, (one.observed.max() ?? 0) / size)
        expectClose(test.statistic, one.chiSquare, relative: 1e-12 * cancelled, "chi-square")
        expectClose(test.pValue, one.p, relative: 1e-10 * cancelled, "p: as exact as the chi-square times its own size")
    }
}

@Suite("Weighted log-rank test · Published")
struct WeightedLogRankPublishedTests {
    @Test func `the remission of leukaemia by Peto and Peto as R prints it`() throws {
        let table = try WeightedLogRankCase.golden.get().table("freireich")
        let followUp = try SurvivalTimes(table.numbers("time"), events: table.flags("event"))
        let test = try LogRankTest(
            followUp, groups: Factor(table.texts("arm")), weighting: .flemingHarrington(rho: 1, gamma: 0))
        expectClose(test.test?.statistic, 14.457151, relative: 1e-7, "chi-square: seven digits were printed")
    }
}
