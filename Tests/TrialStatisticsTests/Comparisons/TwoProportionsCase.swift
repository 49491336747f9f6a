import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/Python/two-proportions.json`; which parts it has depends on its kind.
struct TwoProportionsCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind: String
    let counts: [Int]?
    let tables: [[Int]]?
    let statistic, alternative, contrast: String?
    let level, bound, p, greater, less, greaterUncorrected, lessUncorrected: Double?
    let bounds, riskDifference, riskRatio, oddsRatio, riskDifferenceUncorrected, riskRatioUncorrected: [Double]?
    let oddsRatioUncorrected: [Double]?
    let breslowDay, tarone, pooled: Double?

    var testDescription: String {
        [kind, counts.map { "\($0)" }, statistic, alternative, contrast, bound.map { "\($0)" }].compactMap(\.self)
            .joined(separator: " ")
    }

    var fourfold: FourfoldTable {
        get throws {
            let n = try #require(counts)
            return try FourfoldTable(n[0], n[1], n[2], n[3])
        }
    }

    var two: TwoProportions { get throws { try #require(TwoProportions(try fourfold)) } }

    static let golden = Result { try Golden<TwoProportionsCase>(named: "two-proportions", in: "Python") }

    static func all(_ kind: String) throws -> [TwoProportionsCase] {
        try golden.get().cases.filter { $0.kind == kind }
    }
}
