import TestSupport
import Testing
import TrialStatistics

/// One case of `Validation/Python/bayes-factor-monitors.json`.
struct BayesFactorCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind: String
    let density: [String]
    let standard, alternative: Double
    let events: Int
    let second: Double
    let value: Double

    var testDescription: String { "\(kind) \(density) \(standard) \(alternative): \(events), \(second)" }

    var monitor: BayesFactorMonitor {
        get throws {
            let numbers = density.dropFirst().compactMap(Double.init)
            let density: NonlocalPrior =
                density[0] == "inverse" ? .inverseMoment(k: numbers[0], nu: numbers[1]) : .moment(k: Int(numbers[0]))
            return try BayesFactorMonitor(
                kind == "rate"
                    ? .rate(standard: standard, alternative: alternative)
                    : .median(standard: standard, alternative: alternative),
                density: density, stopBelow: 0.1, stopAbove: 0.9)
        }
    }

    var data: BayesFactorMonitor.Data {
        kind == "rate"
            ? .counts(events: events, subjects: Int(second)) : .exposure(events: events, totalTime: second)
    }

    static let golden = Result { try Golden<BayesFactorCase>(named: "bayes-factor-monitors", in: "Python") }
}
