import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

/// The hazards of Therneau & Grambsch's test data at the solutions of their likelihoods; r = exp(β).
@Suite("Baseline hazard of the Cox model · ByHand")
struct CoxBaselineByHandTests {
    private static func baseline(_ ties: CoxRegression.Ties) throws -> CoxBaseline {
        let (followUp, x) = try BookData.right
        let matrix = try CovariateMatrix(["x": x])
        let model = try CoxRegression(followUp, covariates: matrix, ties: ties)
        return try #require(try CoxBaseline(model, followUp, covariates: matrix))
    }

    /// Risk sets 3r + 3, r + 3 (two deaths) and 1, with means r/(r + 1), r/(r + 3) and 0.
    @Test func `data 1, Breslow: hazards, and limits from both parts of the variance`() throws {
        let r = (3 + 33.0.squareRoot()) / 2
        let information = r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))
        let steps = [1 / (3 * r + 3), 2 / (r + 3), 1]
        let squares = [1 / pow(3 * r + 3, 2), 2 / pow(r + 3, 2), 1]
        let means = [r / (r + 1) * steps[0], r / (r + 3) * steps[1], 0]
        try Self.check(.breslow, r, information, steps, squares, means)
    }

    /// At 6 the second of the two deaths faces (r + 3) − (r + 1)/2 = (r + 5)/2, with mean r/(r + 5).
    @Test func `data 1, Efron: the second of two tied deaths faces half of them`() throws {
        let r = 2 * (23.0 / 3).squareRoot() * cos(acos(15 * pow(3.0 / 23, 1.5)) / 3)
        let information = r / ((r + 1) * (r + 1)) + 3 * r / ((r + 3) * (r + 3)) + 5 * r / ((r + 5) * (r + 5))
        let steps = [1 / (3 * r + 3), 1 / (r + 3) + 2 / (r + 5), 1]
        let squares = [1 / pow(3 * r + 3, 2), 1 / pow(r + 3, 2) + 4 / pow(r + 5, 2), 1]
        let means = [r / (r + 1) * steps[0], r / pow(r + 3, 2) + 2 * r / pow(r + 5, 2), 0]
        try Self.check(.efron, r, information, steps, squares, means)
    }

    private static func check(
        _ ties: CoxRegression.Ties, _ r: Double, _ information: Double, _ steps: [Double], _ squares: [Double],
        _ means: [Double]
    ) throws {
        let baseline = try baseline(ties)
        let stratum = try #require(baseline.stratum())
        #expect(stratum.times == [1, 6, 9])
        #expect(stratum.atRisk == [6, 4, 1])
        #expect(stratum.events == [1, 2, 1])
        for x in [0.0, 1] {
            let curve = try #require(baseline.curve(of: [x]))
            let risk = x == 0 ? 1 : r
            for (index, time) in [1.0, 6, 9].enumerated() {
                let hazard = risk * steps.prefix(index + 1).reduce(0, +)
                expectClose(curve.cumulativeHazard(at: time), hazard, relative: 1e-8, "H(\(time) | \(x))")
                let ofBeta = x * steps.prefix(index + 1).reduce(0, +) - means.prefix(index + 1).reduce(0, +)
                let variance = risk * risk * (squares.prefix(index + 1).reduce(0, +) + ofBeta * ofBeta / information)
                let estimate = try #require(curve.estimate(at: time, transform: .plain))
                expectClose(
                    estimate.standardErrorOfLog, variance.squareRoot(), relative: 1e-8, "se log S(\(time) | \(x))")
                let survival = exp(-hazard)
                expectClose(estimate.survival, survival, relative: 1e-8, "S")
                expectClose(
                    estimate.limits.lower, max(0, survival * (1 - 1.959963984540054 * variance.squareRoot())),
                    relative: 1e-8, absolute: 1e-12, "lower limit")
                expectClose(estimate.risk, 1 - survival, relative: 1e-8, "risk")
            }
        }
    }

    @Test func `before the first event S is 1, past the last time nothing is known`() throws {
        let curve = try #require(try Self.baseline(.breslow).curve(of: [0]))
        #expect(curve.survival(at: 0.5) == 1)
        #expect(curve.logCumulativeHazard(at: 0.5) == nil)
        #expect(curve.survival(at: 8.9) == curve.survival(at: 6))
        #expect(curve.survival(at: 9.1) == nil)
        #expect(curve.estimate(at: 9.1) == nil)
        let start = try #require(curve.estimate(at: 0))
        #expect(start.survival == 1 && start.limits == ConfidenceLimits(lower: 1, upper: 1))
    }

    /// S(6 | x = 1) = exp(−r/(3r + 3) − 2r/(r + 3)) = 0.20, the first value below ½; S(1 | 1) = 0.76.
    @Test func `the median is the first time at which S is at most one half`() throws {
        let curve = try #require(try Self.baseline(.breslow).curve(of: [1]))
        #expect(curve.median.estimate == 6)
        #expect(curve.quantile(0.01).estimate == 1)
        let never = try #require(try Self.baseline(.breslow).curve(of: [-5]))
        #expect(never.median.estimate == nil)
        #expect(never.median.limits.upper == nil)
    }

    @Test func `a curve that is exactly one half is read by the named rules`() {
        func crossing(_ rule: QuantileRule, _ values: [Double]) -> Double? {
            StepCrossing(times: [1, 2, 4], lastTime: 10, height: 0.5, rule: rule).time { values[$0] }
        }
        for rule in QuantileRule.allCases { #expect(crossing(rule, [0.8, 0.5, 0.3]) == 3) }
        #expect(crossing(.rPrint, [0.8, 0.5, 0.5]) == 2)
        #expect(crossing(.rQuantile, [0.8, 0.5, 0.5]) == 6)
        #expect(crossing(.strict, [0.8, 0.5, 0.5]) == nil)
        #expect(crossing(.strict, [0.8, 0.7, 0.6]) == nil)
    }

    @Test func `profiles that do not fit give no curve, a model without coefficients no baseline`() throws {
        #expect(try Self.baseline(.efron).curve(of: [1, 2]) == nil)
        #expect(try Self.baseline(.efron).curve(of: [1], stratum: "A") == nil)
        let followUp = try SurvivalTimes([1, 2, 3, 4], events: [true, true, false, false])
        let matrix = try CovariateMatrix(["x": [1, 1, 0, 0]])
        let model = try CoxRegression(followUp, covariates: matrix)
        #expect(try CoxBaseline(model, followUp, covariates: matrix) == nil)
        #expect(try CoxPredictions(model, followUp, covariates: matrix) == nil)
    }

    /// The survival issue #326: exp(βᵀx) of covariates far from 0 underflows, log H does not.
    @Test func `covariates far from zero neither overflow nor underflow`() throws {
        let (followUp, x) = try BookData.right
        let near = try Self.baseline(.efron)
        let shift = 4096.0
        let matrix = try CovariateMatrix(["x": x.map { $0 + shift }])
        let model = try CoxRegression(followUp, covariates: matrix)
        let far = try #require(try CoxBaseline(model, followUp, covariates: matrix))
        let beta = try #require(model.coefficients[0])
        for x in [0.0, 1] {
            let expected = try #require(near.curve(of: [x])?.estimate(at: 6))
            let shifted = try #require(far.curve(of: [x + shift])?.estimate(at: 6))
            expectClose(shifted.survival, expected.survival, relative: 1e-9, "S")
            expectClose(shifted.standardErrorOfLog, expected.standardErrorOfLog, relative: 1e-9, "se log S")
        }
        let zero = try #require(far.curve(of: far.covariates(at: .zero)))
        expectClose(
            zero.logCumulativeHazard(at: 6),
            try #require(near.curve(of: [0])?.logCumulativeHazard(at: 6)) - beta * shift,
            relative: 1e-9, "log H at 0")
        #expect(zero.cumulativeHazard(at: 6) == 0)
        // As far above the data H is too large for a number, and S is 0.
        let above = try #require(far.curve(of: [2 * shift]))
        #expect(above.cumulativeHazard(at: 6) == nil && above.survival(at: 6) == 0)
        #expect(above.estimate(at: 6) == .init(survival: 0, standardErrorOfLog: nil, limits: .notEstimable))
        expectClose(
            above.logCumulativeHazard(at: 6),
            try #require(near.curve(of: [0])?.logCumulativeHazard(at: 6)) + beta * shift,
            relative: 1e-9, "log H above")
        // S is 1 as far as numbers go, and its limits on the log-log scale are still limits.
        let limits = try #require(zero.estimate(at: 6, transform: .logLog)?.limits)
        #expect(limits.lower == 0 && limits.upper == 1)
    }
}

