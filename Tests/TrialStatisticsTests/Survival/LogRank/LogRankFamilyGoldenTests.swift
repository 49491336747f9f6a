import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/log-rank-family.json`: a trend, pairs, or a direction.
struct LogRankFamilyCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind, name, data, group: String
    let levels: [String]
    let entry, strata: String?
    let exponent, rho, gamma: Double?
    let scores: [Double]?
    let z, p, departure, departureP: Double?
    let pairs: String?
    let first, second: [String]?
    let pairZ, pairP, holm, hochberg: [Double]?
    let lower, higher: Double?
    let pike, peto: [Double]?

    var testDescription: String { "\(kind): \(name)" }

    static let golden = Result { try Golden<LogRankFamilyCase>(named: "log-rank-family") }

    static func all(_ kind: String) throws -> [LogRankFamilyCase] { try golden.get().cases.filter { $0.kind == kind } }

    var weighting: LogRankTest.Weighting {
        if let exponent { return exponent == 1 ? .gehan : .taroneWare }
        return rho == nil && gamma == nil ? .logRank : .flemingHarrington(rho: rho ?? 0, gamma: gamma ?? 0)
    }

    var followUp: SurvivalTimes {
        get throws {
            let table = try Self.golden.get().table(data)
            return try SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry))
        }
    }

    var groups: Factor {
        get throws {
            let labels = try Self.golden.get().table(data).texts(group)
            return try Factor(
                codes: labels.map { label in Int32(try #require(levels.firstIndex(of: label))) }, levels: levels)
        }
    }

    var strataFactor: Factor? {
        get throws { try strata.map { Factor(try Self.golden.get().table(data).texts($0)) } }
    }
}

@Suite("Trend, pairs and direction of the log-rank family · Golden: R survdiff, coxph, p.adjust")
struct LogRankFamilyGoldenTests {
    @Test(arguments: try LogRankFamilyCase.all("trend"))
    func `the trend and the departure from it are R's`(_ one: LogRankFamilyCase) throws {
        let trend = try LogRankTrendTest(
            one.followUp, groups: one.groups, strata: one.strataFactor, weighting: one.weighting, scores: one.scores)
        expectClose(trend.z, one.z, relative: 1e-10, "z")
        expectClose(trend.test?.pValue, one.p, relative: 1e-9, "p")
        expectClose(trend.departure?.statistic, one.departure, relative: 1e-8, "departure: a difference of two χ²")
        expectClose(trend.departure?.pValue, one.departureP, relative: 1e-8, "p of the departure")
    }

    @Test(arguments: try LogRankFamilyCase.all("pairs"))
    func `pairs and their adjusted p-values are R's`(_ one: LogRankFamilyCase) throws {
        for (procedure, adjusted) in [(AdjustedPValues.Procedure.holm, one.holm), (.hochberg, one.hochberg)] {
            let answer = try PairwiseComparisons(
                one.followUp, groups: one.groups, strata: one.strataFactor, test: .logRank(one.weighting),
                pairs: one.pairs == "all" ? .all : .reference, adjustedBy: procedure)
            #expect(answer.comparisons.map(\.first) == one.first && answer.comparisons.map(\.second) == one.second)
            expectClose(answer.comparisons.map(\.z), one.pairZ ?? [], relative: 1e-9, absolute: 1e-12, "z")
            expectClose(answer.comparisons.map(\.pValue), one.pairP ?? [], relative: 1e-9, "p")
            expectClose(answer.comparisons.map(\.adjustedPValue), adjusted ?? [], relative: 1e-9, "adjusted p")
        }
    }

    @Test(arguments: try LogRankFamilyCase.all("direction"))
    func `direction and hazard ratios are those of survdiff's sums`(_ one: LogRankFamilyCase) throws {
        let test = try LogRankTest(one.followUp, groups: one.groups, strata: one.strataFactor)
        expectClose(test.z, one.z, relative: 1e-10, absolute: 1e-13, "z")
        expectClose(test.pValue(.lower), one.lower, relative: 1e-9, "lower")
        expectClose(test.pValue(.higher), one.higher, relative: 1e-9, "higher")
        expectClose(test.pValue(.twoSided), test.test?.pValue, relative: 1e-12, "two-sided")
        for (method, expected) in [(LogRankTest.HazardRatioMethod.pike, one.pike), (.peto, one.peto)] {
            let ratio = test.hazardRatio(method)
            expectClose(
                [ratio?.estimate, ratio?.limits.lower, ratio?.limits.upper], expected ?? [], relative: 1e-10,
                "\(method)")
        }
    }
}
