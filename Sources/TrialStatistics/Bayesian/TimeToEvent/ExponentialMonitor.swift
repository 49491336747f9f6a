/// A one-arm trial watched by the posterior distribution of its exponential time to an event.
///
/// The design of Thall, Wooten and Tannir: stop for futility where it is improbable that the treatment's median (or mean) time exceeds the
/// standard's by the gain, for efficacy where it is very probable. Data come in through two numbers, the events d and the total time on test
/// T: the follow-up of all subjects added up, those without an event included.
///
/// ```
/// m_E | d, T ~ IG(a + d, b + T ln 2) for medians,   π(d, T) = P(m_E > m_S + δ | d, T)
/// futility: π < p_L,   efficacy: π > p_U;   m_S known, or IG(a_S, b_S) independent of the data
/// ```
///
/// π grows with T, and falls with d, where events harm: for each number of events there is a least total time to go on.
///
/// ```swift
/// let monitor = try ExponentialMonitor(
///     prior: InverseGammaPrior(shape: 3, scale: 12, of: .median), standard: .fixed(6, .median), stopBelow: 0.05)
/// monitor.probability(events: 10, totalTime: 60)          // 0.1192972…
/// monitor.leastTotalTime(events: 10)                      // 49.25, months of follow-up in all
/// ```
///
/// ## Edge cases
/// A probability that equals the cut-off to 10⁻¹² does not stop. ``stopsFromTheStart`` tells a rule that stops before the first subject.
/// Where events are wanted (``EventMeaning/benefit``), π is P(m_E < m_S − δ) and the bounds turn around: long times stop for futility.
///
/// ## Validated against
/// Poisson sums, SciPy and mpmath (`Validation/Python/event-time-monitors.json`), simulation.
///
/// ## References
/// Thall, Wooten & Tannir, *Clin Trials* 2 (2005) 467–478. Thall & Simon, *Biometrics* 50 (1994) 337–349 (random standard).
public struct ExponentialMonitor: Sendable, Hashable {
    /// The belief about the treatment's time before the trial, as the quantity that is monitored.
    public let prior: InverseGammaPrior
    /// What it is measured against, as that quantity.
    public let standard: EventTimeStandard
    /// The rule that stops for futility.
    public let futility: EventTimeRule?
    /// The rule that stops for efficacy.
    public let efficacy: EventTimeRule?
    /// Whether patients want the event late or early.
    public let event: EventMeaning

    /// A monitor with one rule or two.
    ///
    /// - Parameters:
    ///   - prior: the belief about the treatment's time; its quantity is the one that is monitored.
    ///   - standard: what it is measured against.
    ///   - futility: stops where π < its cut-off.
    ///   - efficacy: stops where π > its cut-off.
    ///   - event: whether a longer or a shorter time is better.
    /// - Throws: ``StatisticsError`` that names `futility`, `efficacy` or `standard`: at least one rule, a standard above 0 that stays above 0
    ///   with the gain, and no data that are both for efficacy and for futility by the same gain. With a smaller gain for efficacy there may be such
    ///   data, "better, but not by enough"; futility is asked first.
    public init(
        prior: InverseGammaPrior, standard: EventTimeStandard, futility: EventTimeRule?,
        efficacy: EventTimeRule? = nil, event: EventMeaning = .harm
    ) throws(StatisticsError) {
        guard futility != nil || efficacy != nil else {
            throw StatisticsError(
                .empty, argument: "futility", "futility and efficacy are missing; expected at least one rule")
        }
        self.prior = prior
        self.standard = try standard.validated().expressed(as: prior.quantity)
        self.futility = futility
        self.efficacy = efficacy
        self.event = event
        try Self.check(futility, "futility", self.standard, event)
        try Self.check(efficacy, "efficacy", self.standard, event)
        try Self.checkBoth(futility, efficacy)
    }

    /// A monitor that stops where the probability of a gain is low, or high, with the same gain.
    ///
    /// ```swift
    /// try ExponentialMonitor(prior: prior, standard: .fixed(40, .median), gain: 12, stopBelow: 0.035)
    /// ```
    public init(
        prior: InverseGammaPrior, standard: EventTimeStandard, gain: Double = 0, stopBelow: Double? = nil,
        stopAbove: Double? = nil, event: EventMeaning = .harm
    ) throws(StatisticsError) {
        func rule(_ cutoff: Double?) throws(StatisticsError) -> EventTimeRule? {
            guard let cutoff else { return nil }
            return try EventTimeRule(gain: gain, cutoff: cutoff)
        }
        try self.init(
            prior: prior, standard: standard, futility: try rule(stopBelow), efficacy: try rule(stopAbove),
            event: event)
    }

    /// The belief after d events in total time T.
    public func posterior(events: Int, totalTime: Double) -> InverseGammaPrior {
        prior.posterior(events: events, totalTime: totalTime)
    }

    /// π by the futility rule, or by the efficacy rule where it is the only one.
    public func probability(events: Int, totalTime: Double) -> Double {
        guard let rule = futility ?? efficacy else { preconditionFailure("there is a rule") }
        return probability(rule, events: events, totalTime: totalTime)
    }

    /// π, the probability that the time is better than the standard by the rule's gain.
    public func probability(_ rule: EventTimeRule, events: Int, totalTime: Double) -> Double {
        let belief = posterior(events: events, totalTime: totalTime)
        switch (standard, event) {
        case (.fixed(let time, _), .harm): return belief.probabilityAbove(time + rule.gain)
        case (.fixed(let time, _), .benefit): return belief.probabilityBelow(time - rule.gain)
        case (.random(let earlier), .harm):
            return InverseGammaExceedance(belief, over: earlier, by: rule.gain).value
        case (.random(let earlier), .benefit):
            return InverseGammaExceedance(earlier, over: belief, by: rule.gain).value
        }
    }

    private static func check(
        _ rule: EventTimeRule?, _ name: String, _ standard: EventTimeStandard, _ event: EventMeaning
    ) throws(StatisticsError) {
        guard let rule, case .fixed(let time, _) = standard else { return }
        let target = event == .harm ? time + rule.gain : time - rule.gain
        guard target > 0 else {
            throw StatisticsError(
                .invalidValue, argument: "gain",
                "gain is \(rule.gain), which makes the time of \(name) \(target); expected one > 0")
        }
    }

    /// π falls with the gain: where efficacy asks for no less than futility, its cut-off must not be below.
    private static func checkBoth(_ futility: EventTimeRule?, _ efficacy: EventTimeRule?) throws(StatisticsError) {
        guard let futility, let efficacy, efficacy.gain >= futility.gain, efficacy.cutoff < futility.cutoff else {
            return
        }
        throw StatisticsError(
            .invalidValue, argument: "stopAbove",
            "stopAbove is \(efficacy.cutoff); expected at least \(futility.cutoff), where futility stops")
    }
}
