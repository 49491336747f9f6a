import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Discrete and exact ties · ByHand")
struct CoxJointTiesByHandTests {
    /// Two die among three, x = 1, 0 of the deaths and 0 of the survivor, θ = eᵝ.
    ///
    /// Discrete: θ/(θ + θ + 1), the subsets of two being {1, 2}, {1, 3}, {2, 3}.
    /// Exact: θ/(θ + 2)·1/2 + 1/(θ + 2)·θ/(θ + 1), the two orders of the deaths.
    @Test(arguments: [-1.5, 0, 0.7, 3])
    func `two deaths of three`(_ beta: Double) throws {
        let followUp = try SurvivalTimes([1, 1, 2], events: [true, true, false])
        let matrix = try CovariateMatrix(["x": [1, 0, 0]])
        let theta = exp(beta)
        var evaluation = LikelihoodEvaluation(order: 1)
        var discrete = DiscreteCoxLikelihood(CoxLikelihood(followUp, matrix, strata: nil, ties: .discrete))
        discrete.evaluate(at: [beta], into: &evaluation)
        expectClose(evaluation.logLikelihood, log(theta / (2 * theta + 1)), relative: 1e-14, "discrete")
        let chosen = 2 * theta / (2 * theta + 1)
        expectClose(evaluation.score, [1 - chosen], relative: 1e-13, "discrete score")
        expectClose(evaluation.information, [chosen * (1 - chosen)], relative: 1e-13, "discrete information")
        var exact = MarginalCoxLikelihood(CoxLikelihood(followUp, matrix, strata: nil, ties: .exact))
        exact.evaluate(at: [beta], into: &evaluation)
        let value = theta / (theta + 2) / 2 + 1 / (theta + 2) * theta / (theta + 1)
        expectClose(evaluation.logLikelihood, log(value), relative: 1e-14, absolute: 1e-14, "exact")
        // L = θ(θ + 3)/(2(θ + 1)(θ + 2)): the score is 1 + θ/(θ + 3) − θ/(θ + 1) − θ/(θ + 2), its terms odds of θ.
        let score = 1 + theta / (theta + 3) - theta / (theta + 1) - theta / (theta + 2)
        expectClose(evaluation.score, [score], relative: 1e-12, absolute: 1e-14, "exact score")
        func term(_ c: Double) -> Double { theta * c / ((theta + c) * (theta + c)) }
        expectClose(
            evaluation.information, [term(1) + term(2) - term(3)], relative: 1e-12, absolute: 1e-14,
            "exact information")
    }

    /// Book data 1: in both likelihoods one of the two who die at 6 has the larger x, and neither is separated by survivors
    /// at 9 alone; β runs to infinity in the discrete one, whose supremum is −2 log 3 (Therneau & Grambsch, appendix E).
    @Test func `the book's first data have no discrete maximum`() throws {
        let data = try BookData.right
        let model = try CoxRegression(
            data.followUp, covariates: CovariateMatrix(["x": data.x]), ties: .discrete, profile: CoxProfile())
        #expect(model.convergence == .monotoneLikelihood(covariates: [0]))
        expectClose(model.logLikelihood, -2 * log(3), relative: 1e-10, "supremum")
        #expect(model.profiles.first?.upper == .unbounded)
        #expect(model.profiles.first?.lower.value != nil)
    }

    @Test func `everybody dying at once says nothing`() throws {
        let followUp = try SurvivalTimes([1, 2, 2], events: [true, true, true])
        for ties in [CoxRegression.Ties.discrete, .exact] {
            let model = try CoxRegression(followUp, covariates: CovariateMatrix(["x": [1, 0, 1]]), ties: ties)
            // The last time takes all who are left: what remains is 1/3 at β = 0, of the first.
            expectClose(model.logLikelihoodNull, -log(3), relative: 1e-14, "\(ties)")
        }
    }

