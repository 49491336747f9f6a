import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Cox regression of two arms · Property: the general likelihood's numbers")
struct TwoLevelCoxTests {
    /// Two arms under any two values, with ties, strata and weights, and β from far below to far above 0.
    @Test(arguments: 0..<12, CoxRegression.Ties.approximations)
    func `log-likelihood, score, information and residuals agree`(seed: Int, ties: CoxRegression.Ties) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 12345
        func draw() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
        let count = 30 + 40 * seed
        let weights = seed % 3 == 2 ? (0..<count).map { _ in (draw() * 4).rounded() / 2 } : nil
        let followUp = try SurvivalTimes(
            (0..<count).map { _ in (draw() * 25).rounded() }, events: (0..<count).map { _ in draw() < 0.6 },
            weights: weights)
        let covariates = try CovariateMatrix(["x": (0..<count).map { _ in draw() < 0.4 ? -1.5 : 2 }])
        let strata = seed % 2 == 1 ? Factor((0..<count).map { _ in String(Int(draw() * 5)) }) : nil
        var fast = try #require(TwoLevelCoxLikelihood(followUp, covariates, strata: strata, ties: ties))
        var general = CoxLikelihood(followUp, covariates, strata: strata, ties: ties)
        for beta in [0, 0.3, -1.1, 4] {
            var one = LikelihoodEvaluation(order: 1)
            var other = LikelihoodEvaluation(order: 1)
            fast.evaluate(at: [beta], into: &one)
            general.evaluate(at: [beta], into: &other)
            #expect(isClose(one.logLikelihood, other.logLikelihood, relative: 1e-12))
            #expect(isClose(one.score[0], other.score[0], relative: 1e-12, absolute: 1e-10))
            #expect(isClose(one.information[0], other.information[0], relative: 1e-10, absolute: 1e-10))
            for (a, b) in zip(fast.martingaleResiduals(rowCount: count), general.martingaleResiduals(rowCount: count)) {
                #expect(isClose(a, b, relative: 1e-12, absolute: 1e-12))
            }
        }
    }

    @Test func `other data are left to the general likelihood`() throws {
        let followUp = try SurvivalTimes([1, 2, 3], events: [true, true, true])
        let three = try CovariateMatrix(["x": [1, 2, 3]])
        #expect(TwoLevelCoxLikelihood(followUp, three, strata: nil, ties: .efron) == nil)
        let late = try SurvivalTimes([1, 2, 3], events: [true, true, true], entries: [0, 0, 1])
        let two = try CovariateMatrix(["x": [1, 2, 1]])
        #expect(TwoLevelCoxLikelihood(late, two, strata: nil, ties: .efron) == nil)
        let constant = try CovariateMatrix(["x": [1, 1, 1]])
        #expect(TwoLevelCoxLikelihood(followUp, constant, strata: nil, ties: .efron) == nil)
    }
}
