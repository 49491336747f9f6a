import TrialNumerics

/// The survival curve that a Cox model predicts for given covariates, with pointwise limits.
///
/// ```
/// S(t | x) = exp(−H(t | x)),    se log S = H · √(v(t) + (x − m(t))ᵀ V (x − m(t)))
/// ```
///
/// The first part of the variance is that of the baseline (Aalen), the second that of β (Tsiatis); see ``CoxBaseline``. The
/// covariates are taken as fixed: a limit is one of the curve of all such persons, not of a single person's fate.
///
/// ```swift
/// let curve = baseline.curve(of: [1, 60])
/// curve?.survival(at: 12)   // S(12)
/// curve?.median.estimate    // the first time at which S is at most ½
/// ```
///
/// ## Edge cases
/// Before the first event S is 1. Past the last time of the stratum nothing is given. H may be too small or too large for
/// S to differ from 1 or 0: ``logCumulativeHazard(at:)`` is right all the same.
///
/// ## Validated against
/// R `survfit.coxph`, all of whose types of limits agree (`Validation/R/cox-prediction.json`).
///
/// ## References
/// Tsiatis, *Ann Statist* 9 (1981) 93–108. Therneau & Grambsch 2000, §10.2. Link, *Biometrics* 40 (1984) 601–610.
/// R `survfit(fit, newdata, conf.type = "log")`; SAS `BASELINE … / CLTYPE=LOGLOG`, whose default is the log scale too.
public struct CoxPredictedCurve: Sendable {
    /// The level of the strata; absent without strata.
    public let stratum: String?
    /// The covariates x.
    public let covariates: [Double]
    /// The event times of the stratum, ascending.
    public let times: [Double]
    /// The longest follow-up of the stratum.
    public let lastTime: Double
    let logHazard: [Double]
    /// The variance of log H.
    let variance: [Double]

    init(_ baseline: CoxBaseline, _ stratum: CoxBaseline.Stratum, _ covariates: [Double], offset: Double) {
        let predictor = baseline.centredPredictor(covariates, offset: offset)
        let width = covariates.count
        let centred = zip(covariates, baseline.centre).map { $0 - $1 }
        self.stratum = stratum.name
        self.covariates = covariates
        times = stratum.times
        lastTime = stratum.lastTime
        logHazard = stratum.logHazard.map { $0 + predictor }
        variance = stratum.variance.indices.map { step in
            let distance = (0..<width).map { centred[$0] - stratum.means[step * width + $0] }
            return stratum.variance[step] + QuadraticForm.value(distance, baseline.covariance)
        }
    }

    /// What is known of the curve at one time.
    public struct Estimate: Sendable, Hashable {
        /// S(t | x).
        public let survival: Double
        /// The standard error of log S, which is that of H; absent where H is too large for a number.
        public let standardErrorOfLog: Double?
        /// The limits of S; absent where the scale gives none.
        public let limits: ConfidenceLimits

        /// 1 − S, the absolute risk of the event by then.
        public var risk: Double { 1 - survival }
        /// The standard error of S, and of the risk.
        public var standardError: Double? { standardErrorOfLog.map { survival * $0 } }
        /// The limits of the risk.
        public var riskLimits: ConfidenceLimits {
            ConfidenceLimits(lower: limits.upper.map { 1 - $0 }, upper: limits.lower.map { 1 - $0 })
        }
    }

    private func isKnown(at time: Double) -> Bool { time <= lastTime }

