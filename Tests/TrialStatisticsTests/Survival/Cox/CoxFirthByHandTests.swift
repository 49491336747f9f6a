import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Firth's penalty and profile limits · ByHand")
struct CoxFirthByHandTests {
    /// One pair of whom the one with x = 1 dies: log L = log(θ/(θ + 1)), I = θ/(θ + 1)².
    ///
    /// ℓ* = log(θ/(θ + 1)) + ½ log(θ/(θ + 1)²) = (3/2) log θ − 2 log(θ + 1), greatest where 3/2 = 2θ/(θ + 1): θ = 3.
    @Test func `a pair has the hazard ratio 3 where the likelihood has none`() throws {
        let pair = try SurvivalTimes([1, 2], events: [true, false])
        let matrix = try CovariateMatrix(["x": [1, 0]])
        #expect(try CoxRegression(pair, covariates: matrix).coefficients == [nil])
        let model = try CoxRegression(pair, covariates: matrix, penalty: .firth, profile: CoxProfile())
        expectClose(model.coefficients, [log(3)], relative: 1e-10, "β")
        expectClose(model.logLikelihood, log(3.0 / 4), relative: 1e-10, "log-likelihood")
        expectClose(
            model.penalizedLogLikelihood, log(3.0 / 4) + log(3.0 / 16) / 2, relative: 1e-12, "penalised log-likelihood")
        expectClose(
            model.penalizedLogLikelihoodNull, log(1.0 / 2) + log(1.0 / 4) / 2, relative: 1e-12,
            "penalised null log-likelihood")
        expectClose(model.covariance, [16.0 / 3], relative: 1e-9, "I⁻¹")
        expectClose(
            model.likelihoodRatioTest?.statistic, 2 * (log(3.0 / 4) + log(3.0 / 16) / 2 - 2 * log(1.0 / 2)),
            relative: 1e-11, "likelihoodRatioTest statistic")
        let profile = try #require(model.profiles.first)
        for limit in [profile.coefficient.lower, profile.coefficient.upper] {
            let theta = try exp(#require(limit))
            let drop = 3 * log(3) - 4 * log(4) - (3 * log(theta) - 4 * log(theta + 1))
            expectClose(drop, 1.959963984540054 * 1.959963984540054, relative: 1e-8, "drop")
        }
    }

    /// Without the penalty log L = −log(1 + 1/θ) rises to 0: the lower limit has 2 log(1 + 1/θ) = z², there is no upper one.
    @Test func `the finite side of a monotone likelihood has its limit`() throws {
        let pair = try SurvivalTimes([1, 2], events: [true, false])
        let model = try CoxRegression(pair, covariates: CovariateMatrix(["x": [1, 0]]), profile: CoxProfile())
        let profile = try #require(model.profiles.first)
        let square = 1.959963984540054 * 1.959963984540054
        expectClose(profile.coefficient.lower, -log(exp(square / 2) - 1), relative: 1e-8, "coefficient lower")
        #expect(profile.upper == .unbounded)
        #expect(profile.hazardRatio.upper == nil)
        expectClose(profile.test?.statistic, 2 * log(2), relative: 1e-9, "test statistic")
        let mirrored = try CoxRegression(pair, covariates: CovariateMatrix(["x": [0, 1]]), profile: CoxProfile())
        #expect(mirrored.profiles.first?.lower == .unbounded)
        expectClose(
            mirrored.profiles.first?.coefficient.upper, log(exp(square / 2) - 1), relative: 1e-8,
            "mirrored profiles first coefficient upper")
    }

    /// Book data 1 by Breslow: log L = 2β − log(3θ + 3) − 2 log(θ + 3), known at any β.
    @Test func `limits solve the book's likelihood`() throws {
        let model = try CoxRegression(
            BookData.right.followUp, covariates: CovariateMatrix(["x": BookData.right.x]), ties: .breslow,
            profile: CoxProfile())
        let profile = try #require(model.profiles.first)
        func height(_ beta: Double) -> Double { 2 * beta - log(3 * exp(beta) + 3) - 2 * log(exp(beta) + 3) }
        let top = height(log((3 + 33.0.squareRoot()) / 2))
        for limit in [profile.coefficient.lower, profile.coefficient.upper] {
            expectClose(
                try 2 * (top - height(#require(limit))), 1.959963984540054 * 1.959963984540054, relative: 1e-9,
                "top height require limit")
        }
        expectClose(profile.test?.statistic, model.likelihoodRatioTest?.statistic, relative: 1e-11, "test statistic")
    }

    /// SAS `PROC PHREG` with `FIRTH` and `RISKLIMITS=PL`, as the test of R `trtswitch` quotes it: having died as covariate.
    @Test func `SAS's limits of the ovarian data`() throws {
        let table = try PenalizedCase.golden.get().table("ovarian")
        let model = try CoxRegression(
            SurvivalTimes(table.numbers("time"), events: table.flags("event")),
            covariates: CovariateMatrix(["rx": table.numbers("rx"), "died": table.numbers("died")]),
            penalty: .firth, profile: CoxProfile())
        // SAS stops when its gradient is small: its coefficients are some 1e-4 standard errors away from the maximum.
        expectClose(model.coefficients, [-0.54197, 4.23615], relative: 0, absolute: 5e-4, "coefficients")
        let ratios = model.profiles.map(\.hazardRatio)
        expectClose(ratios.map(\.lower), [0.173, 8.771], relative: 0, absolute: 5e-4, "lower limits")
        expectClose(ratios.map(\.upper), [1.884, 8936.061], relative: 1e-6, absolute: 5e-4, "upper limits")
    }

    @Test func `a covariate that the profile does not have is refused`() throws {
        let error = #expect(throws: StatisticsError.self) {
            try CoxRegression(
                BookData.right.followUp, covariates: CovariateMatrix(["x": BookData.right.x]),
                profile: CoxProfile(covariates: [1]))
        }
        #expect(error?.description == "profile names covariate 1; expected an index from 0 to 0")
    }
}
