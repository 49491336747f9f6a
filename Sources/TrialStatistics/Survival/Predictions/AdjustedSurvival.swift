import TrialNumerics

/// Survival curves of a Cox model by group, standardised to the covariates of one sample (the g-formula).
///
/// For each group g the curve that all of the sample would have had in it: every observation keeps its other covariates and its
/// stratum, is given the group, and its predicted curves are averaged.
///
/// ```
/// S_g(t) = Σ wᵢ exp(−H_{s(i)}(t | xᵢ with group g)) / Σ wᵢ
/// ```
///
/// Limits are by the delta method, with the parts of the variance that ``CoxBaseline`` names. With Sᵢ and Hᵢ the predictions
/// of i, v and m those of its stratum:
///
/// ```
/// var S_g = Σ_s A_s² v_s + Bᵀ V B,    A_s = Σ_{i∈s} wᵢ Sᵢ Hᵢ / Σw,    B = Σ wᵢ Sᵢ Hᵢ (xᵢ − m_{s(i)}) / Σw
/// ```
///
/// ```swift
/// let adjusted = try AdjustedSurvival(baseline, groups: [("A", allInA), ("B", allInB)], strata: strata)
/// adjusted.curves[1].estimate(at: 12)
/// adjusted.difference(at: 12, of: 1, from: 0)
/// ```
///
/// ## Edge cases
/// The curves end where the follow-up of the first stratum ends, since an average needs every part of it. The sample is taken
/// as given: the limits leave out that another sample would have other covariates.
///
/// ## Validated against
/// Averages of R `survfit.coxph` over the sample (`Validation/R/cox-prediction.json`), whose gradients a numerical
/// derivative confirms; a two-row case by hand.
///
/// ## References
/// Makuch, *J Chronic Dis* 35 (1982) 437–443. Zhang, Loberiza, Klein & Zhang, *Comput Methods Programs Biomed* 88 (2007)
/// 95–101. R has no function of its own in survival; SAS `BASELINE … / DIRADJ GROUP=`.
public struct AdjustedSurvival: Sendable {
    /// The curves, one for each group.
    public let curves: [Curve]
    /// The event times at which the curves were computed.
    public let times: [Double]
    /// The end of the shortest follow-up of a stratum, past which no curve goes.
    public let lastTime: Double
    private let covariance: [Double]

    /// The standardised curve of one group.
    public struct Curve: Sendable {
        /// The name of the group.
        public let name: String
        /// The times at which the curve was computed, ascending; it is a step function of all event times in between.
        public let times: [Double]
        /// The end of the curve.
        public let lastTime: Double
        /// S at each time.
        public let survival: [Double]
        /// The standard error of S at each time.
        public let standardErrors: [Double]
        /// A_s/√v⁻¹ and B of each time: the derivatives from which variances are made.
        fileprivate let gradients: [Gradient]
    }

