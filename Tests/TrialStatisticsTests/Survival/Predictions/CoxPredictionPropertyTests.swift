import Foundation
import TestSupport
import Testing

@testable import TrialStatistics

@Suite("Predictions of the Cox model · Property, Naive")
struct CoxPredictionPropertyTests {
    private struct Data {
        let followUp: SurvivalTimes
        let matrix: CovariateMatrix
        let strata: Factor
    }

    private static func data(
        _ one: GeneratedFollowUp, rows: [Int]? = nil, entries: Bool, weights: [Double]? = nil, shift: Double = 0
    ) throws -> Data {
        let rows = rows ?? Array(one.times.indices)
        return Data(
            followUp: try SurvivalTimes(
                one.times.picked(rows), events: one.events.picked(rows),
                entries: entries ? one.entries.picked(rows) : nil, weights: weights?.picked(rows)),
            matrix: try CovariateMatrix([
                "B": one.arms.picked(rows).map { $0 == 1 ? 1 : 0 },
                "biomarker": one.biomarker.picked(rows).map { $0 + shift },
            ]),
            strata: try Factor(codes: one.strata.picked(rows), levels: ["a", "b", "c", "d"]))
    }

    private static func baseline(_ data: Data, _ ties: CoxRegression.Ties) throws -> CoxBaseline {
        let model = try CoxRegression(data.followUp, covariates: data.matrix, strata: data.strata, ties: ties)
        return try #require(try CoxBaseline(model, data.followUp, covariates: data.matrix, strata: data.strata))
    }

    private static func expectSameCurves(_ one: CoxBaseline, _ other: CoxBaseline, shift: Double = 0) throws {
        for level in ["a", "b", "c", "d"] {
            let first = try #require(one.curve(of: [1, 0.5], stratum: level))
            let second = try #require(other.curve(of: [1, 0.5 + shift], stratum: level))
            expectClose(second.logHazard, first.logHazard, relative: 1e-8, absolute: 1e-9, "log H in \(level)")
            expectClose(second.variance, first.variance, relative: 1e-7, "variance in \(level)")
        }
    }

