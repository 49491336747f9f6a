import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/comparisons.json`; which parts it has depends on its kind.
struct ComparisonCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Chi: Decodable, Sendable {
        let chiSquare, p: Double
        let df: Int
    }
    struct Fisher: Decodable, Sendable { let p, less, greater, mid: Double }
    struct Interval: Decodable, Sendable { let estimate, lower, upper: Double? }
    struct Student: Decodable, Sendable { let statistic, df, p, estimate, lower, upper: Double }
    struct RankSum: Decodable, Sendable {
        let statistic, p: Double
        let exact: Bool
    }
    struct Variance: Decodable, Sendable {
        let f, between, within, p: Double
        let df: [Int]
    }

    let kind, name: String
    let counts, of: [Int]?
    let rows, tables: [[Int]]?
    let level, p: Double?
    let expected, scores, x, y, holm, hochberg, fixedSequence: [Double]?
    let groups: [[Double]]?
    let pearson, yates, plain, corrected, kruskal: Chi?
    let fisher: Fisher?
    let oddsRatio, woolf, riskRatio, newcombe, miettinenNurminen: Interval?
    let wilson, clopperPearson, agrestiCoull: Interval?
    let pooled, welch, paired: Student?
    let rankSum: RankSum?
    let anova: Variance?

    var testDescription: String { name }

    static let golden = Result { try Golden<ComparisonCase>(named: "comparisons") }

    static func all(_ kind: String) throws -> [ComparisonCase] { try golden.get().cases.filter { $0.kind == kind } }

    var confidence: ConfidenceLevel { get throws { try ConfidenceLevel(level ?? 0.95) } }
}
