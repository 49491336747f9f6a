/// The Nelson-Aalen estimate of a cumulative hazard, with its variance.
///
/// Estimates H(t), the hazard summed up to t: how many events a subject would have had by t if every event were followed
/// by a new start. At each distinct time tᵢ, with nᵢ at risk just before it and dᵢ events at it:
///
/// ```
/// H(t) = Σ dᵢ/nᵢ,    tᵢ ≤ t
/// ```
///
/// ``Ties`` says what becomes of several events at one time, ``Variance`` which of three variances is printed.
///
/// ```swift
/// let hazard = try NelsonAalen(SurvivalTimes([6, 6, 6, 6, 7, 10], events: [true, true, true, false, true, false]))
/// hazard.cumulativeHazard(at: 6)  // 0.5 = 3/6
/// hazard.cumulativeHazard(at: 7)  // 1 = 3/6 + 1/2
/// ```
///
/// ## Edge cases
/// No events: H is 0 with a variance of 0. The last time an event: H is finite, but Greenwood's variance is not, and is
/// absent there. Late entry that finds nobody else at risk adds 1 and goes on, where a Kaplan-Meier curve stays at 0.
/// With weights, n and d are sums of weights, taken as frequencies in the variance.
///
/// ## Validated against
/// R survival 3.5-3 `survfit` (`cumhaz`, `std.chaz`; `Validation/R/cumulative-hazard.json`), hand-solved data.
///
/// ## References
/// Nelson, *J Qual Technol* 1 (1969) 27–52; Aalen, *Ann Statist* 6 (1978) 701–726. Klein & Moeschberger, *Survival Analysis*,
/// 2nd ed. 2003, eq. 4.2.3–4.2.4.
public struct NelsonAalen: Sendable {
    /// What becomes of several events at one time.
    public enum Ties: String, Sendable, Hashable, CaseIterable {
        /// They happen at once: dᵢ/nᵢ. R `survfit(ctype = 1)`, SAS `PROC LIFETEST`.
        case nelsonAalen = "nelson-aalen"
        /// They happen one after the other: 1/nᵢ + 1/(nᵢ − 1) + … over the dᵢ events, each with the mean weight of the
        /// events at tᵢ where there are weights (as Efron does in the Cox model). R `survfit(ctype = 2)`.
        case flemingHarrington = "fleming-harrington"
    }

    /// The variance of H, summed over the same events as H, each with n at risk of whom d have the event.
    public enum Variance: String, Sendable, Hashable, CaseIterable {
        /// Σ d/n², events as a Poisson process (Aalen). R and SAS.
        case poisson
        /// Σ d(n − d)/n³, events as binomial (Andersen, Borgan, Gill and Keiding 1993, eq. 4.1.7).
        case binomial
        /// Σ d/(n(n − d)), the variance of log S of the Kaplan-Meier curve.
        case greenwood
    }

    /// The scale on which a confidence interval of H is symmetric.
    public enum Scale: String, Sendable, Hashable, CaseIterable {
        /// H · exp(±z·σ/H), which stays above 0. SAS prints no limits of H, R those of exp(−H).
        case log
        /// H ± z·σ, not below 0.
        case plain
    }

    /// The curve whose numbers at risk and events are summed.
    public let curve: KaplanMeier
    /// What became of several events at one time.
    public let ties: Ties
    /// Which variance was summed.
    public let variance: Variance

    // One element a distinct time.
    let hazardAfter: [Double]
    let varianceAfter: [Double]

    /// The cumulative hazard of follow-up.
    public init(_ followUp: SurvivalTimes, ties: Ties = .nelsonAalen, variance: Variance = .poisson) {
        self.init(KaplanMeier(followUp), ties: ties, variance: variance)
    }

