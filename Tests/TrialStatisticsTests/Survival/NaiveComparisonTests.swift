import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Survival · Naive: sums over all rows at every time")
struct SurvivalNaiveTests {
    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `a curve is the product over all rows`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let curve = KaplanMeier(try variant.followUp(data))
        let naive = NaiveKaplanMeier(
            times: data.times, events: data.events, entries: variant.entries(data), weights: variant.weights(data))
        #expect(curve.steps.map(\.time) == naive.steps.map(\.time))
        expectClose(curve.steps.map(\.weightedAtRisk), naive.steps.map(\.atRisk), relative: 1e-12, "at risk")
        expectClose(
            curve.steps.map(\.survival), naive.steps.map(\.survival), relative: 1e-12, absolute: 1e-14, "survival")
        let expected = naive.steps.map { $0.survival > 1e-14 ? $0.greenwood.squareRoot() : nil }
        expectClose(curve.steps.map(\.standardErrorOfLog), expected, relative: 1e-12, "standard error")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `the log-rank sums are those over all rows`(_ data: GeneratedFollowUp, _ variant: Variant) throws {
        let test = try LogRankTest(
            variant.followUp(data), groups: data.armFactor, strata: variant.stratumFactor(data))
        let naive = NaiveLogRank(
            times: data.times, events: data.events, groups: data.arms, groupCount: 3, entries: variant.entries(data),
            weights: variant.weights(data), strata: variant.strata(data))
        expectClose(test.groups.map(\.observed), naive.observed, relative: 1e-12, "observed")
        expectClose(test.groups.map(\.expected), naive.expected, relative: 1e-12, "expected")
        expectClose(test.covariance, naive.covariance, relative: 1e-12, absolute: 1e-12, "covariance")
    }

    @Test(arguments: GeneratedFollowUp.several, Variant.all)
    func `a Cox model is at the maximum of the likelihood as defined`(
        _ data: GeneratedFollowUp, _ variant: Variant
    ) throws {
        let rows = NaiveCox.Rows(
            times: data.times, events: data.events, covariates: data.columns, entries: variant.entries(data),
            weights: variant.weights(data), strata: variant.strata(data))
        for ties in CoxRegression.Ties.approximations {
            let model = try CoxRegression(
                variant.followUp(data), covariates: data.matrix, strata: variant.stratumFactor(data), ties: ties)
            let null = NaiveCox(rows, at: [0, 0, 0], efron: ties == .efron)
            expectClose(model.logLikelihoodNull, null.logLikelihood, relative: 1e-12, "null log-likelihood")
            let beta = try model.coefficients.map { try #require($0) }
            let best = NaiveCox(rows, at: beta, efron: ties == .efron)
            expectClose(model.logLikelihood, best.logLikelihood, relative: 1e-12, "log-likelihood")
            // The score vanishes, in units of its own standard deviation.
            let deviations = (0..<3).map { best.information[$0 * 4].squareRoot() }
            expectClose(zip(best.score, deviations).map { $0 / $1 }, [0, 0, 0], relative: 0, absolute: 1e-8, "score")
            expectClose(
                Self.product(model.covariance, best.information), [1, 0, 0, 0, 1, 0, 0, 0, 1], relative: 1e-8,
                absolute: 1e-8, "covariance times information")
            expectClose(
                model.martingaleResiduals, best.martingaleResiduals, relative: 1e-8, absolute: 1e-9, "residuals")
        }
    }

    private static func product(_ one: [Double], _ other: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for k in 0..<3 { result[row * 3 + column] += one[row * 3 + k] * other[k * 3 + column] }
            }
        }
        return result
    }
}