    @Test(arguments: GeneratedFollowUp.several, [CoxRegression.Ties.efron, .breslow])
    func `the order of rows and the place of zero change nothing`(
        _ one: GeneratedFollowUp, _ ties: CoxRegression.Ties
    ) throws {
        let plain = try Self.baseline(Self.data(one, entries: true), ties)
        try Self.expectSameCurves(
            plain, Self.baseline(Self.data(one, rows: one.shuffledRows, entries: true), ties))
        try Self.expectSameCurves(plain, Self.baseline(Self.data(one, entries: true, shift: 300), ties), shift: 300)
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `a weight of k is k rows`(_ one: GeneratedFollowUp) throws {
        let weighted = try Self.baseline(Self.data(one, entries: false, weights: one.copies), .breslow)
        let replicated = try Self.baseline(Self.data(one, rows: one.replicatedRows, entries: false), .breslow)
        try Self.expectSameCurves(weighted, replicated)
    }

    @Test(arguments: GeneratedFollowUp.several, [CoxRegression.Ties.efron, .breslow])
    func `weighted expected events add up to the events`(
        _ one: GeneratedFollowUp, _ ties: CoxRegression.Ties
    ) throws {
        let data = try Self.data(one, entries: true, weights: one.weights)
        let model = try CoxRegression(data.followUp, covariates: data.matrix, strata: data.strata, ties: ties)
        let predictions = try #require(
            try CoxPredictions(model, data.followUp, covariates: data.matrix, strata: data.strata))
        let expected = zip(one.weights, predictions.expected).reduce(0) { $0 + $1.0 * $1.1 }
        let observed = zip(one.weights, one.events).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        expectClose(expected, observed, relative: 1e-9, "sum")
        // Without ties among its deaths an observation expects its own cumulative hazard.
        let baseline = try #require(
            try CoxBaseline(model, data.followUp, covariates: data.matrix, strata: data.strata))
        for row in one.times.indices where ties == .breslow || !one.events[row] {
            let curve = try #require(
                baseline.curve(
                    of: data.matrix.columns.map { $0[row] }, stratum: data.strata.levels[Int(data.strata.codes[row])]))
            let exposed = try #require(curve.cumulativeHazard(at: one.times[row]))
            let before = try #require(curve.cumulativeHazard(at: one.entries[row]))
            expectClose(predictions.expected[row], exposed - before, relative: 1e-9, absolute: 1e-12, "row \(row)")
        }
    }

    /// Risks from exp(−600) to exp(600) that come and go: sums of logarithms, risk set by risk set.
    @Test(arguments: GeneratedFollowUp.several, [CoxBaseline.Estimator.efron, .breslow])
    func `hazards agree with sums over each risk set however far risks are apart`(
        _ one: GeneratedFollowUp, _ estimator: CoxBaseline.Estimator
    ) throws {
        let data = try Self.data(one, entries: true, weights: one.weights)
        let beta = [3.0, 300]
        let sweep = BaselineSweep(
            data.followUp, data.matrix, data.strata, nil, coefficients: beta, centre: [0, 0], estimator: estimator)
        let predictors = one.times.indices.map { row in
            beta[0] * data.matrix.columns[0][row] + beta[1] * data.matrix.columns[1][row]
        }
        for (level, stratum) in sweep.strata.enumerated() {
            let rows = one.times.indices.filter { one.strata[$0] == Int32(level) }
            let naive = NaiveBaseline(
                rows: rows, one.times, one.events, entries: one.entries, weights: one.weights, predictors,
                isEfron: estimator == .efron)
            #expect(stratum.times == naive.times)
            expectClose(stratum.logHazard, naive.logHazard, relative: 1e-12, absolute: 1e-11, "log H")
            #expect(stratum.atRisk == naive.atRisk)
        }
    }

    /// A known part of βᵀx, given as an offset, is part of every risk.
    @Test(arguments: GeneratedFollowUp.several)
    func `an offset counts in hazards, curves, averages and predictions`(_ one: GeneratedFollowUp) throws {
        let followUp = try SurvivalTimes(one.times, events: one.events, entries: one.entries)
        let matrix = try CovariateMatrix(["stage": one.stage])
        let offset = one.biomarker.map { 0.7 * $0 }
        let model = try CoxRegression(followUp, covariates: matrix, offset: offset)
        let beta = try #require(model.coefficients[0])
        let baseline = try #require(try CoxBaseline(model, followUp, covariates: matrix, offset: offset))
        let naive = NaiveBaseline(
            rows: Array(one.times.indices), one.times, one.events, entries: one.entries,
            weights: one.times.map { _ in 1 }, one.times.indices.map { beta * one.stage[$0] + offset[$0] },
            isEfron: true
        )
        let curve = try #require(baseline.curve(of: [2], offset: 0.35))
        for (time, logHazard) in zip(naive.times, naive.logHazard) {
            expectClose(
                curve.logCumulativeHazard(at: time), logHazard + 2 * beta + 0.35, relative: 1e-9, absolute: 1e-10,
                "log H")
        }
        let predictions = try #require(
            try CoxPredictions(model, followUp, covariates: matrix, offset: offset, reference: .zero))
        for row in [0, 5, 40] {
            expectClose(
                predictions.linearPredictors[row], beta * one.stage[row] + offset[row], relative: 1e-12,
                absolute: 1e-13, "lp")
        }
        let adjusted = try AdjustedSurvival(baseline, groups: [("own", matrix)], offset: offset)
        let mean = try one.times.indices.reduce(0.0) { sum, row in
            let own = try #require(baseline.curve(of: [one.stage[row]], offset: offset[row]))
            return sum + (try #require(own.survival(at: 5))) / Double(one.times.count)
        }
        expectClose(adjusted.curves[0].estimate(at: 5)?.survival, mean, relative: 1e-12, "average")
    }

    /// A standardised curve depends on β through its predictions and through the baseline; both are in its derivative.
    @Test(arguments: GeneratedFollowUp.several)
    func `the error of a standardised curve is what a change of β does`(_ one: GeneratedFollowUp) throws {
        let data = try Self.data(one, entries: false, weights: one.weights)
        let baseline = try Self.baseline(data, .efron)
        var columns = data.matrix.columns
        columns[0] = [Double](repeating: 1, count: data.matrix.count)
        let treated = try CovariateMatrix(names: data.matrix.names, columns: columns)
        let adjusted = try AdjustedSurvival(
            baseline, groups: [("B", treated)], strata: data.strata, weights: one.weights)
        let time = 4.0
        func survival(_ beta: [Double]) -> Double {
            let strata = BaselineSweep(
                data.followUp, data.matrix, data.strata, nil, coefficients: beta, centre: [0, 0], estimator: .efron
            ).strata
            let total = one.weights.reduce(0, +)
            return one.times.indices.reduce(0) { sum, row in
                let stratum = strata[Int(one.strata[row])]
                let predictor = beta[0] + beta[1] * data.matrix.columns[1][row]
                let hazard = stratum.step(at: time).map { exp(stratum.logHazard[$0] + predictor) } ?? 0
                return sum + one.weights[row] * exp(-hazard) / total
            }
        }
        let step = 1e-5
        let derivative = baseline.coefficients.indices.map { index in
            var up = baseline.coefficients
            var down = up
            up[index] += step
            down[index] -= step
            return (survival(up) - survival(down)) / (2 * step)
        }
        let ofBeta = QuadraticForm.value(derivative, baseline.covariance)
        // What the baseline adds: each stratum by itself, Σ (wSH)² v.
        var ofBaseline = 0.0
        for (level, stratum) in baseline.strata.enumerated() {
            guard let place = stratum.step(at: time) else { continue }
            let slope = one.times.indices.filter { one.strata[$0] == Int32(level) }.reduce(0.0) { sum, row in
                let predictor = baseline.centredPredictor([1, data.matrix.columns[1][row]])
                let hazard = exp(stratum.logHazard[place] + predictor)
                return sum + one.weights[row] * exp(-hazard) * hazard / one.weights.reduce(0, +)
            }
            ofBaseline += slope * slope * stratum.variance[place]
        }
        let estimate = try #require(adjusted.curves[0].estimate(at: time))
        expectClose(estimate.survival, survival(baseline.coefficients), relative: 1e-10, "S")
        // The numerical derivative is good to the square of its step.
        expectClose(estimate.standardError, (ofBeta + ofBaseline).squareRoot(), relative: 1e-7, "se")
    }

    @Test(arguments: GeneratedFollowUp.several)
    func `times left out of a standardised curve change no other`(_ one: GeneratedFollowUp) throws {
        let data = try Self.data(one, entries: false)
        let baseline = try Self.baseline(data, .breslow)
        let groups = [("own", data.matrix)]
        let whole = try AdjustedSurvival(baseline, groups: groups, strata: data.strata)
        let some = try AdjustedSurvival(baseline, groups: groups, strata: data.strata, times: [3, 5])
        for time in [3.0, 5] {
            #expect(some.curves[0].estimate(at: time) == whole.curves[0].estimate(at: time))
        }
        #expect(whole.lastTime == baseline.strata.map(\.lastTime).min())
        #expect(whole.curves[0].estimate(at: whole.lastTime + 1) == nil)
    }

    @Test func `arguments that do not fit are refused by name`() throws {
        let data = try Self.data(GeneratedFollowUp.several[0], entries: false)
        let model = try CoxRegression(data.followUp, covariates: data.matrix, strata: data.strata)
        #expect(throws: StatisticsError.self) {
            try CoxBaseline(model, data.followUp, covariates: data.matrix, offset: [1])
        }
        let narrow = try CovariateMatrix(["B": data.matrix.columns[0]])
        let error = #expect(throws: StatisticsError.self) {
            try CoxBaseline(model, data.followUp, covariates: narrow, strata: data.strata)
        }
        #expect(error?.description == "covariates has 1 columns; expected 2, those of the model")
        let baseline = try Self.baseline(data, .efron)
        #expect(throws: StatisticsError.self) { try AdjustedSurvival(baseline, groups: []) }
        #expect(throws: StatisticsError.self) { try AdjustedSurvival(baseline, groups: [("x", narrow)]) }
        #expect(throws: StatisticsError.self) { try AdjustedSurvival(baseline, groups: [("x", data.matrix)]) }
    }
}