/// Two rows, one event: with r = exp(β) no number is left open.
@Suite("Standardised curves · ByHand")
struct AdjustedSurvivalByHandTests {
    /// Data 1 by Breslow: half of the sample has x = 0. Set to 1, all have the same curve.
    @Test func `with the group alone in the model the standardised curve is the predicted one`() throws {
        let (followUp, x) = try BookData.right
        let matrix = try CovariateMatrix(["x": x])
        let model = try CoxRegression(followUp, covariates: matrix, ties: .breslow)
        let baseline = try #require(try CoxBaseline(model, followUp, covariates: matrix))
        let adjusted = try AdjustedSurvival(
            baseline,
            groups: [
                ("0", try CovariateMatrix(["x": [Double](repeating: 0, count: 6)])),
                ("1", try CovariateMatrix(["x": [Double](repeating: 1, count: 6)])),
            ])
        for (group, name) in [(0, "0"), (1, "1")] {
            #expect(adjusted.curves[group].name == name)
            let curve = try #require(baseline.curve(of: [Double(group)]))
            for time in [1.0, 6, 8] {
                let standard = try #require(adjusted.curves[group].estimate(at: time))
                let predicted = try #require(curve.estimate(at: time))
                expectClose(standard.survival, predicted.survival, relative: 1e-13, "S")
                expectClose(standard.standardError, predicted.standardError, relative: 1e-12, "se")
                expectClose(standard.limits.lower, predicted.limits.lower, relative: 1e-12, "lower")
            }
            #expect(adjusted.curves[group].quantile(0.5).estimate == curve.median.estimate)
        }
        // r = (3 + √33)/2, H₀(6) = 1/(3r + 3) + 2/(r + 3).
        let r = (3 + 33.0.squareRoot()) / 2
        let hazard = 1 / (3 * r + 3) + 2 / (r + 3)
        let difference = try #require(adjusted.difference(at: 6, of: 1, from: 0))
        expectClose(difference.estimate, exp(-hazard * r) - exp(-hazard), relative: 1e-9, "difference")
        // By the delta method: the derivatives by H₀ and by β, where H₀ follows β with slope −∫x̄dH.
        let information = r / ((r + 1) * (r + 1)) + 6 * r / ((r + 3) * (r + 3))
        let mean = r / (r + 1) / (3 * r + 3) + 2 * r / pow(r + 3, 2)
        let byHazard = -r * exp(-hazard * r) + exp(-hazard)
        let byBeta = -r * exp(-hazard * r) * (hazard - mean) - exp(-hazard) * mean
        let variance =
            byHazard * byHazard * (1 / pow(3 * r + 3, 2) + 2 / pow(r + 3, 2)) + byBeta * byBeta / information
        expectClose(difference.standardError, variance.squareRoot(), relative: 1e-8, "its standard error")
        let z = abs(difference.estimate) / variance.squareRoot()
        expectClose(difference.pValue, erfc(z / 2.0.squareRoot()), relative: 1e-7, "its p")
        #expect(adjusted.difference(at: 10, of: 1, from: 0) == nil)
        #expect(adjusted.difference(at: 0, of: 1, from: 0)?.estimate == 0)
    }
}
