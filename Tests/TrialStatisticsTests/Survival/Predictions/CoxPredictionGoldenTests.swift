import TestSupport
import Testing

@testable import TrialStatistics

/// One case of `Validation/R/cox-prediction.json`.
struct CoxPredictionCase: Decodable, Sendable, CustomTestStringConvertible {
    let name, data: String
    let covariates: [String]
    let entry, weights, strata, group: String?
    let robust: Bool?
    let efron, breslow: Answer

    var testDescription: String { name }

    struct Answer: Decodable, Sendable {
        let means: [Double]
        let baselineZero, baselineMeans: [Baseline]
        let curves: [Curve]
        let rowwise: Rowwise
        let adjusted: [Adjusted]?
    }

    struct Baseline: Decodable, Sendable {
        let stratum: String?
        let time, hazard: [Double]
    }

    struct Curve: Decodable, Sendable {
        let stratum: String?
        let profile, time, hazard, survival: [Double]
        let standardError: [Double]
        /// By scale: log, log-log, plain, logit.
        let lower, upper: [[Double?]]
        let median: [Double?]
    }

    struct Rowwise: Decodable, Sendable {
        let rows: [Int]
        let predictions: [Prediction]
        let expected: [Double]
    }

    struct Prediction: Decodable, Sendable {
        let reference: String
        let linear, standardError, risk: [Double]
    }

    struct Adjusted: Decodable, Sendable {
        let time, difference, differenceError: Double
        let survival, standardError: [Double]
    }

    static let golden = Result { try Golden<CoxPredictionCase>(named: "cox-prediction") }

    static var all: [CoxPredictionCase] {
        get throws { try golden.get().cases }
    }

    /// Where entry is delayed R forgets the weights in its means; ours are weighted throughout.
    var hasWeightedMeans: Bool { entry == nil || weights == nil }

    func expected(_ ties: CoxRegression.Ties) -> Answer { ties == .efron ? efron : breslow }

    var table: GoldenTable {
        get throws { try Self.golden.get().table(data) }
    }

    var followUp: SurvivalTimes {
        get throws {
            try SurvivalTimes(
                table.numbers("time"), events: table.flags("event"), entries: table.numbers(entry),
                weights: table.numbers(weights))
        }
    }

    var matrix: CovariateMatrix {
        get throws {
            try CovariateMatrix(names: covariates, columns: covariates.map { try table.numbers($0) })
        }
    }

    var stratum: Factor? {
        get throws { try strata.map { Factor(try table.texts($0)) } }
    }

    func model(_ ties: CoxRegression.Ties) throws -> CoxRegression {
        try CoxRegression(
            followUp, covariates: matrix, strata: stratum, ties: ties, robust: robust == true ? .observations : nil)
    }

    func baseline(_ ties: CoxRegression.Ties) throws -> CoxBaseline {
        try #require(try CoxBaseline(model(ties), followUp, covariates: matrix, strata: stratum))
    }
}

@Suite("Predictions of the Cox model · Golden: R survfit.coxph, basehaz, predict.coxph")
struct CoxPredictionGoldenTests {
    private static let relative = 1e-8
    static let bothTies: [CoxRegression.Ties] = [.efron, .breslow]

