/// A one-arm trial watched by the Bayes factor of "better than the standard" against "the standard".
///
/// Johnson and Cook's design. Under H₀ the parameter is the standard; under H₁ it lies on the better side, with a density that vanishes at the
/// standard and has its mode at the value hoped for.
///
/// ```
/// B = ∫ L(θ) f₁(θ) dθ / L(θ₀),   P(H₁ | data) = B/(1 + B) with even odds before
/// stop for superiority where P(H₁ | data) > p_U, for inferiority where P(H₁ | data) < p_L
/// ```
///
/// ```swift
/// let monitor = try BayesFactorMonitor(.rate(standard: 0.2, alternative: 0.4), stopBelow: 0.1, stopAbove: 0.9)
/// monitor.probability(.counts(events: 3, subjects: 20))
/// ```
///
/// ## Validated against
/// mpmath's quadrature (`Validation/Python/bayes-factor-monitors.json`).
///
/// ## References
/// Johnson & Cook, *Clin Trials* 6 (2009) 217–226. Johnson & Rossell, *JRSS B* 72 (2010) 143–170.
public struct BayesFactorMonitor: Sendable, Hashable {
    /// The parameter with its standard and the value hoped for, the mode of f₁.
    public enum Parameter: Sendable, Hashable {
        /// The rate of a binary outcome; the alternative is above or below the standard.
        case rate(standard: Double, alternative: Double)
        /// The median of an exponential time; the alternative is later or earlier than the standard.
        case median(standard: Double, alternative: Double)
    }

    /// The data so far.
    public enum Data: Sendable, Hashable {
        /// Events among subjects.
        case counts(events: Int, subjects: Int)
        /// Events in total time on test.
        case exposure(events: Int, totalTime: Double)
    }

    /// The parameter.
    public let parameter: Parameter
    /// The shape of f₁.
    public let density: NonlocalPrior
    /// Stops for inferiority where P(H₁ | data) is below.
    public let stopBelow: Double?
    /// Stops for superiority where P(H₁ | data) is above.
    public let stopAbove: Double?
    /// log ∫ of the unnormalised f₁.
    private let logNormalizer: Double

    /// A monitor.
    ///
    /// - Throws: ``StatisticsError`` that names `parameter`, `density`, `stopBelow` or `stopAbove`.
    public init(
        _ parameter: Parameter, density: NonlocalPrior = .standard, stopBelow: Double? = nil, stopAbove: Double? = nil
    ) throws(StatisticsError) {
        try EventTimeRule.check(stopBelow: stopBelow, stopAbove: stopAbove, low: "inferiority")
        self.parameter = try parameter.validated()
        self.density = try density.validated()
        self.stopBelow = stopBelow
        self.stopAbove = stopAbove
        logNormalizer = parameter.logIntegral(density) { _ in 0 }
    }

    /// log B; nil where B is infinite: events without any time on test, where an earlier time is hoped for.
    public func logBayesFactor(_ data: Data) -> Double? {
        if case .exposure(let events, 0) = data, events > 0, !parameter.isUpward { return nil }
        let null = parameter.logLikelihood(data, at: parameter.standard)
        return parameter.logIntegral(density) { parameter.logLikelihood(data, at: $0) - null } - logNormalizer
    }

    /// P(H₁ | data), with even odds before the trial.
    public func probability(_ data: Data) -> Double {
        guard let logFactor = logBayesFactor(data) else { return 1 }
        return logFactor > 0
            ? 1 / (1 + Elementary.exponential(-logFactor))
            : Elementary.exponential(logFactor) / (1 + Elementary.exponential(logFactor))
    }

    /// What the rules say of the data.
    public func decision(_ data: Data) -> MonitoringDecision {
        let probability = probability(data)
        if let stopBelow, probability < stopBelow - ExponentialMonitor.margin { return .stopForFutility }
        if let stopAbove, probability > stopAbove + ExponentialMonitor.margin { return .stopForEfficacy }
        return .goOn
    }
}