    /// Standardises curves.
    ///
    /// - Parameters:
    ///   - baseline: the baseline of the model.
    ///   - groups: for each group its name and the covariates of all rows with that group.
    ///   - strata: the stratum of each row, as in the model.
    ///   - weights: the weights of the rows in the average; 1 each where absent.
    ///   - offset: what is added to βᵀx of each row.
    ///   - wanted: the times at which to compute; every event time if nil.
    /// - Throws: ``StatisticsError`` for lengths or widths that differ, or a stratum that the baseline does not have.
    /// - Complexity: O(n · times · groups).
    public init(
        _ baseline: CoxBaseline, groups: [(name: String, covariates: CovariateMatrix)], strata: Factor? = nil,
        weights: [Double]? = nil, offset: [Double]? = nil, times wanted: [Double]? = nil
    ) throws(StatisticsError) {
        guard let count = groups.first?.covariates.count else {
            throw StatisticsError(.empty, argument: "groups", "groups is empty; expected at least one")
        }
        for (name, matrix) in groups {
            guard matrix.count == count, matrix.columns.count == baseline.names.count else {
                throw StatisticsError(
                    .lengthMismatch, argument: "groups",
                    "group '\(name)' has \(matrix.count) rows and \(matrix.columns.count) covariates; expected \(count) and \(baseline.names.count)"
                )
            }
        }
        for (name, length) in [("strata", strata?.count), ("weights", weights?.count), ("offset", offset?.count)] {
            if let length, length != count { throw .length(name, length, expected: count) }
        }
        let places = try Self.places(strata, count, in: baseline)
        let used = Set(places).sorted()
        let last = used.map { baseline.strata[$0].lastTime }.min() ?? 0
        lastTime = last
        let all = wanted ?? used.flatMap { baseline.strata[$0].times }
        times = Set(all.filter { $0 <= last }).sorted()
        covariance = baseline.covariance
        let sample = Sample(
            baseline: baseline, strata: places, weights: weights ?? [Double](repeating: 1, count: count),
            offset: offset ?? [Double](repeating: 0, count: count))
        let times = self.times
        curves = groups.map { name, matrix in
            let averaged = sample.average(matrix, at: times)
            return Curve(
                name: name, times: times, lastTime: last, survival: averaged.map(\.survival),
                standardErrors: averaged.map { $0.gradient.variance(baseline.covariance).squareRoot() },
                gradients: averaged.map(\.gradient))
        }
    }

    /// For each row the index of its stratum in the baseline.
    private static func places(
        _ strata: Factor?, _ count: Int, in baseline: CoxBaseline
    ) throws(StatisticsError) -> [Int] {
        guard let strata else {
            guard baseline.strata.count == 1 else {
                throw StatisticsError(
                    .invalidValue, argument: "strata", "strata is absent; the baseline has \(baseline.strata.count)")
            }
            return [Int](repeating: 0, count: count)
        }
        var places: [Int] = []
        for code in strata.codes {
            let name = strata.levels[Int(code)]
            guard let place = baseline.strata.firstIndex(where: { $0.name == name }) else {
                throw StatisticsError(
                    .invalidValue, argument: "strata", "stratum '\(name)' is none of the baseline's")
            }
            places.append(place)
        }
        return places
    }
}

extension AdjustedSurvival.Curve {
    private func step(at time: Double) -> Int? { times.lastIndex { $0 <= time } }

    /// The curve at one of its ``times``, or between two of them where none was left out; nil past the end.
    public func estimate(
        at time: Double, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent
    ) -> CoxPredictedCurve.Estimate? {
        guard time <= lastTime else { return nil }
        let step = step(at: time)
        let survival = step.map { self.survival[$0] } ?? 1
        let error = step.map { standardErrors[$0] } ?? 0
        let ofLog = survival > 0 ? error / survival : .infinity
        return CoxPredictedCurve.Estimate(
            survival: survival, standardErrorOfLog: ofLog.isFinite ? ofLog : nil,
            limits: transform.limits(survival: survival, standardErrorOfLog: ofLog, z: level.normalQuantile))
    }

    /// The first of the times by which a share `probability` have had the event.
    public func quantile(
        _ probability: Double, rule: QuantileRule = .rPrint, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent
    ) -> SurvivalQuantile {
        let crossing = StepCrossing(times: times, lastTime: lastTime, height: 1 - probability, rule: rule)
        func limits(_ step: Int) -> ConfidenceLimits {
            estimate(at: times[step], transform: transform, level: level)?.limits ?? .notEstimable
        }
        return SurvivalQuantile(
            probability: probability, estimate: crossing.time { survival[$0] },
            limits: ConfidenceLimits(
                lower: crossing.time { limits($0).lower }, upper: crossing.time { limits($0).upper }))
    }
}

extension AdjustedSurvival {
    /// The difference of two standardised curves at one time.
    public struct Difference: Sendable, Hashable {
        /// S of the one less S of the other.
        public let estimate: Double
        /// Its standard error, with what the two curves share.
        public let standardError: Double
        /// The limits, on the plain scale.
        public let limits: ConfidenceLimits
        /// The p-value of no difference; absent where there is no standard error.
        public let pValue: Double?
    }