    @Test func `what has no meaning is refused`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [true, true, false], weights: [1, 1.5, 1])
        let plain = try SurvivalTimes([1, 2, 3], events: [true, true, false])
        let matrix = try CovariateMatrix(["x": [1, 0, 1]])
        for ties in [CoxRegression.Ties.discrete, .exact] {
            let fractional = #expect(throws: StatisticsError.self) {
                try CoxRegression(followUp, covariates: matrix, ties: ties)
            }
            #expect(fractional?.description.hasPrefix("weights[1] is 1.5; expected a whole number of persons") == true)
            #expect(throws: StatisticsError.self) {
                try CoxRegression(plain, covariates: matrix, ties: ties, penalty: .firth)
            }
            #expect(throws: StatisticsError.self) {
                try CoxRegression(plain, covariates: matrix, ties: ties, robust: .observations)
            }
        }
    }
}

/// One case of `Validation/R/cox-joint-ties.json`.
struct JointTiesCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data: String
    let covariates: [String]
    let entry, weights, strata: String?
    let discrete, exact: Fit

    var testDescription: String { name }

    struct Fit: Decodable, Sendable {
        let coefficients, lower, upper: [Double]
        let variance: [[Double]]
        let logLikelihoodNull, logLikelihood: Double
    }

    static let golden = Result { try Golden<JointTiesCase>(named: "cox-joint-ties") }

    func model(_ ties: CoxRegression.Ties) throws -> CoxRegression {
        let table = try Self.golden.get().table(data)
        return try CoxRegression(
            SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
                weights: table.numbers(weights)),
            covariates: CovariateMatrix(names: covariates, columns: covariates.map { try table.numbers($0) }),
            strata: strata.map { Factor(try table.numbers($0).map { "\($0)" }) }, ties: ties, profile: CoxProfile())
    }
}

@Suite("Discrete and exact ties · Golden: R")
struct CoxJointTiesGoldenTests {
    @Test(arguments: try JointTiesCase.golden.get().cases, [CoxRegression.Ties.discrete, .exact])
    func `fits and profile limits are R's`(_ one: JointTiesCase, _ ties: CoxRegression.Ties) throws {
        let model = try one.model(ties)
        let golden = ties == .discrete ? one.discrete : one.exact
        #expect(model.convergence == .converged)
        expectClose(model.logLikelihoodNull, golden.logLikelihoodNull, relative: 1e-11, "null log-likelihood")
        expectClose(model.logLikelihood, golden.logLikelihood, relative: 1e-11, "log-likelihood")
        for index in golden.coefficients.indices {
            let error = golden.variance[index][index].squareRoot()
            let profile = model.profiles[index].coefficient
            expectClose(
                [model.coefficients[index], profile.lower, profile.upper],
                [golden.coefficients[index], golden.lower[index], golden.upper[index]], relative: 1e-7,
                absolute: 1e-7 * error, "coefficient and limits")
            // The marginal likelihood's curvature is by differences of differences.
            expectClose(model.standardError(of: index), error, relative: 1e-6, "standard error")
        }
    }

    /// SAS `TIES=EXACT` (DeLong's integral) on published data, to the six decimals known.
    @Test func `the marginal fits of Freireich's and Pike's data`() throws {
        let cases = try JointTiesCase.golden.get().cases
        for (name, beta, error, discrete) in [
            ("Freireich", 1.598191, 0.421647, 1.628244), ("Pike's rats", -0.568643, 0.347201, -0.629487),
        ] {
            let one = try #require(cases.first { $0.name == name })
            let model = try one.model(.exact)
            expectClose(model.coefficients, [beta], relative: 0, absolute: 5e-7, "\(name), β")
            expectClose(model.standardError(of: 0), error, relative: 0, absolute: 5e-7, "\(name), standard error")
            expectClose(
                try one.model(.discrete).coefficients, [discrete], relative: 0, absolute: 5e-7, "\(name), discrete β")
        }
        let freireich = try #require(try cases.first { $0.name == "Freireich" }?.model(.exact))
        expectClose(
            freireich.profiles.map(\.hazardRatio.lower), [2.2449], relative: 0, absolute: 5e-5, "Freireich, lower")
        expectClose(
            freireich.profiles.map(\.hazardRatio.upper), [11.9960], relative: 0, absolute: 5e-5, "Freireich, upper")
    }
}

