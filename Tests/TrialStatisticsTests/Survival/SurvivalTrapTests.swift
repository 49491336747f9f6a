import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

/// Where other packages are known to go wrong, or to differ in silence.
@Suite("Survival · ByHand: known traps")
struct SurvivalTrapTests {
    /// Times in days, and in years by two routes that differ in the last bits.
    private func nearTied(_ grouping: TimeGrouping, inDays: Bool = false) throws -> CoxRegression {
        let days = (0..<60).map { Double(30 + 35 * ($0 * 7 % 11)) }
        let years = days.enumerated().map { $0 % 2 == 0 ? $1 / 365.25 : $1 / 30.4375 / 12 }
        let x = days.indices.map { Double($0 * 13 % 7) }
        let followUp = try SurvivalTimes(
            inDays ? days : years, events: days.indices.map { $0 % 3 != 0 }, grouping: grouping)
        return try CoxRegression(followUp, covariates: CovariateMatrix(["x": x]))
    }

    @Test func `T1: near-tied times are the ties they were in days`() throws {
        let exact = try nearTied(.automatic, inDays: true)
        #expect(try nearTied(.automatic).coefficients == exact.coefficients)
        #expect(try nearTied(.grid(perUnit: 365.25)).coefficients == exact.coefficients)
        #expect(try nearTied(.exact).coefficients != exact.coefficients)
    }

    @Test func `T2: three rules for a curve that stays at one half`() throws {
        let curve = try KaplanMeier(
            times: [54, 75, 77, 84, 87, 92, 103, 105, 112, 118],
            events: [true, true, true, true, true, false, false, false, false, false])
        #expect(curve.quantile(0.5, rule: .rPrint).estimate == 87)
        #expect(curve.quantile(0.5, rule: .rQuantile).estimate == 102.5)
        #expect(curve.quantile(0.5, rule: .strict).estimate == nil)
        let falling = try KaplanMeier(times: [1, 2, 3, 4], events: [true, true, true, true])
        #expect(QuantileRule.allCases.map { falling.quantile(0.5, rule: $0).estimate } == [2.5, 2.5, 2.5])
    }

    @Test func `T2: one half is found whatever the product rounds to`() throws {
        // 2k subjects, k events one after the other: S is a product of k rounded factors, and 1/2.
        for k in [3, 7, 11, 49, 1000] {
            let times = (1...2 * k).map(Double.init)
            let curve = try KaplanMeier(times: times, events: times.map { $0 <= Double(k) || $0 == Double(2 * k) })
            #expect(curve.median.estimate == (Double(k) + Double(2 * k)) / 2)
        }
    }

    @Test func `T3: nothing is said past the last censored time`() throws {
        let censored = try KaplanMeier(times: [1, 2, 3], events: [true, true, false])
        #expect(censored.survival(at: 3) != nil)
        #expect(censored.survival(at: 3.5) == nil)
        let ended = try KaplanMeier(times: [1, 2, 3], events: [true, true, true])
        #expect(ended.survival(at: 3.5) == 0)
    }

