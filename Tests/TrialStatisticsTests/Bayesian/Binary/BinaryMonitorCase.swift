import TestSupport
import Testing
import TrialStatistics

/// One case of `Validation/Python/binary-monitors.json`.
struct BinaryMonitorCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Rule: Decodable, Sendable {
        let cutoff: Double
        let limit: Double?
        let standard: [Double]?
        let excess: Double

        var rule: BinaryRule {
            get throws {
                let standard: BinaryStandard =
                    try self.standard.map { try .random(BetaPrior(alpha: $0[0], beta: $0[1])) }
                    ?? .fixed(try #require(limit))
                return try BinaryRule(standard: standard, excess: excess, cutoff: cutoff)
            }
        }
    }

    struct Characteristics: Decodable, Sendable {
        let rate: Double
        let many, few: [Double]
        let size: Double
    }

    let kind: String
    let parameters: [Double]?
    let value: Double?
    let shapes: [Double]?
    let prior: [Double]?
    let looks: [Int]?
    let maximum: Int?
    let above, below: Rule?
    let stopAt, stopAtMost: [Int?]?
    let characteristics: [Characteristics]?

    var testDescription: String {
        "\(kind) \(parameters.map { "\($0)" } ?? "\(prior ?? []) of \(maximum ?? 0)")"
    }

    var monitor: BetaBinomialMonitor {
        get throws {
            let prior = try #require(prior)
            return try BetaBinomialMonitor(
                prior: BetaPrior(alpha: prior[0], beta: prior[1]), stopAbove: try above?.rule,
                stopBelow: try below?.rule,
                schedule: LookSchedule(looks: try #require(looks), maximum: try #require(maximum)))
        }
    }

    static let golden = Result { try Golden<BinaryMonitorCase>(named: "binary-monitors", in: "Python") }

    static func all(_ kind: String) throws -> [BinaryMonitorCase] { try golden.get().cases.filter { $0.kind == kind } }
}