    @Test(arguments: try CoxPredictionCase.all, bothTies)
    func `baseline hazards at zero and at the means are R's`(
        _ one: CoxPredictionCase, _ ties: CoxRegression.Ties
    ) throws {
        let baseline = try one.baseline(ties)
        let golden = one.expected(ties)
        if one.hasWeightedMeans { expectClose(baseline.means, golden.means, relative: Self.relative, "means") }
        for (reference, expected) in [
            (CoxBaseline.Reference.zero, golden.baselineZero), (.sample, golden.baselineMeans),
        ] where reference == .zero || one.hasWeightedMeans {
            for part in expected {
                let curve = try #require(
                    baseline.curve(of: baseline.covariates(at: reference), stratum: part.stratum))
                expectClose(
                    part.time.map { curve.cumulativeHazard(at: $0) }, part.hazard, relative: Self.relative,
                    "hazard at \(reference), stratum \(part.stratum ?? "none")")
            }
        }
    }

    @Test(arguments: try CoxPredictionCase.all, bothTies)
    func `predicted curves, their limits on four scales and medians are R's`(
        _ one: CoxPredictionCase, _ ties: CoxRegression.Ties
    ) throws {
        let baseline = try one.baseline(ties)
        for expected in one.expected(ties).curves {
            let curve = try #require(baseline.curve(of: expected.profile, stratum: expected.stratum))
            func estimates(_ transform: ConfidenceTransform) throws -> [CoxPredictedCurve.Estimate] {
                try expected.time.map { try #require(curve.estimate(at: $0, transform: transform)) }
            }
            let log = try estimates(.log)
            let place = "of \(expected.profile), stratum \(expected.stratum ?? "none")"
            expectClose(
                expected.time.map { curve.cumulativeHazard(at: $0) }, expected.hazard, relative: Self.relative,
                "hazard \(place)")
            expectClose(log.map(\.survival), expected.survival, relative: Self.relative, "S \(place)")
            expectClose(
                log.map(\.standardErrorOfLog), expected.standardError, relative: Self.relative, "se log S \(place)")
            for (scale, transform) in [ConfidenceTransform.log, .logLog, .plain, .logit].enumerated() {
                let limits = try estimates(transform).map(\.limits)
                // Limits near 0 are a difference of numbers near S, or an exponential that multiplies the error of its argument.
                expectClose(
                    limits.map(\.lower), expected.lower[scale], relative: Self.relative, absolute: 1e-9,
                    "lower \(transform) limit \(place)")
                expectClose(
                    limits.map(\.upper), expected.upper[scale], relative: Self.relative, absolute: 1e-9,
                    "upper \(transform) limit \(place)")
            }
            let median = curve.quantile(0.5, rule: .rQuantile)
            expectClose(
                [median.estimate, median.limits.lower, median.limits.upper], expected.median, relative: 1e-12,
                "median \(place)")
        }
    }

    @Test(arguments: try CoxPredictionCase.all, bothTies)
    func `linear predictors, risks and expected events are R's`(
        _ one: CoxPredictionCase, _ ties: CoxRegression.Ties
    ) throws {
        let model = try one.model(ties)
        let golden = one.expected(ties).rowwise
        for expected in golden.predictions where expected.reference == "zero" || one.hasWeightedMeans {
            let reference = try #require(CoxPredictions.Reference(rawValue: expected.reference))
            let predictions = try #require(
                try CoxPredictions(
                    model, one.followUp, covariates: one.matrix, strata: one.stratum, reference: reference))
            // Differences of numbers of the size of βᵀx at 0, which reaches 5.
            expectClose(
                predictions.linearPredictors.picked(golden.rows), expected.linear, relative: Self.relative,
                absolute: 1e-9, "lp from \(expected.reference)")
            expectClose(
                predictions.standardErrors.picked(golden.rows), expected.standardError, relative: Self.relative,
                absolute: 1e-9, "se from \(expected.reference)")
            expectClose(
                predictions.risks.picked(golden.rows), expected.risk, relative: 2e-8, "risk from \(expected.reference)")
            expectClose(
                predictions.expected.picked(golden.rows), golden.expected, relative: Self.relative, absolute: 1e-9,
                "expected")
        }
    }

    @Test(arguments: try CoxPredictionCase.all.filter { $0.group != nil }, bothTies)
    func `standardised curves and their errors agree with direct sums over risk sets`(
        _ one: CoxPredictionCase, _ ties: CoxRegression.Ties
    ) throws {
        let baseline = try one.baseline(ties)
        let matrix = try one.matrix
        let place = try #require(one.covariates.firstIndex { $0 == one.group })
        let groups = try [0.0, 1].map { value in
            var columns = matrix.columns
            columns[place] = [Double](repeating: value, count: matrix.count)
            return (name: "\(value)", covariates: try CovariateMatrix(names: matrix.names, columns: columns))
        }
        let adjusted = try AdjustedSurvival(
            baseline, groups: groups, strata: one.stratum, weights: one.followUp.weights)
        for expected in try #require(one.expected(ties).adjusted) {
            let estimates = try adjusted.curves.map { try #require($0.estimate(at: expected.time)) }
            expectClose(estimates.map(\.survival), expected.survival, relative: Self.relative, "S")
            expectClose(estimates.map(\.standardError), expected.standardError, relative: Self.relative, "se")
            let difference = try #require(adjusted.difference(at: expected.time, of: 1, from: 0))
            expectClose(
                difference.estimate, expected.difference, relative: Self.relative, absolute: 1e-10, "difference")
            expectClose(difference.standardError, expected.differenceError, relative: Self.relative, "its error")
        }
    }
}