    /// S of one group less S of another; nil past the end of the curves.
    public func difference(
        at time: Double, of group: Int, from reference: Int, level: ConfidenceLevel = .ninetyFivePercent
    ) -> Difference? {
        guard time <= lastTime else { return nil }
        guard let step = times.lastIndex(where: { $0 <= time }) else {
            return Difference(
                estimate: 0, standardError: 0, limits: ConfidenceLimits(lower: 0, upper: 0), pValue: nil)
        }
        let estimate = curves[group].survival[step] - curves[reference].survival[step]
        let gradient = curves[group].gradients[step].minus(curves[reference].gradients[step])
        let error = gradient.variance(covariance).squareRoot()
        let ratio = estimate / error
        return Difference(
            estimate: estimate, standardError: error,
            limits: ConfidenceLimits(
                lower: max(-1, estimate - level.normalQuantile * error),
                upper: min(1, estimate + level.normalQuantile * error)),
            pValue: error > 0 ? 2 * Normal.standard.upperTail(at: abs(ratio)) : nil)
    }
}

/// The derivative of an average survival: by the baseline of each stratum, in its standard errors, and by β.
private struct Gradient: Sendable {
    /// A_s √v_s.
    var baseline: [Double]
    /// B.
    var coefficients: [Double]

    func variance(_ covariance: [Double]) -> Double {
        baseline.reduce(0) { $0 + $1 * $1 } + max(0, QuadraticForm.value(coefficients, covariance))
    }

    func minus(_ other: Gradient) -> Gradient {
        Gradient(
            baseline: zip(baseline, other.baseline).map { $0 - $1 },
            coefficients: zip(coefficients, other.coefficients).map { $0 - $1 })
    }
}

/// The rows over which predictions are averaged.
private struct Sample {
    let baseline: CoxBaseline
    /// For each row the index of its stratum.
    let strata: [Int]
    let weights: [Double]
    let offset: [Double]

    /// S averaged over the rows with these covariates, and its derivative, at each time.
    func average(_ matrix: CovariateMatrix, at times: [Double]) -> [(survival: Double, gradient: Gradient)] {
        let width = baseline.names.count
        var predictors: [Double] = []
        var rows: [Double] = []
        for row in strata.indices {
            let covariates = matrix.columns.map { $0[row] }
            predictors.append(baseline.centredPredictor(covariates, offset: offset[row]))
            for index in 0..<width { rows.append(covariates[index] - baseline.centre[index]) }
        }
        let total = weights.reduce(0, +)
        return times.map { time in
            let steps = baseline.strata.map { $0.step(at: time) }
            var survival = 0.0
            // By stratum A, and Σ wSH(x − centre).
            var slopes = [Double](repeating: 0, count: baseline.strata.count)
            var moments = [Double](repeating: 0, count: width)
            for row in strata.indices {
                let stratum = strata[row]
                let logHazard = steps[stratum].map { baseline.strata[stratum].logHazard[$0] + predictors[row] }
                let hazard = logHazard.map(Elementary.exponential) ?? 0
                let part = weights[row] * Elementary.exponential(-hazard) / total
                survival += part
                guard hazard > 0, part > 0 else { continue }
                slopes[stratum] += part * hazard
                for index in 0..<width { moments[index] += part * hazard * rows[row * width + index] }
            }
            return (survival, gradient(steps, slopes, moments))
        }
    }

    private func gradient(_ steps: [Int?], _ slopes: [Double], _ moments: [Double]) -> Gradient {
        var gradient = Gradient(baseline: slopes, coefficients: moments)
        for (stratum, step) in steps.enumerated() {
            guard let step else { continue }
            let hazard = baseline.strata[stratum]
            gradient.baseline[stratum] *= hazard.variance[step].squareRoot()
            for index in moments.indices {
                gradient.coefficients[index] -= slopes[stratum] * hazard.means[step * moments.count + index]
            }
        }
        return gradient
    }
}
