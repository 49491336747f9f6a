import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/kaplan-meier.json`.
struct KaplanMeierCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, time, event: String
    let entry, weights, group: String?
    let groups: [Group]

    var testDescription: String { name }

    struct Group: Decodable, Sendable {
        let group: String
        let n, steps: Int
        let events: Double
        let curve: Curve
        let quantiles: Quantiles
        let landmarks: Landmarks?
        let reverse: Reverse
    }

    struct Limits: Decodable, Sendable {
        let lower, upper: [Double?]
    }

    struct Curve: Decodable, Sendable {
        let time, atRisk, events, censored, survival: [Double]
        let logStandardError: [Double?]
        let limits: [String: Limits]
    }

    struct Quantiles: Decodable, Sendable {
        let probability: [Double]
        let printRule, quantileSurvfit: Rule

        struct Rule: Decodable, Sendable {
            let estimate: [Double?]
            let limits: [String: QuantileLimits]
        }
    }

    /// Absent where R's answer does not belong to the limit of the curve; the script says when.
    struct QuantileLimits: Decodable, Sendable {
        let lower, upper: [Double?]?
    }

    struct Landmarks: Decodable, Sendable {
        let time, atRisk, survival: [Double]
        let standardError, lower, upper: [Double?]
    }

    struct Reverse: Decodable, Sendable {
        let median, lower, upper: Double?
    }

    static let golden = Result { try Golden<KaplanMeierCase>(named: "kaplan-meier") }

    static let transforms: [(name: String, transform: ConfidenceTransform)] = [
        ("plain", .plain), ("log", .log), ("logLog", .logLog), ("logit", .logit), ("arcsine", .arcsine),
    ]

    /// The follow-up and the answers, group by group.
    func byGroup() throws -> [(followUp: SurvivalTimes, expected: Group)] {
        let table = try Self.golden.get().table(data)
        let all = try SurvivalTimes(
            table.numbers(time), events: table.flags(event), entries: table.numbers(entry),
            weights: table.numbers(weights))
        guard let group else { return [(all, groups[0])] }
        let labels = try table.texts(group)
        return groups.map { expected in (all.filter { labels[$0] == expected.group }, expected) }
    }
}