    @Test func `T4: the defaults are Efron and the log scale`() throws {
        let data = try BookData.right
        let model = try CoxRegression(data.followUp, covariates: CovariateMatrix(["x": data.x]))
        #expect(model.ties == .efron)
        let curve = KaplanMeier(data.followUp)
        #expect(curve.limits(atStep: 0) == curve.limits(atStep: 0, transform: .log))
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `T5: a converged fit is at the maximum, not merely near`(_ data: GeneratedFollowUp) throws {
        let model = try CoxRegression(
            SurvivalTimes(data.times, events: data.events), covariates: data.matrix)
        #expect(model.convergence == .converged)
        #expect(model.scaledScore < 1e-9)
    }

    @Test func `T7: separated data are named, with the tests that remain right`() throws {
        // Both events at the largest x of all at risk; a second covariate that is not to blame.
        let followUp = try SurvivalTimes(
            [1, 2, 3, 4, 5, 6, 7, 8], events: [true, true, true, true, false, false, false, false])
        let model = try CoxRegression(
            followUp,
            covariates: CovariateMatrix([
                "treated": [1, 1, 1, 1, 0, 0, 0, 0], "age": [4, 9, 2, 6, 3, 8, 5, 7],
            ]))
        #expect(model.convergence == .monotoneLikelihood(covariates: [0]))
        #expect(model.coefficients[0] == nil)
        #expect(model.hazardRatio(of: 0) == nil)
        #expect(model.waldTest == nil)
        #expect(model.likelihoodRatioTest != nil)
    }

    @Test func `T8: strata with one arm or no events add nothing`() throws {
        let times = [1.0, 2, 3, 4, 5, 6]
        let events = [true, false, true, true, false, true]
        let arm = ["A", "B", "B", "A", "A", "B"]
        let plain = try LogRankTest(SurvivalTimes(times, events: events), groups: Factor(arm))
        let extended = try LogRankTest(
            SurvivalTimes(times + [1, 2, 3, 1, 2], events: events + [true, true, false, false, false]),
            groups: Factor(arm + ["A", "A", "A", "A", "B"]),
            strata: Factor([String](repeating: "x", count: 6) + ["one arm", "one arm", "one arm", "none", "none"]))
        expectClose(extended.test?.statistic, plain.test?.statistic, relative: 1e-14, "chi-square")
        let rows = arm.map { $0 == "A" ? 1.0 : 0 }
        let one = try CoxRegression(SurvivalTimes(times, events: events), covariates: CovariateMatrix(["A": rows]))
        let other = try CoxRegression(
            SurvivalTimes(times + [1, 2, 3, 1, 2], events: events + [true, true, false, false, false]),
            covariates: CovariateMatrix(["A": rows + [1, 1, 1, 1, 0]]),
            strata: Factor([String](repeating: "x", count: 6) + ["one arm", "one arm", "one arm", "none", "none"]))
        expectClose(other.coefficients, one.coefficients, relative: 1e-8, "coefficient")
        expectClose(other.covariance, one.covariance, relative: 1e-8, "variance")
    }

    @Test func `T8: rows of weight 0 and levels without rows add nothing`() throws {
        let followUp = try SurvivalTimes(
            [1, 2, 3, 4, 2.5], events: [true, true, false, true, true], weights: [1, 1, 1, 1, 0])
        let groups = try Factor(codes: [0, 2, 2, 0, 0], levels: ["A", "empty", "C"])
        let without = try SurvivalTimes([1, 2, 3, 4], events: [true, true, false, true])
        let test = try LogRankTest(followUp, groups: groups)
        let plain = try LogRankTest(without, groups: Factor(["A", "C", "C", "A"]))
        #expect(test.test == plain.test)
        let x = [1.0, 0, 0, 1, 5]
        let model = try CoxRegression(followUp, covariates: CovariateMatrix(["x": x]))
        let other = try CoxRegression(without, covariates: CovariateMatrix(["x": Array(x.dropLast())]))
        #expect(model.coefficients == other.coefficients)
        #expect(model.eventCount == 3)
    }

    @Test func `T9: a covariate far from 0 and skewed does not derail the search`() throws {
        let data = GeneratedFollowUp(seed: 99, count: 200)
        let skewed = data.biomarker.enumerated().map { $0 % 50 == 0 ? 1e6 + 1e4 * $1 : 1e6 + $1 }
        let followUp = try SurvivalTimes(data.times, events: data.events)
        for ties in CoxRegression.Ties.approximations {
            let model = try CoxRegression(followUp, covariates: CovariateMatrix(["x": skewed]), ties: ties)
            #expect(model.convergence == .converged)
            let rows = NaiveCox.Rows(
                times: data.times, events: data.events, covariates: [skewed.map { $0 - 1e6 }])
            let naive = NaiveCox(rows, at: [try #require(model.coefficients[0])], efron: ties == .efron)
            expectClose(
                naive.score[0] / naive.information[0].squareRoot(), 0, relative: 0, absolute: 1e-8, "scaled score")
        }
    }

    @Test func `T10: a risk set that empties early is said`() throws {
        let curve = try KaplanMeier(
            times: [2, 3, 3, 6, 7, 8], events: [true, true, true, true, false, true], entries: [0, 0, 1, 5, 5, 5])
        #expect(curve.emptiedRiskSetAt == 3)
        #expect(curve.survival(at: 7) == 0)
        let whole = try KaplanMeier(times: [2, 3, 3], events: [true, true, true], entries: [0, 0, 1])
        #expect(whole.emptiedRiskSetAt == nil)
    }

    @Test func `T11: weights of one half change the variance, not the curve, and never by guess`() throws {
        let times = [1.0, 2, 3, 4]
        let events = [true, true, false, true]
        let one = try KaplanMeier(times: times, events: events)
        let half = try KaplanMeier(times: times, events: events, weights: [0.5, 0.5, 0.5, 0.5])
        expectClose(half.steps.map(\.survival), one.steps.map(\.survival), relative: 1e-14, "survival")
        let errors = one.steps.map(\.standardErrorOfLog).map { $0.map { $0 * 2.0.squareRoot() } }
        expectClose(half.steps.map(\.standardErrorOfLog), errors, relative: 1e-14, "standard error")
        let data = try BookData.weighted
        #expect(try BookData.model(data, .efron).robustCovariance == nil)
    }

    @Test func `T12: martingale residuals under Efron use Efron's hazard`() throws {
        // β = 0 by symmetry; Breslow's hazard at 1 would be 2/6 for all, Efron's is not.
        let followUp = try SurvivalTimes([1, 1, 1, 1, 2, 2], events: [true, true, false, false, false, false])
        let x = [1.0, -1, 1, -1, 1, -1]
        let efron = try CoxRegression(followUp, covariates: CovariateMatrix(["x": x]), ties: .efron)
        // Hazard 1/6 + 1/5 for a survivor, 1/6 + 1/2·1/5 for a death.
        let survivor = -11.0 / 30
        let death = 1 - 4.0 / 15
        expectClose(
            efron.martingaleResiduals, [death, death, survivor, survivor, survivor, survivor], relative: 1e-8,
            "residuals")
    }

    @Test func `T11: a weight just above or below one half leaves the log-rank test where it is`() throws {
        // The last risk set weighs 1.001 or 0.999: a variance with n − 1 would explode at the first and skip the second.
        func statistic(_ last: Double) throws -> Double {
            let followUp = try SurvivalTimes(
                [1, 2, 3, 4, 5, 6, 7, 8], events: [true, true, false, true, true, true, true, true],
                weights: [1, 1, 1, 1, 1, 1, 0.5, last])
            let test = try LogRankTest(followUp, groups: Factor(["A", "B", "A", "B", "B", "A", "A", "B"]))
            return try #require(test.test).statistic
        }
        // By hand 0.0710 and 0.0721.
        #expect(isClose(try statistic(0.501), try statistic(0.499), relative: 0.02))
    }
}
