import TestSupport
import Testing

@testable import TrialStatistics

/// The baseline hazards of the models of `Validation/R/cox.json`.
private struct BaselineCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, time, event: String
    let covariates: [String]
    let entry, weights, strata: String?
    let separated: Bool?
    let efron, breslow: Answer

    var testDescription: String { name }

    struct Answer: Decodable, Sendable {
        let baseline: Baseline?
    }

    struct Baseline: Decodable, Sendable {
        let time, hazard: [Double]
        let stratum: [String]?
    }

    static let golden = Result { try Golden<BaselineCase>(named: "cox") }

    static var regular: [BaselineCase] {
        get throws { try golden.get().cases.filter { $0.separated != true } }
    }
}

@Suite("Baseline hazard of the Cox model · Golden: R basehaz")
struct CoxBaselineGoldenTests {
    @Test(arguments: try BaselineCase.regular, [CoxRegression.Ties.efron, .breslow])
    fileprivate func `hazards at zero of all models are R's`(_ one: BaselineCase, _ ties: CoxRegression.Ties) throws {
        let table = try BaselineCase.golden.get().table(one.data)
        let followUp = try SurvivalTimes(
            table.numbers(one.time), events: table.flags(one.event), entries: table.numbers(one.entry),
            weights: table.numbers(one.weights))
        let matrix = try CovariateMatrix(
            names: one.covariates, columns: one.covariates.map { try table.numbers($0) })
        let strata = try one.strata.map { Factor(try table.texts($0)) }
        let model = try CoxRegression(followUp, covariates: matrix, strata: strata, ties: ties)
        let baseline = try #require(try CoxBaseline(model, followUp, covariates: matrix, strata: strata))
        let expected = try #require((ties == .efron ? one.efron : one.breslow).baseline)
        var hazards: [Double?] = []
        for (index, time) in expected.time.enumerated() {
            // R calls a level of numbers "stratum=1", one of texts by itself.
            let level = expected.stratum.map { $0[index].split(separator: "=").last.map(String.init) ?? "" }
            let curve = baseline.curve(of: baseline.covariates(at: .zero), stratum: level)
            hazards.append(try #require(curve).cumulativeHazard(at: time))
        }
        expectClose(hazards, expected.hazard, relative: 1e-8, absolute: 1e-13, "hazards")
    }
}
