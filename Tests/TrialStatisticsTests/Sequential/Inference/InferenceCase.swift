import TestSupport
import Testing
import TrialStatistics

/// One case of the golden of inference in and after a group sequential trial.
struct InferenceCase: Decodable, Sendable, CustomTestStringConvertible {
    let kind: String
    let spending: String?
    let fractions: [Double]?
    let alpha: Double?
    let z, criticalZ, repeatedP, repeatedLower, repeatedUpper: [Double]?
    let finalP, median, lower, upper: Double?
    let drift, power: Double?
    let stop: Int?
    let zStop, sampleMean, likelihoodRatio, meanEstimate: Double?
    let fraction, finalZ, cap, target, efficacyZ, least, leastPower, lowZ, highZ, powerOfRule, expected: Double?
    let test: String?
    let rho, latest, retested, naive: Double?
    let pfs, os: [Double]?

    /// The spending function.
    var function: SpendingFunction {
        get throws { try #require(spending.flatMap(SpendingFunction.init(name:))) }
    }

    var testDescription: String {
        let place = [drift, rho, cap, zStop].compactMap(\.self)
        return "\(kind) \(spending ?? test ?? "") \(z ?? []) \(place)"
    }

    static let golden = Result { try Golden<InferenceCase>(named: "sequential-inference") }

    static func all(_ kind: String) throws -> [InferenceCase] { try golden.get().cases.filter { $0.kind == kind } }
}