@Suite("Discrete and exact ties · Property")
struct CoxJointTiesPropertyTests {
    static let ties: [CoxRegression.Ties] = [.discrete, .exact]

    private func likelihoods(
        _ data: GeneratedFollowUp, _ variant: Variant, _ ties: CoxRegression.Ties, at beta: [Double]
    ) throws -> LikelihoodEvaluation {
        let followUp = try SurvivalTimes(
            data.times, events: data.events, entries: variant.entries(data),
            weights: variant.hasWeights ? data.copies : nil)
        return Self.evaluation(followUp, try data.matrix, try variant.stratumFactor(data), ties, beta)
    }

    private static func evaluation(
        _ followUp: SurvivalTimes, _ matrix: CovariateMatrix, _ strata: Factor?, _ ties: CoxRegression.Ties,
        _ beta: [Double]
    ) -> LikelihoodEvaluation {
        var result = LikelihoodEvaluation(order: beta.count)
        let base = CoxLikelihood(followUp, matrix, strata: strata, ties: ties)
        if ties == .discrete {
            var likelihood = DiscreteCoxLikelihood(base)
            likelihood.evaluate(at: beta, into: &result)
        } else {
            var likelihood = MarginalCoxLikelihood(base)
            likelihood.evaluate(at: beta, into: &result)
        }
        return result
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `score and information are the derivatives`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        for ties in Self.ties {
            let beta = [0.4, -0.2, 0.5]
            let here = try likelihoods(data, variant, ties, at: beta)
            for k in 0..<3 {
                let step = 1e-4
                let above = try likelihoods(
                    data, variant, ties, at: beta.indices.map { beta[$0] + ($0 == k ? step : 0) })
                let below = try likelihoods(
                    data, variant, ties, at: beta.indices.map { beta[$0] - ($0 == k ? step : 0) })
                // Differences of width 1e-4 err by 1e-8 of the third derivative, and by rounding of log L over the width.
                expectClose(
                    (above.logLikelihood - below.logLikelihood) / (2 * step), here.score[k], relative: 1e-6,
                    absolute: 1e-5, "\(ties) score")
                for l in k..<3 {
                    expectClose(
                        (below.score[l] - above.score[l]) / (2 * step), here.information[l * 3 + k], relative: 1e-6,
                        absolute: 1e-5, "\(ties) information")
                }
            }
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `a whole weight is so many rows`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let rows = data.replicatedRows
        let strata = try variant.stratumFactor(data)
        let weighted = try SurvivalTimes(
            data.times, events: data.events, entries: variant.entries(data), weights: data.copies)
        let replicated = try SurvivalTimes(
            data.times.picked(rows), events: data.events.picked(rows), entries: variant.entries(data)?.picked(rows))
        let matrix = try CovariateMatrix(
            names: ["B", "stage", "biomarker"], columns: data.columns.map { $0.picked(rows) })
        for ties in Self.ties {
            let one = try CoxRegression(weighted, covariates: data.matrix, strata: strata, ties: ties)
            let other = try CoxRegression(
                replicated, covariates: matrix,
                strata: strata.map { Factor(uncheckedCodes: $0.codes.picked(rows), levels: $0.levels) },
                ties: ties)
            expectClose(one.coefficients, other.coefficients, relative: 1e-8, absolute: 1e-9, "\(ties) coefficients")
            expectClose(one.covariance, other.covariance, relative: 1e-8, absolute: 1e-10, "\(ties) covariance")
            expectClose(one.logLikelihood, other.logLikelihood, relative: 1e-12, "\(ties) log-likelihood")
        }
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `without ties both are the partial likelihood`(_ data: GeneratedFollowUp) throws {
        let times = data.times.indices.map { data.times[$0] + Double($0) / 1000 }
        let followUp = try SurvivalTimes(times, events: data.events, entries: data.entries)
        let efron = try CoxRegression(followUp, covariates: data.matrix)
        for ties in Self.ties {
            let model = try CoxRegression(followUp, covariates: data.matrix, ties: ties)
            expectClose(model.coefficients, efron.coefficients, relative: 1e-8, absolute: 1e-9, "\(ties) coefficients")
            expectClose(model.covariance, efron.covariance, relative: 1e-8, absolute: 1e-10, "\(ties) covariance")
            expectClose(model.logLikelihood, efron.logLikelihood, relative: 1e-13, "\(ties) log-likelihood")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all.filter { !$0.hasWeights })
    func `the discrete score test of arms is the log-rank test`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let followUp = try variant.followUp(data)
        let strata = try variant.stratumFactor(data)
        let arms = try data.armFactor
        let matrix = try CovariateMatrix(
            names: ["B", "C"], columns: [1, 2].map { level in arms.codes.map { $0 == level ? 1 : 0 } })
        let model = try CoxRegression(followUp, covariates: matrix, strata: strata, ties: .discrete)
        let logRank = try LogRankTest(followUp, groups: arms, strata: strata)
        expectClose(
            model.scoreTest?.statistic, logRank.test?.statistic, relative: 1e-10, "score test")
    }

    /// The sum over all orders of at most four tied deaths, each a product of shares of what is left at risk.
    @Test(arguments: GeneratedFollowUp.several)
    func `the integral is the sum over orders`(_ data: GeneratedFollowUp) throws {
        let count = 24
        let times = (0..<count).map { Double($0 / 4 + 1) }
        let events = Array(data.events.prefix(count))
        let x = Array(data.biomarker.prefix(count))
        let beta = 0.9
        var expected = 0.0
        for time in Set(times).sorted() {
            let deaths = times.indices.filter { times[$0] == time && events[$0] }.map { exp(beta * x[$0]) }
            let survivors = times.indices.filter { times[$0] > time || times[$0] == time && !events[$0] }
                .reduce(0) { $0 + exp(beta * x[$1]) }
            expected += log(Self.orders(of: deaths, survivors: survivors))
        }
        let evaluation = Self.evaluation(
            try SurvivalTimes(times, events: events), try CovariateMatrix(["x": x]), nil, .exact, [beta])
        expectClose(evaluation.logLikelihood, expected, relative: 1e-14, "log-likelihood")
    }

    private static func orders(of deaths: [Double], survivors: Double) -> Double {
        guard !deaths.isEmpty else { return 1 }
        let total = survivors + deaths.reduce(0, +)
        return deaths.indices.reduce(0) { sum, index in
            var rest = deaths
            let first = rest.remove(at: index)
            return sum + first / total * orders(of: rest, survivors: survivors)
        }
    }

    /// With x alike in all deaths of a time the orders are alike, and Efron's average of denominators is exact.
    @Test func `Efron is exact where tied deaths share their covariates`() throws {
        let followUp = try SurvivalTimes(
            [1, 1, 2, 3, 3, 4, 5, 6], events: [true, true, false, true, true, false, true, false])
        let matrix = try CovariateMatrix(["x": [1, 1, 0, 0, 0, 1, 1, 0]])
        let efron = try CoxRegression(followUp, covariates: matrix)
        let exact = try CoxRegression(followUp, covariates: matrix, ties: .exact)
        expectClose(exact.coefficients, efron.coefficients, relative: 1e-9, absolute: 1e-9, "coefficient")
        expectClose(exact.covariance, efron.covariance, relative: 1e-9, "variance")
    }

    /// A thousand deaths at one time: nothing overflows, and the score vanishes at the maximum.
    @Test(arguments: ties)
    func `many ties stay within the numbers`(_ ties: CoxRegression.Ties) throws {
        let count = 2500
        var random = SplitMix(state: 5)
        let x = (0..<count).map { _ in random.uniform() * 4 - 2 }
        let events = x.map { random.uniform() < 1 / (1 + exp(-0.8 * $0)) }
        let followUp = try SurvivalTimes(events.map { $0 ? 1 : 2 }, events: events)
        let model = try CoxRegression(followUp, covariates: CovariateMatrix(["x": x]), ties: ties)
        #expect(model.convergence == .converged)
        #expect(model.scaledScore < 1e-7)
        #expect(try abs(#require(model.coefficients[0]) - 0.8) < (ties == .discrete ? 0.2 : 0.6))
    }
}
