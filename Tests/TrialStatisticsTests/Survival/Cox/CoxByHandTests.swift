import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

/// The solutions of Therneau & Grambsch's test data, derived again here from the likelihoods; r = exp(β).
@Suite("Cox regression · ByHand")
struct CoxByHandTests {
    /// Breslow: U = 2 − r/(r + 1) − 2r/(r + 3) = 0, so r² − 3r − 6 = 0.
    @Test func `data 1, Breslow: the root of a quadratic`() throws {
        let model = try BookData.model(BookData.right, .breslow)
        let r = (3 + 33.0.squareRoot()) / 2
        expectClose(model.coefficients, [log(r)], relative: 1e-8, "coefficient")
        let information = r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))
        expectClose(model.covariance, [1 / information], relative: 1e-8, "variance")
        expectClose(model.logLikelihoodNull, -log(96), relative: 1e-14, "null log-likelihood")
        let logLikelihood = 2 * log(r) - log(3 * r + 3) - 2 * log(r + 3)
        expectClose(model.logLikelihood, logLikelihood, relative: 1e-12, "log-likelihood")
        // U(0) = 1, I(0) = 1/4 + 2·3/16 = 5/8.
        expectClose(model.scoreTest?.statistic, 8.0 / 5, relative: 1e-14, "score test")
        let first = 1 / (3 * r + 3)
        let second = 2 / (r + 3)
        let residuals = [
            1 - r * first, -r * first, 1 - r * (first + second), 1 - first - second, -first - second, -first - second,
        ]
        expectClose(model.martingaleResiduals, residuals, relative: 1e-8, "martingale residuals")
    }

    /// Efron: U = 2 − r/(r + 1) − r/(r + 3) − r/(r + 5) = 0, so r³ − 23r − 30 = 0.
    @Test func `data 1, Efron: the root of a cubic`() throws {
        let model = try BookData.model(BookData.right, .efron)
        let angle = acos(15 * pow(3.0 / 23, 1.5))
        let r = 2 * (23.0 / 3).squareRoot() * cos(angle / 3)
        expectClose(model.coefficients, [log(r)], relative: 1e-8, "coefficient")
        let information = r / ((r + 1) * (r + 1)) + 3 * r / ((r + 3) * (r + 3)) + 5 * r / ((r + 5) * (r + 5))
        expectClose(model.covariance, [1 / information], relative: 1e-8, "variance")
        expectClose(model.logLikelihoodNull, -log(72), relative: 1e-14, "null log-likelihood")
        let logLikelihood = 2 * log(r) - log(3 * r + 3) - log(r + 3) - log((r + 5) / 2)
        expectClose(model.logLikelihood, logLikelihood, relative: 1e-12, "log-likelihood")
        // U(0) = 13/12, I(0) = 1/4 + 3/16 + 5/36 = 83/144.
        expectClose(model.scoreTest?.statistic, 169.0 / 83, relative: 1e-14, "score test")
        // The two that die at 6 are exposed to half of the second step of its hazard.
        let first = 1 / (3 * r + 3)
        let dying = 1 / (r + 3) + 1 / (r + 5)
        let second = 1 / (r + 3) + 2 / (r + 5)
        let residuals = [
            1 - r * first, -r * first, 1 - r * (first + dying), 1 - first - dying, -first - second, -first - second,
        ]
        expectClose(model.martingaleResiduals, residuals, relative: 1e-8, "martingale residuals")
    }

    @Test func `data 2, delayed entry: likelihoods and score tests at 0`() throws {
        // Risk sets of 2, 3, 5, 4, 4 and 5, the last with two deaths.
        let breslow = try BookData.model(BookData.counting, .breslow)
        expectClose(breslow.logLikelihoodNull, -log(12000), relative: 1e-14, "Breslow log-likelihood")
        // U(0) = −2/15, I(0) = 2821/1800.
        expectClose(breslow.scoreTest?.statistic, 32.0 / 2821, relative: 1e-12, "Breslow score test")
        let efron = try BookData.model(BookData.counting, .efron)
        expectClose(efron.logLikelihoodNull, -log(9600), relative: 1e-14, "Efron log-likelihood")
        // U(0) = −1/30, I(0) = 2839/1800.
        expectClose(efron.scoreTest?.statistic, 2.0 / 2839, relative: 1e-11, "Efron score test")
    }

    @Test func `data 2, delayed entry: the score vanishes at the coefficient`() throws {
        for ties in CoxRegression.Ties.approximations {
            let model = try BookData.model(BookData.counting, ties)
            let r = exp(try #require(model.coefficients[0]))
            // Deaths with x = 1, less their expected number: r/(r + 1), r/(r + 2), 3r/(3r + 2), 3r/(3r + 1) twice,
            // and at 9 two of 3r + 2, of whom Efron counts the two deaths half at the second.
            let last = ties == .breslow ? 6 * r / (3 * r + 2) : 3 * r / (3 * r + 2) + 2 * r / (2 * r + 2)
            let expected = r / (r + 1) + r / (r + 2) + 3 * r / (3 * r + 2) + 6 * r / (3 * r + 1) + last
            expectClose(expected, 4, relative: 1e-9, "expected deaths")
        }
    }

    @Test func `data 3, weighted: likelihoods and score at 0`() throws {
        let breslow = try BookData.model(BookData.weighted, .breslow)
        expectClose(breslow.logLikelihoodNull, -log(19) - 10 * log(16) - 2 * log(3), relative: 1e-14, "Breslow")
        let efron = try BookData.model(BookData.weighted, .efron)
        let tied = 10.0 / 3 * (log(16) + log(38.0 / 3) + log(28.0 / 3))
        expectClose(efron.logLikelihoodNull, -log(19) - tied - 2 * log(3), relative: 1e-14, "Efron")
        // U(0) = 25/19 + 1/8 + 2/3; I(0) = (19·15 − 13²)/19² at time 1, 10·55/256 at 2, 2·2/9 at 4.
        let score = 25.0 / 19 + 1.0 / 8 + 2.0 / 3
        let information = 116.0 / 361 + 550.0 / 256 + 4.0 / 9
        let statistic = score * score / information
        expectClose(breslow.scoreTest?.statistic, statistic, relative: 1e-13, "Breslow score test")
    }

    @Test func `one pair of subjects has a monotone likelihood`() throws {
        // log L = β − log(e^β + 1): it grows to 0 for ever; at 0 it is −log 2, with U = 1/2, I = 1/4.
        let followUp = try SurvivalTimes([1, 2], events: [true, false])
        let model = try CoxRegression(followUp, covariates: CovariateMatrix(["x": [1, 0]]))
        #expect(model.convergence == .monotoneLikelihood(covariates: [0]))
        expectClose(model.logLikelihoodNull, -log(2), relative: 1e-14, "null log-likelihood")
        expectClose(model.logLikelihood, 0, relative: 0, absolute: 1e-6, "supremum")
        expectClose(model.scoreTest?.statistic, 1, relative: 1e-14, "score test")
    }
}
