/// A trial watched by toxicity and response at once: Thall, Simon and Estey's design.
///
/// Each outcome has its own rules on its marginal belief; the trial stops when one of them stops, for toxicity before anything else. The beliefs may
/// come from one Dirichlet prior or from two beta priors. How often both outcomes meet in a patient moves the operating characteristics, not the bounds.
///
/// ```swift
/// let monitor = try ToxicityResponseMonitor(
///     toxicity: BetaBinomialMonitor(prior: toxic, stopAbove: BinaryRule(standard: .fixed(0.3), cutoff: 0.95), schedule: looks),
///     response: BetaBinomialMonitor(prior: active, stopBelow: BinaryRule(standard: .fixed(0.2), cutoff: 0.05), schedule: looks))
/// try monitor.operatingCharacteristics(JointRates(toxicity: 0.2, response: 0.4)).expectedSubjects
/// ```
///
/// ## Validated against
/// All paths of small trials; the product of two single monitors where they cannot meet (`ToxicityResponseTests`).
///
/// ## References
/// Thall, Simon & Estey, *Stat Med* 14 (1995) 357–379.
public struct ToxicityResponseMonitor: Sendable, Hashable {
    /// The rules on toxicity.
    public let toxicity: BetaBinomialMonitor
    /// The rules on response.
    public let response: BetaBinomialMonitor

    /// The largest trial whose paths in two counts are followed.
    static let largest = 1000

    /// A monitor of both outcomes at the same looks.
    ///
    /// - Throws: ``StatisticsError`` that names `response` where its looks are others than those of toxicity, or `maximum` above 1,000.
    public init(toxicity: BetaBinomialMonitor, response: BetaBinomialMonitor) throws(StatisticsError) {
        guard toxicity.schedule == response.schedule else {
            throw StatisticsError(
                .invalidValue, argument: "response",
                "response is looked at \(response.schedule.looks.count) times; expected the looks of toxicity")
        }
        guard toxicity.schedule.maximum <= Self.largest else {
            throw StatisticsError(
                .invalidValue, argument: "maximum",
                "maximum is \(toxicity.schedule.maximum); expected at most \(Self.largest) for two outcomes at once")
        }
        self.toxicity = toxicity
        self.response = response
    }

    /// A monitor with one prior for both outcomes.
    public init(
        prior: DirichletPrior, toxicity: BinaryRule, efficacy: BinaryRule? = nil, futility: BinaryRule? = nil,
        schedule: LookSchedule
    ) throws(StatisticsError) {
        try self.init(
            toxicity: BetaBinomialMonitor(prior: prior.toxicity, stopAbove: toxicity, schedule: schedule),
            response: BetaBinomialMonitor(
                prior: prior.response, stopAbove: efficacy, stopBelow: futility, schedule: schedule))
    }

    /// What the monitor does where the rates are the given ones, exactly.
    public func operatingCharacteristics(_ rates: JointRates) -> JointOperatingCharacteristics {
        JointOperatingCharacteristics(self, rates: rates)
    }
}