/// The baseline hazard of one stratum, each risk set gathered anew and summed by logarithms.
struct NaiveBaseline {
    private(set) var times: [Double] = []
    private(set) var logHazard: [Double] = []
    private(set) var atRisk: [Int] = []

    init(
        rows: [Int], _ time: [Double], _ event: [Bool], entries: [Double], weights: [Double], _ predictor: [Double],
        isEfron: Bool
    ) {
        var logs: [Double] = []
        for now in Set(rows.filter { event[$0] }.map { time[$0] }).sorted() {
            let members = rows.filter { entries[$0] < now && time[$0] >= now }
            let deaths = members.filter { time[$0] == now && event[$0] }
            let scale = members.map { predictor[$0] }.max() ?? 0
            func total(_ some: [Int]) -> Double { some.reduce(0) { $0 + weights[$1] * exp(predictor[$1] - scale) } }
            let weight = deaths.reduce(0) { $0 + weights[$1] }
            let parts = isEfron ? deaths.count : 1
            let hazard = (0..<parts).reduce(0.0) { sum, part in
                let left = isEfron ? Double(part) / Double(parts) * total(deaths) : 0
                return sum + weight / Double(parts) / (total(members) - left)
            }
            logs.append(log(hazard) - scale)
            let largest = logs.max() ?? 0
            times.append(now)
            atRisk.append(members.count)
            logHazard.append(largest + log(logs.reduce(0) { $0 + exp($1 - largest) }))
        }
    }
}
