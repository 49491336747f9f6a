import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/cox.json`.
struct CoxCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data, time, event: String
    let covariates: [String]
    let entry, weights, strata, cluster: String?
    let robust, separated: Bool?
    let efron, breslow: Fit

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let n, events: Int?
        let coefficients: [Double]
        let variance, robustVariance: [[Double]]?
        let logLikelihoodNull, logLikelihood, likelihoodRatio, score, wald: Double
        let robustWald: Double?
        let martingaleResiduals: [Double]?
        let scoreResiduals: [[Double]]?
    }

    static let golden = Result { try Golden<CoxCase>(named: "cox") }

    static var regular: [CoxCase] {
        get throws { try golden.get().cases.filter { $0.separated != true } }
    }

    func expected(_ ties: CoxRegression.Ties) -> Fit { ties == .efron ? efron : breslow }

    var followUp: SurvivalTimes {
        get throws {
            let table = try Self.golden.get().table(data)
            return try SurvivalTimes(
                table.numbers(time), events: table.flags(event), entries: table.numbers(entry),
                weights: table.numbers(weights))
        }
    }

    var matrix: CovariateMatrix {
        get throws {
            let table = try Self.golden.get().table(data)
            return try CovariateMatrix(names: covariates, columns: covariates.map { try table.numbers($0) })
        }
    }

    func factor(_ column: String?) throws -> Factor? {
        try column.map { Factor(try Self.golden.get().table(data).texts($0)) }
    }

    func model(_ ties: CoxRegression.Ties) throws -> CoxRegression {
        let observations: CoxRegression.RobustVariance? = robust == true ? .observations : nil
        return try CoxRegression(
            followUp, covariates: matrix, strata: factor(strata), ties: ties,
            robust: factor(cluster).map(CoxRegression.RobustVariance.clusters) ?? observations)
    }
}

@Suite("Cox regression · Golden: R coxph")
struct CoxGoldenTests {
    private static let relative = 1e-8

    @Test(arguments: try CoxCase.regular, CoxRegression.Ties.approximations)
    func `coefficients and their variance are R's`(_ one: CoxCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties)
        let golden = one.expected(ties)
        #expect(model.convergence == .converged)
        #expect(model.count == golden.n)
        #expect(model.eventCount == golden.events)
        expectClose(model.coefficients, golden.coefficients, relative: Self.relative, "coefficients")
        try Self.expectMatrix(model.covariance, golden.variance, "covariance")
        try Self.expectMatrix(model.robustCovariance, golden.robustVariance, "robust covariance")
    }

    @Test(arguments: try CoxCase.regular, CoxRegression.Ties.approximations)
    func `likelihoods and the three tests are R's`(_ one: CoxCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties)
        let golden = one.expected(ties)
        expectClose(model.logLikelihoodNull, golden.logLikelihoodNull, relative: 1e-12, "null log-likelihood")
        expectClose(model.logLikelihood, golden.logLikelihood, relative: 1e-12, "log-likelihood")
        // A difference of two log-likelihoods, each to 1e-14 of itself.
        expectClose(
            model.likelihoodRatioTest?.statistic, golden.likelihoodRatio, relative: Self.relative,
            absolute: 1e-13 * abs(golden.logLikelihoodNull), "likelihood ratio")
        expectClose(model.scoreTest?.statistic, golden.score, relative: Self.relative, "score test")
        expectClose(model.waldTest?.statistic, golden.robustWald ?? golden.wald, relative: Self.relative, "Wald test")
    }

    @Test(arguments: try CoxCase.regular, CoxRegression.Ties.approximations)
    func `martingale residuals are R's`(_ one: CoxCase, _ ties: CoxRegression.Ties) throws {
        guard let golden = one.expected(ties).martingaleResiduals else { return }
        // Residuals are differences of numbers near 1.
        expectClose(
            try one.model(ties).martingaleResiduals, golden, relative: Self.relative, absolute: 1e-9, "residuals")
    }

    @Test(arguments: try CoxCase.regular, CoxRegression.Ties.approximations)
    func `score residuals are R's`(_ one: CoxCase, _ ties: CoxRegression.Ties) throws {
        guard let golden = one.expected(ties).scoreResiduals else { return }
        let followUp = try one.followUp
        let beta = one.expected(ties).coefficients
        var likelihood = CoxLikelihood(followUp, try one.matrix, strata: try one.factor(one.strata), ties: ties)
        let residuals = likelihood.weightedScoreResiduals(at: beta)
        for (position, row) in likelihood.order.rows.enumerated() {
            let weight = followUp.weights?[Int(row)] ?? 1
            let ours = residuals[position * beta.count..<(position + 1) * beta.count].map { $0 / weight }
            let scale = golden[Int(row)].map(abs).max() ?? 0
            expectClose(
                ours, golden[Int(row)], relative: Self.relative, absolute: Self.relative * max(1, scale), "row \(row)")
        }
    }

    @Test(arguments: CoxRegression.Ties.approximations)
    func `separated data have no coefficient where R runs out of iterations`(_ ties: CoxRegression.Ties) throws {
        let one = try #require(try CoxCase.golden.get().cases.first { $0.separated == true })
        let model = try one.model(ties)
        let golden = one.expected(ties)
        #expect(model.convergence == .monotoneLikelihood(covariates: [0]))
        #expect(model.coefficients == [nil])
        #expect(model.waldTest == nil)
        expectClose(model.logLikelihoodNull, golden.logLikelihoodNull, relative: 1e-12, "null log-likelihood")
        // R stops on the way to the supremum.
        expectClose(model.logLikelihood, golden.logLikelihood, relative: 1e-6, "log-likelihood")
        expectClose(model.scoreTest?.statistic, golden.score, relative: Self.relative, "score test")
    }

    /// Elements off the diagonal are held to the scale of the variances beside them.
    private static func expectMatrix(_ values: [Double]?, _ expected: [[Double]]?, _ what: String) throws {
        #expect((values == nil) == (expected == nil), "\(what) is there when R has it")
        guard let values, let expected else { return }
        let order = expected.count
        try #require(values.count == order * order)
        for row in 0..<order {
            for column in 0..<order {
                let scale = (expected[row][row] * expected[column][column]).squareRoot()
                expectClose(
                    values[row * order + column], expected[row][column], relative: relative,
                    absolute: relative * scale, "\(what)[\(row), \(column)]")
            }
        }
    }
}
