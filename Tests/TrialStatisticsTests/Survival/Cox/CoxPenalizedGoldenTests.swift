import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/cox-penalized.json`.
struct PenalizedCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, penalty: String
    let covariates: [String]
    let entry, weights, strata, offset: String?
    let theta: Double?
    let scaled: Bool?
    let efron, breslow: Fit

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let coefficients: [Double]
        let variance: [[Double]]
        let sandwich: [[Double]]?
        let height, heightNull, effectiveDegreesOfFreedom, logLikelihoodNull: Double?
        let logLikelihood: Double
        let lower, upper, chiSquare: [Double]?
    }

    static let golden = Result { try Golden<PenalizedCase>(named: "cox-penalized") }

    static func cases(_ isIncluded: (PenalizedCase) -> Bool) throws -> [PenalizedCase] {
        try golden.get().cases.filter(isIncluded)
    }

    func expected(_ ties: CoxRegression.Ties) -> Fit { ties == .efron ? efron : breslow }

    func model(_ ties: CoxRegression.Ties, profile: CoxProfile? = nil) throws -> CoxRegression {
        let table = try Self.golden.get().table(data)
        let followUp = try SurvivalTimes(
            table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
            weights: table.numbers(weights))
        let matrix = try CovariateMatrix(names: covariates, columns: covariates.map { try table.numbers($0) })
        let penalty: CoxPenalty =
            switch penalty {
            case "firth": .firth
            case "ridge": .ridge(theta: theta ?? 0, scaled: scaled ?? true)
            default: .none
            }
        return try CoxRegression(
            followUp, covariates: matrix, strata: strata.map { Factor(try table.texts($0)) }, ties: ties,
            penalty: penalty, offset: table.numbers(offset), profile: profile)
    }
}

@Suite("Penalised Cox regression and profile limits · Golden: R")
struct CoxPenalizedGoldenTests {
    static let ties: [CoxRegression.Ties] = [.efron, .breslow]

    @Test(arguments: try PenalizedCase.cases { $0.penalty != "ridge" }, ties)
    func `coefficients, variance and likelihoods are R's`(_ one: PenalizedCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties)
        let golden = one.expected(ties)
        #expect(model.convergence == .converged)
        for index in golden.coefficients.indices {
            let error = golden.variance[index][index].squareRoot()
            expectClose(
                model.coefficients[index], golden.coefficients[index], relative: 1e-7, absolute: 1e-7 * error,
                "coefficients")
            expectClose(model.standardError(of: index), error, relative: 1e-7, "standardError of")
        }
        expectClose(model.logLikelihood, golden.logLikelihood, relative: 1e-8, "log-likelihood")
        expectClose(
            model.penalizedLogLikelihood ?? model.logLikelihood, golden.height, relative: 1e-11,
            "penalised log-likelihood")
        expectClose(
            model.penalizedLogLikelihoodNull ?? model.logLikelihoodNull, golden.heightNull, relative: 1e-12,
            "penalised null log-likelihood")
    }

    @Test(arguments: try PenalizedCase.cases { $0.penalty != "ridge" }, ties)
    func `profile limits and their tests are R's`(_ one: PenalizedCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties, profile: CoxProfile())
        let golden = one.expected(ties)
        #expect(model.profiles.map(\.covariate) == Array(golden.coefficients.indices))
        for (index, profile) in model.profiles.enumerated() {
            let error = golden.variance[index][index].squareRoot()
            expectClose(
                profile.coefficient.lower, golden.lower?[index], relative: 1e-7, absolute: 1e-7 * error,
                "coefficient lower")
            expectClose(
                profile.coefficient.upper, golden.upper?[index], relative: 1e-7, absolute: 1e-7 * error,
                "coefficient upper")
            expectClose(
                profile.test?.statistic, golden.chiSquare?[index], relative: 1e-7, absolute: 1e-10, "test statistic")
        }
    }

    @Test(arguments: try PenalizedCase.cases { $0.penalty == "ridge" }, ties)
    func `the ridge is R's`(_ one: PenalizedCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties)
        let golden = one.expected(ties)
        let ridge = try #require(model.ridge)
        // R stops its search when the penalised likelihood no longer moves, some 1e-7 standard errors away.
        for index in golden.coefficients.indices {
            let error = golden.variance[index][index].squareRoot()
            expectClose(
                model.coefficients[index], golden.coefficients[index], relative: 1e-6, absolute: 1e-6 * error,
                "coefficients")
            expectClose(model.standardError(of: index), error, relative: 1e-6, "standardError of")
            let sandwich = golden.sandwich?[index][index]
            let order = golden.coefficients.count
            expectClose(ridge.sandwich[index * order + index], sandwich, relative: 1e-6, "ridge sandwich order")
        }
        expectClose(
            ridge.effectiveDegreesOfFreedom, golden.effectiveDegreesOfFreedom ?? 0, relative: 1e-6,
            "ridge effectiveDegreesOfFreedom")
        expectClose(model.logLikelihood, golden.logLikelihood, relative: 1e-8, "log-likelihood")
        expectClose(model.logLikelihoodNull, golden.logLikelihoodNull ?? 0, relative: 1e-12, "logLikelihoodNull")
        #expect(model.likelihoodRatioTest == nil)
    }
}
