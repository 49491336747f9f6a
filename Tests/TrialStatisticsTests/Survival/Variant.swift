import TestSupport
import Testing

@testable import TrialStatistics

/// Which features of generated follow-up a test uses.
struct Variant: Sendable, CustomTestStringConvertible {
    let hasEntries, hasWeights, hasStrata: Bool

    var testDescription: String {
        let used = [("entries", hasEntries), ("weights", hasWeights), ("strata", hasStrata)].filter(\.1).map(\.0)
        return used.isEmpty ? "plain" : used.joined(separator: " and ")
    }

    static let all = (0..<8).map {
        Variant(hasEntries: $0 & 1 > 0, hasWeights: $0 & 2 > 0, hasStrata: $0 & 4 > 0)
    }

    func entries(_ data: GeneratedFollowUp) -> [Double]? { hasEntries ? data.entries : nil }
    func weights(_ data: GeneratedFollowUp) -> [Double]? { hasWeights ? data.weights : nil }
    func strata(_ data: GeneratedFollowUp) -> [Int32]? { hasStrata ? data.strata : nil }

    func followUp(_ data: GeneratedFollowUp) throws -> SurvivalTimes {
        try SurvivalTimes(data.times, events: data.events, entries: entries(data), weights: weights(data))
    }

    func stratumFactor(_ data: GeneratedFollowUp) throws -> Factor? {
        try strata(data).map { try Factor(codes: $0, levels: ["0", "1", "2", "3"]) }
    }
}

extension GeneratedFollowUp {
    var armFactor: Factor {
        get throws { try Factor(codes: arms, levels: ["A", "B", "C"]) }
    }

    var columns: [[Double]] { [arms.map { $0 == 1 ? 1 : 0 }, stage, biomarker] }

    var matrix: CovariateMatrix {
        get throws { try CovariateMatrix(names: ["B", "stage", "biomarker"], columns: columns) }
    }
}

extension CoxRegression.Ties {
    /// The two treatments that take tied events one by one.
    static let approximations: [CoxRegression.Ties] = [.efron, .breslow]
}
