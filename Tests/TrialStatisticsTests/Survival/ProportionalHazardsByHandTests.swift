import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

/// Events of x = 1, 0, 1, 0 at 1, 2, 3, 4 and one of each left after: risk sets (3, 3), (2, 3), (2, 2), (1, 2) of (x = 1, x = 0).
@Suite("Cox residuals and proportional hazards · ByHand")
struct ProportionalHazardsByHandTests {
    private static let times = [1.0, 2, 3, 4, 5, 5]
    private static let events = [true, true, true, true, false, false]
    private static let x = [1.0, 0, 1, 0, 1, 0]

    private static func fit() throws -> (SurvivalTimes, CovariateMatrix, CoxRegression) {
        let followUp = try SurvivalTimes(times, events: events)
        let covariates = try CovariateMatrix(["x": x])
        return (followUp, covariates, try CoxRegression(followUp, covariates: covariates))
    }

    /// With r = exp(β) and m = ar/(ar + b): Uγ = Σ g (x − m), V = m(1 − m), χ² = Uγ² / (Σ g²V − (Σ gV)²/Σ V).
    @Test func `the score test is a sum over four events`() throws {
        let (followUp, covariates, model) = try Self.fit()
        let r = exp(try #require(model.coefficients[0]))
        let means = [(3.0, 3.0), (2, 3), (2, 2), (1, 2)].map { $0 * r / ($0 * r + $1) }
        let isOne = [1.0, 0, 1, 0]
        // 1 − S(t−) is 0, 1/6, 1/3, 1/2; ranks, with the censored two at 5, are 1 to 4.
        let transforms: [(TimeTransform, [Double])] = [
            (.kaplanMeier, [0, fraction(1, 6), fraction(1, 3), fraction(1, 2)]), (.rank, [1, 2, 3, 4]),
            (.identity, [1, 2, 3, 4]), (.log, [0, log(2), log(3), log(4)]),
        ]
        for (transform, g) in transforms {
            var (u, v, gv, ggv) = (0.0, 0.0, 0.0, 0.0)
            for event in 0..<4 {
                let variance = means[event] * (1 - means[event])
                u += g[event] * (isOne[event] - means[event])
                v += variance
                gv += g[event] * variance
                ggv += g[event] * g[event] * variance
            }
            let test = try #require(
                try ProportionalHazardsTest(model, followUp, covariates: covariates, transform: transform))
            expectClose(test.global?.statistic, u * u / (ggv - gv * gv / v), relative: 1e-9, transform.rawValue)
            expectClose(test.transformedTimes, g, relative: 1e-15, absolute: 1e-16, "g")
            expectClose(test.residualVariances, [4 / v], relative: 1e-9, "variance of residuals")
        }
    }

    @Test func `residuals are those of the definitions`() throws {
        let (followUp, covariates, model) = try Self.fit()
        let beta = try #require(model.coefficients[0])
        let r = exp(beta)
        let residuals = try #require(try CoxResiduals(model, followUp, covariates: covariates))
        let atRisk = [(3.0, 3.0), (2, 3), (2, 2), (1, 2)]
        let hazards = atRisk.map { 1 / ($0 * r + $1) }
        let means = atRisk.map { $0 * r / ($0 * r + $1) }
        let cumulative = hazards.indices.map { hazards[...$0].reduce(0, +) }
        let expected = [
            r * cumulative[0], cumulative[1], r * cumulative[2], cumulative[3], r * cumulative[3], cumulative[3],
        ]
        expectClose(residuals.coxSnell, expected, relative: 1e-12, "Cox-Snell")
        expectClose(
            residuals.martingale, zip(Self.events, expected).map { ($0 ? 1 : 0) - $1 }, relative: 1e-9, "martingale")
        // −2(M + log e) where there is an event, 2e where not.
        let deviance = zip(Self.events, expected).map { isEvent, e in
            isEvent ? (1 - e < 0 ? -1 : 1) * (-2 * (1 - e + log(e))).squareRoot() : -(2 * e).squareRoot()
        }
        expectClose(residuals.deviance, deviance, relative: 1e-9, "deviance")
        #expect(residuals.schoenfeld.rows == [0, 1, 2, 3])
        let schoenfeld = zip([1.0, 0, 1, 0], means).map { $0 - $1 }
        expectClose(residuals.schoenfeld.values[0], schoenfeld, relative: 1e-9, "Schoenfeld")
        let variance = 1 / means.reduce(0) { $0 + $1 * (1 - $1) }
        expectClose(
            residuals.schoenfeld.scaled[0], schoenfeld.map { beta + 4 * variance * $0 }, relative: 1e-9,
            absolute: 1e-10, "scaled Schoenfeld")
        // The second: 0 − m₂ − Σ (0 − m) dH over the first two events.
        let second = -means[1] + means[0] * hazards[0] + means[1] * hazards[1]
        expectClose(residuals.score[0][1], second, relative: 1e-9, "score")
        expectClose(residuals.dfbeta[0][1], second * variance, relative: 1e-9, "dfbeta")
        expectClose(residuals.dfbetas[0][1], second * variance.squareRoot(), relative: 1e-9, "dfbetas")
    }

