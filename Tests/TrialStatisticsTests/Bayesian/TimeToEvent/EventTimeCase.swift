import TestSupport
import Testing
import TrialStatistics

/// One case of `Validation/Python/event-time-monitors.json`.
struct EventTimeCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind: String
    let parameters: [Double]?
    let value: Double?
    let shapes: [Double]?
    let prior: [Double]?
    let quantity, event: String?
    let fixed: Double?
    let standard: [Double]?
    let gain, cutoff: Double?
    let data: [[Double]]?
    let probabilities: [Double]?
    let events: [Int]?
    let bounds: [Double?]?

    var testDescription: String {
        "\(kind) \(parameters.map { "\($0)" } ?? "\(prior ?? []) \(quantity ?? "") \(event ?? "") \(cutoff ?? 0)")"
    }

    /// The monitor of the case, by one rule.
    func monitor(asEfficacy: Bool = false) throws -> ExponentialMonitor {
        let quantity = try #require(self.quantity.flatMap(EventTimeQuantity.init))
        let prior = try #require(prior)
        let standard: EventTimeStandard =
            try self.standard.map { try .random(InverseGammaPrior(shape: $0[0], scale: $0[1], of: quantity)) }
            ?? .fixed(try #require(fixed), quantity)
        let cutoff = try #require(cutoff)
        return try ExponentialMonitor(
            prior: InverseGammaPrior(shape: prior[0], scale: prior[1], of: quantity), standard: standard,
            gain: try #require(gain), stopBelow: asEfficacy ? nil : cutoff, stopAbove: asEfficacy ? cutoff : nil,
            event: try #require(event.flatMap(EventMeaning.init)))
    }

    static let golden = Result { try Golden<EventTimeCase>(named: "event-time-monitors", in: "Python") }

    static func all(_ kind: String) throws -> [EventTimeCase] { try golden.get().cases.filter { $0.kind == kind } }
}
