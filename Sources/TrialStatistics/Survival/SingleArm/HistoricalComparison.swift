import TrialNumerics

/// How sure the data of one arm make it that its median exceeds one from elsewhere, such as that of earlier trials.
///
/// Two answers, each with its assumption. Under constant hazard, with d events in a total time at risk T, 2λT has nearly
/// a χ² distribution with 2d degrees of freedom, so that with the historical median m₀ and λ₀ = log 2 / m₀
///
/// ```
/// P(median > m₀) = P(λ < λ₀) = P(χ²(2d) < 2λ₀T),    median = T·log 2 / d
/// ```
///
/// By the Kaplan-Meier curve alone, on the scale g of its limits: the confidence at which the limit of S(m₀) is one half,
///
/// ```
/// P(S(m₀) > ½) = Φ((g(S(m₀)) − g(½)) / se(g(S(m₀))))
/// ```
///
/// Both are confidence distributions: one less them are one-sided p-values of "the median is m₀". Patients were not
/// randomised to the historical treatment: what differs between then and now other than treatment is in the number too.
///
/// ```swift
/// let followUp = try SurvivalTimes([10, 20, 30], events: [true, false, true])
/// HistoricalComparison(followUp, median: 20).exponential?.median  // 30·log 2 = 20.79
/// ```
///
/// ## Edge cases
/// No event: the exponential answer is absent. Nothing observed at m₀, or S(m₀) = 0, or no event before m₀: the
/// Kaplan-Meier answer is absent. Delayed entry: T counts from entry. Weights: d, T and the curve are weighted sums.
///
/// ## Validated against
/// By hand with d = 1 and 2, where the χ² distribution is an exponential sum; R `pchisq` and `survfit`
/// (`Validation/R/historical-median.json`): the Kaplan-Meier answer is the level at which R's limit is one half.
///
/// ## References
/// Epstein & Sobel, *JASA* 48 (1953) 486–502 (2λT). Brookmeyer & Crowley, *Biometrics* 38 (1982) 29–41.
public struct HistoricalComparison: Sendable, Hashable {
    /// The answer if the hazard is constant.
    public struct Exponential: Sendable, Hashable {
        /// T·log 2 / d.
        public let median: Double
        /// The limits of the median, 2T·log 2 over quantiles of χ²(2d).
        public let limits: ConfidenceLimits
        /// P(median > m₀).
        public let probability: Double
    }

    /// m₀, in the unit of the times.
    public let historicalMedian: Double
    /// d, a sum of weights where there are any.
    public let events: Double
    /// T, the total time at risk.
    public let totalTime: Double
    /// The answer if the hazard is constant; absent without events.
    public let exponential: Exponential?
    /// P(S(m₀) > ½) by the Kaplan-Meier curve; absent where the curve says nothing at m₀.
    public let kaplanMeierProbability: Double?

    /// Compares the median of follow-up with a value from elsewhere.
    ///
    /// - Parameters:
    ///   - followUp: the follow-up of one arm.
    ///   - median: m₀, above 0.
    ///   - transform: the scale of the Kaplan-Meier answer.
    ///   - level: the coverage of the limits.
    /// - Throws: ``StatisticsError`` when the median is not a finite number above 0.
    public init(
        _ followUp: SurvivalTimes, median: Double, transform: ConfidenceTransform = .log,
        level: ConfidenceLevel = .ninetyFivePercent
    ) throws(StatisticsError) {
        guard median > 0, median < .infinity else {
            throw StatisticsError(
                .invalidValue, argument: "median", "median is \(median); expected a finite number above 0")
        }
        var events = 0.0
        var total = 0.0
        for index in 0..<followUp.count {
            let weight = followUp.weights?[index] ?? 1
            total += weight * (followUp.times[index] - max(0, followUp.entries?[index] ?? 0))
            if followUp.events[index] { events += weight }
        }
        historicalMedian = median
        self.events = events
        totalTime = total
        exponential = Exponential(events: events, totalTime: total, median, level)
        kaplanMeierProbability = KaplanMeier(followUp).estimate(at: median, transform: transform).flatMap {
            transform.deviate(survival: $0.survival, standardError: $0.standardError, from: 0.5)
        }.map(Normal.standard.lowerTail)
    }
}

extension HistoricalComparison.Exponential {
    init?(events: Double, totalTime: Double, _ historical: Double, _ level: ConfidenceLevel) {
        guard events > 0, totalTime > 0, let distribution = try? ChiSquared(degreesOfFreedom: 2 * events) else {
            return nil
        }
        let logTwo = Elementary.logarithm(2)
        let tail = (1 - level.coverage) / 2
        median = totalTime * logTwo / events
        limits = ConfidenceLimits(
            lower: distribution.upperQuantile(tail).map { 2 * totalTime * logTwo / $0 },
            upper: distribution.quantile(tail).flatMap { $0 > 0 ? 2 * totalTime * logTwo / $0 : nil })
        probability = distribution.lowerTail(at: 2 * totalTime * logTwo / historical)
    }
}

extension ConfidenceTransform {
    /// (g(S) − g(s)) over the standard error of g(S): the normal deviate at which the limit of S on this scale is s.
    ///
    /// - Returns: `nil` where S has no standard error, or is 0 or 1.
    func deviate(survival: Double, standardError: Double?, from other: Double) -> Double? {
        guard let standardError, standardError > 0, survival > 0, survival < 1 else { return nil }
        let odds = survival / (1 - survival)
        switch self {
        case .plain: return (survival - other) / standardError
        case .log: return survival * Elementary.logarithm(survival / other) / standardError
        case .logLog:
            let (own, wanted) = (-Elementary.logarithm(survival), -Elementary.logarithm(other))
            return Elementary.logarithm(wanted / own) * own * survival / standardError
        case .logit:
            return Elementary.logarithm(odds * (1 - other) / other) * survival * (1 - survival) / standardError
        case .arcsine:
            let angle = Elementary.arcsine(survival.squareRoot()) - Elementary.arcsine(other.squareRoot())
            return 2 * angle * (survival * (1 - survival)).squareRoot() / standardError
        }
    }
}