    private func step(at time: Double) -> Int? {
        var low = -1
        var high = times.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle } else { high = middle }
        }
        return low < 0 ? nil : low
    }

    /// H(t | x); nil past the last time, and where it is too large for a number.
    public func cumulativeHazard(at time: Double) -> Double? {
        guard isKnown(at: time) else { return nil }
        guard let step = step(at: time) else { return 0 }
        let hazard = Elementary.exponential(logHazard[step])
        return hazard.isFinite ? hazard : nil
    }

    /// log H(t | x), which no covariate makes overflow; nil before the first event and past the last time.
    public func logCumulativeHazard(at time: Double) -> Double? {
        isKnown(at: time) ? step(at: time).map { logHazard[$0] } : nil
    }

    /// S(t | x); nil past the last time.
    public func survival(at time: Double) -> Double? {
        guard isKnown(at: time) else { return nil }
        return step(at: time).map { Elementary.exponential(-Elementary.exponential(logHazard[$0])) } ?? 1
    }

    /// S with its standard error and limits; nil past the last time.
    public func estimate(
        at time: Double, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent
    ) -> Estimate? {
        guard isKnown(at: time) else { return nil }
        guard let step = step(at: time) else {
            let limits = transform.limits(survival: 1, standardErrorOfLog: 0, z: level.normalQuantile)
            return Estimate(survival: 1, standardErrorOfLog: 0, limits: limits)
        }
        return estimate(atStep: step, transform: transform, level: level)
    }

    /// The curve at its event time of a given index.
    public func estimate(
        atStep step: Int, transform: ConfidenceTransform = .log, level: ConfidenceLevel = .ninetyFivePercent
    ) -> Estimate {
        let hazard = Elementary.exponential(logHazard[step])
        let survival = Elementary.exponential(-hazard)
        let relative = variance[step].squareRoot()
        let limits: ConfidenceLimits
        if transform == .logLog {
            // From log H itself, so that a curve that rounds to 1 has limits too.
            let width = level.normalQuantile * relative
            func survival(_ change: Double) -> Double {
                Elementary.exponential(-Elementary.exponential(logHazard[step] + change))
            }
            limits = ConfidenceLimits(lower: survival(width), upper: survival(-width))
        } else {
            limits = transform.limits(
                survival: survival, standardErrorOfLog: hazard * relative, z: level.normalQuantile)
        }
        let error = hazard * relative
        return Estimate(survival: survival, standardErrorOfLog: error.isFinite ? error : nil, limits: limits)
    }
}

extension CoxPredictedCurve {
    /// The median with 95 % limits on the log scale.
    public var median: SurvivalQuantile { quantile(0.5) }

    /// The first time by which a share `probability` have had the event, with the times at which the limits get there.
    public func quantile(
        _ probability: Double, rule: QuantileRule = .rPrint, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent
    ) -> SurvivalQuantile {
        let crossing = StepCrossing(times: times, lastTime: lastTime, height: 1 - probability, rule: rule)
        func limits(_ step: Int) -> ConfidenceLimits {
            estimate(atStep: step, transform: transform, level: level).limits
        }
        return SurvivalQuantile(
            probability: probability,
            estimate: crossing.time { Elementary.exponential(-Elementary.exponential(logHazard[$0])) },
            limits: ConfidenceLimits(
                lower: crossing.time { limits($0).lower }, upper: crossing.time { limits($0).upper }))
    }
}

/// Where a falling step function reaches a height, read by a rule where it is flat there.
struct StepCrossing {
    let times: [Double]
    let lastTime: Double
    let height: Double
    let rule: QuantileRule

    /// The time at which the function is first at most the height; nil where it is never.
    func time(_ value: (Int) -> Double?) -> Double? {
        let tolerance = TimeGrouping.rTolerance
        func first(from start: Int, _ isWanted: (Double) -> Bool) -> (index: Int, value: Double)? {
            for index in start..<times.count {
                if let value = value(index), isWanted(value) { return (index, value) }
            }
            return nil
        }
        guard let reached = first(from: 0, { $0 < height + tolerance }) else { return nil }
        guard abs(reached.value - height) < tolerance else { return times[reached.index] }
        if let next = first(from: reached.index + 1, { $0 < reached.value }) {
            return (times[reached.index] + times[next.index]) / 2
        }
        switch rule {
        case .rPrint: return times[reached.index]
        case .rQuantile: return (times[reached.index] + lastTime) / 2
        case .strict: return nil
        }
    }
}

/// xᵀ V x and xᵀ V y with a square matrix that stands row by row.
enum QuadraticForm {
    static func value(_ x: [Double], _ matrix: [Double]) -> Double { value(x, matrix, x) }

    static func value(_ x: [Double], _ matrix: [Double], _ y: [Double]) -> Double {
        var sum = 0.0
        for row in x.indices where x[row] != 0 {
            var part = 0.0
            for column in y.indices { part += matrix[row * y.count + column] * y[column] }
            sum += x[row] * part
        }
        return sum
    }
}