    /// Therneau & Grambsch, data 1 at Efron's estimate: the tied deaths at 6 face hazards 1/(r + 3) and 1/(r/2 + 5/2), and half of
    /// the second. Breslow's hazard there would be 2/(r + 3).
    @Test func `Efron's residuals have Efron's hazards`() throws {
        let model = try BookData.model(BookData.right, .efron)
        let data = try BookData.right
        let covariates = try CovariateMatrix(names: model.names, columns: [data.x])
        let residuals = try #require(try CoxResiduals(model, data.followUp, covariates: covariates))
        let r = exp(try #require(model.coefficients[0]))
        let start = 1 / (3 * r + 3)
        let (first, second) = (1 / (r + 3), 1 / ((r + 5) / 2))
        expectClose(residuals.martingale[2], 1 - r * (start + first + second / 2), relative: 1e-9, "a death at 6")
        expectClose(residuals.martingale[4], -(start + first + second), relative: 1e-9, "a survivor of 6")
    }

    @Test func `what has no answer has none`() throws {
        // One event time: nothing changes with time.
        let once = try SurvivalTimes([3, 3, 4, 4], events: [true, true, false, false])
        let covariates = try CovariateMatrix(["x": [1, 0, 1, 0]])
        let test = try #require(
            try ProportionalHazardsTest(CoxRegression(once, covariates: covariates), once, covariates: covariates))
        #expect(test.tests == [nil] && test.global == nil)
        // Separated data have no coefficient.
        let apart = try SurvivalTimes([1, 2, 3, 4], events: [true, true, false, false])
        let side = try CovariateMatrix(["x": [1, 1, 0, 0]])
        let model = try CoxRegression(apart, covariates: side)
        #expect(try ProportionalHazardsTest(model, apart, covariates: side) == nil)
        #expect(try CoxResiduals(model, apart, covariates: side) == nil)
        // One cluster: its square is the whole variance, whatever the data.
        let (followUp, matrix, fitted) = try Self.fit()
        let one = Factor(["a", "a", "a", "a", "a", "a"])
        let robust = try #require(
            try ProportionalHazardsTest(fitted, followUp, covariates: matrix, robust: .clusters(one)))
        #expect(robust.isRobust && robust.global == nil)
    }

    @Test func `what cannot be is refused with its name`() throws {
        let (followUp, covariates, model) = try Self.fit()
        let other = try CovariateMatrix(["y": Self.x])
        #expect(throws: StatisticsError.self) { try CoxResiduals(model, followUp, covariates: other) }
        #expect(throws: StatisticsError.self) {
            try ProportionalHazardsTest(model, followUp, covariates: covariates, terms: [.init("y", columns: [1])])
        }
        let early = try SurvivalTimes([0, 2, 3, 4, 5, 5], events: Self.events)
        #expect(throws: StatisticsError.self) {
            try ProportionalHazardsTest(
                CoxRegression(early, covariates: covariates), early, covariates: covariates, transform: .log)
        }
    }
}
