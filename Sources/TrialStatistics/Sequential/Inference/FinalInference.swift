import TrialNumerics

/// P-value, median-unbiased estimate, exact confidence interval and bias-adjusted estimate of a group sequential trial that has ended.
///
/// With P(θ) the probability, at θ, of an outcome that speaks for the treatment at least as much as that seen (``SequentialOrdering``),
///
/// ```
/// p-value            P(0)
/// median-unbiased    the θ with P(θ) = ½
/// interval           the θ with P(θ) = γ and P(θ) = 1 − γ        γ the level of one side
/// bias-adjusted      the θ at which the mean of θ̂ over all outcomes is the θ̂ seen
/// ```
///
/// ```swift
/// let final = try FinalInference(trial)
/// final.pValue; final.medianUnbiased; final.interval
/// ```
///
/// ## What counts as the end
/// The first look that crosses a critical value (or a binding limit for futility); else the last look made, which may end for a limit that does not bind, or for other
/// reasons. Data that come in after a crossing (over-running) replace the look of the crossing, which then counts as not made: Whitehead's deletion method. Limits for
/// futility that do not bind leave no trace in the numbers, whether the trial went on below one or not.
///
/// ## Edge cases
/// Orderings other than the stage-wise one, and the bias-adjusted estimate, depend on looks that were planned and never made; say at which information they would have been
/// made. The likelihood-ratio ordering need not give P that grows with θ everywhere; its limits are the outermost found.
///
/// ## Validated against
/// R rpact `getFinalPValue`, `getFinalConfidenceInterval` (stage-wise); multivariate normal integrals of mvtnorm for the other orderings; simulation of the coverage.
///
/// ## References
/// Jennison & Turnbull (2000), chapter 8. Tsiatis, Rosner & Mehta (1984). Whitehead, *Biometrika* 73 (1986) 573–581 (bias-adjusted); *Stat Med* 11 (1992) 1459–1469 (deletion).
/// Hall & Ding, *Stat Med* 27 (2008) (another way with over-running).
public struct FinalInference: Sendable, Hashable {
    /// The order of the outcomes.
    public let ordering: SequentialOrdering
    /// The look of the end.
    public let look: Int
    /// The look of a crossing that later data have replaced.
    public let replacedCrossing: Int?
    /// I at the end.
    public let information: Double
    /// z at the end.
    public let z: Double
    /// The maximum-likelihood estimate z/√I, biased by the stopping.
    public let estimate: Double
    /// P(0), one-sided.
    public let pValue: Double
    /// The median-unbiased estimate of θ.
    public let medianUnbiased: Double
    /// The exact confidence interval of θ.
    public let interval: ConfidenceLimits
    /// Its coverage.
    public let confidence: Double
    /// Whitehead's bias-adjusted estimate of θ.
    public let biasAdjusted: Double?

    /// 2 min(p, 1 − p).
    public var twoSidedPValue: Double { 2 * min(pValue, 1 - pValue) }

    /// The inference of a trial.
    ///
    /// - Parameters:
    ///   - trial: its looks.
    ///   - ordering: of the outcomes.
    ///   - planned: the information of looks that were planned after the end; the maximum by default, if it was not reached.
    ///   - confidence: of the interval; that of the repeated intervals by default.
    /// - Throws: ``StatisticsError`` for planned information that does not grow, or a confidence not between 0 and 1.
    public init(
        _ trial: SequentialAnalysis, ordering: SequentialOrdering = .stageWise, planned: [Double]? = nil,
        confidence: Double? = nil
    ) throws(StatisticsError) {
        let level = try ConfidenceLevel(confidence ?? trial.confidence).coverage
        let end = Self.end(of: trial)
        let space = try Self.space(trial, end, planned)
        let root = end.information.squareRoot()
        func theta(_ probability: Double) -> Double? {
            Self.drift(around: space.z) { space.probability(ordering, drift: $0) - probability }.map { $0 / root }
        }
        guard let median = theta(0.5) else {
            throw StatisticsError(
                .invalidValue, argument: "looks",
                "no effect gives the outcome a probability of one half; expected z within reach")
        }
        self.ordering = ordering
        look = end.stop
        replacedCrossing = end.replaced
        information = end.information
        z = space.z
        estimate = space.z / root
        pValue = space.probability(ordering, drift: 0)
        medianUnbiased = median
        interval = ConfidenceLimits(lower: theta((1 - level) / 2), upper: theta((1 + level) / 2))
        self.confidence = level
        biasAdjusted = Self.drift(around: space.z) { space.meanEstimate(drift: $0) - space.z }.map { $0 / root }
    }

    /// The root of a function that grows with the drift, in steps outwards from a first guess; nil beyond 40.
    private static func drift(around guess: Double, _ function: (Double) -> Double) -> Double? {
        for reach in [3.0, 6, 12, 24, 40] {
            let bracket = guess - reach...guess + reach
            guard function(bracket.lowerBound) < 0, function(bracket.upperBound) > 0 else { continue }
            return try? BrentRoot(of: function, in: bracket, tolerance: 1e-12).value
        }
        return nil
    }
}

extension FinalInference {
    /// Where a trial ended.
    private struct End {
        /// The place of the look in the sample space.
        let stop: Int
        let information: Double
        let z: Double
        /// The look of a crossing that the end replaces.
        let replaced: Int?
        /// Whether planned looks lie behind it: the last look made crossed a limit and could have been followed.
        let hasFuture: Bool
    }

    private static func end(of trial: SequentialAnalysis) -> End {
        let last = trial.looks.count - 1
        let crossing: Int? =
            switch trial.decision {
            case .reject(let look), .rejectOpposite(let look): look
            case .stopForFutility(let look): if case .binding = trial.futility { look } else { nil }
            case .goOn, .notRejected: nil
            }
        let seen = trial.looks[last]
        return End(
            stop: crossing ?? last, information: seen.information, z: seen.z,
            replaced: crossing.flatMap { $0 < last ? $0 : nil }, hasFuture: crossing == last && !trial.isLast)
    }

    /// The outcomes: the looks before the end, the end, and after a crossing at a look that was made the looks that were planned.
    private static func space(
        _ trial: SequentialAnalysis, _ end: End, _ planned: [Double]?
    ) throws(StatisticsError) -> SampleSpace {
        var information = trial.looks.prefix(end.stop).map(\.information) + [end.information]
        var limits = Array(trial.limits.prefix(end.stop))
        let maximum = trial.plan.maximumInformation
        let ahead = end.hasFuture ? planned ?? (end.information < maximum ? [maximum] : []) : []
        limits.append(ahead.isEmpty ? LookLimits() : trial.limits[end.stop])
        if !ahead.isEmpty {
            information += ahead
            limits += try trial.outlook(information: ahead).map { look in
                let opposite = trial.plan.sides == .two ? look.criticalZ.map { -$0 } : nil
                return LookLimits(lower: opposite ?? look.futilityZ, upper: look.criticalZ)
            }
        }
        return SampleSpace(
            information: information.map { $0 / end.information }, limits: limits, stop: end.stop, z: end.z)
    }
}
