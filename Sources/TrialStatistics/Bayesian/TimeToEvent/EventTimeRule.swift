/// A rule on the posterior probability that a treatment's time to the event is better than a standard by a gain.
///
/// ```
/// π = P(m_E > m_S + δ | data) where events harm,   P(m_E < m_S − δ | data) where they are wanted
/// ```
///
/// The direction belongs to the place where the rule stands: futility stops where π is below the cut-off, efficacy where it is above.
public struct EventTimeRule: Sendable, Hashable {
    /// δ, in the unit of time.
    public let gain: Double
    /// The probability at which the rule stops.
    public let cutoff: Double

    /// A rule.
    ///
    /// - Throws: ``StatisticsError`` that names `gain` (a finite number) or `cutoff` (in 1e-9...1 − 1e-9).
    public init(gain: Double = 0, cutoff: Double) throws(StatisticsError) {
        guard gain.isFinite else {
            throw StatisticsError(.invalidValue, argument: "gain", "gain is \(gain); expected a finite number")
        }
        guard cutoff >= 1e-9, cutoff <= 1 - 1e-9 else {
            throw StatisticsError(
                .invalidValue, argument: "cutoff",
                "cutoff is \(cutoff); expected a number between 0 and 1, by at least 1e-09")
        }
        self.gain = gain
        self.cutoff = cutoff
    }
}