    /// The cumulative hazard from the numbers at risk and events of a curve.
    ///
    /// - Complexity: O(steps + events).
    public init(_ curve: KaplanMeier, ties: Ties = .nelsonAalen, variance: Variance = .poisson) {
        var hazard = 0.0
        var sum = 0.0
        var hazards: [Double] = []
        var variances: [Double] = []
        hazards.reserveCapacity(curve.steps.count)
        variances.reserveCapacity(curve.steps.count)
        for step in curve.steps {
            if step.weightedEvents > 0 {
                let added = Increment(step, ties, variance)
                hazard += added.hazard
                sum += added.variance
            }
            hazards.append(hazard)
            variances.append(sum)
        }
        self.curve = curve
        self.ties = ties
        self.variance = variance
        hazardAfter = hazards
        varianceAfter = variances
    }
}

extension NelsonAalen {
    /// What one time adds to H and its variance.
    private struct Increment {
        private(set) var hazard = 0.0
        private(set) var variance = 0.0

        init(_ step: KaplanMeier.Step, _ ties: Ties, _ kind: Variance) {
            // Where all at risk have the event, rounding of weights must not leave anyone over.
            let atRisk = step.events == step.atRisk ? step.weightedEvents : step.weightedAtRisk
            switch ties {
            case .nelsonAalen: add(step.weightedEvents, of: atRisk, kind)
            case .flemingHarrington:
                let each = step.weightedEvents / Double(step.events)
                for event in 0..<step.events { add(each, of: atRisk - Double(event) * each, kind) }
                // The last of them leaves nobody: its n is d exactly.
                if kind == .greenwood, step.events == step.atRisk { variance = .infinity }
            }
        }

        private mutating func add(_ died: Double, of atRisk: Double, _ kind: Variance) {
            hazard += died / atRisk
            switch kind {
            case .poisson: variance += died / (atRisk * atRisk)
            case .binomial: variance += died * max(0, atRisk - died) / (atRisk * atRisk * atRisk)
            case .greenwood: variance += died / (atRisk * max(0, atRisk - died))
            }
        }
    }

    /// A cumulative hazard at one time.
    public struct Estimate: Sendable, Hashable {
        /// t, in the unit of the data.
        public let time: Double
        /// H(t).
        public let cumulativeHazard: Double
        /// The standard error of H(t); absent where it is infinite.
        public let standardError: Double?
        /// The confidence limits of H(t); on the log scale absent while H is 0.
        public let limits: ConfidenceLimits
    }

    /// H(t); `nil` past the end of follow-up, which `rule` may carry on.
    public func cumulativeHazard(at time: Double, rule: LandmarkRule = .strict) -> Double? {
        estimate(at: time, rule: rule)?.cumulativeHazard
    }

    /// H(t) with its standard error and limits.
    ///
    /// Past the last time of follow-up it is absent under ``LandmarkRule/strict`` and ``LandmarkRule/leaveOut``: the hazard
    /// there is not known even where the curve has reached 0.
    public func estimate(
        at time: Double, scale: Scale = .log, level: ConfidenceLevel = .ninetyFivePercent, rule: LandmarkRule = .strict
    ) -> Estimate? {
        guard let last = curve.lastTime, time <= last || rule == .extend else { return nil }
        let index = curve.step(at: time)
        let hazard = index < 0 ? 0 : hazardAfter[index]
        let error = index < 0 ? 0 : varianceAfter[index].squareRoot()
        return Estimate(
            time: time, cumulativeHazard: hazard, standardError: error.isFinite ? error : nil,
            limits: scale.limits(hazard, error, z: level.normalQuantile))
    }
}

extension NelsonAalen.Scale {
    /// The limits of a cumulative hazard with a standard error.
    func limits(_ hazard: Double, _ standardError: Double, z: Double) -> ConfidenceLimits {
        guard standardError.isFinite else { return .notEstimable }
        switch self {
        case .plain:
            return ConfidenceLimits(lower: max(0, hazard - z * standardError), upper: hazard + z * standardError)
        case .log:
            guard hazard > 0 else { return .notEstimable }
            let factor = Elementary.exponential(z * standardError / hazard)
            return ConfidenceLimits(lower: hazard / factor, upper: hazard * factor)
        }
    }
}
