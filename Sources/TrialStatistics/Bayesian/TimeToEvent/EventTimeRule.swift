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
        try Self.check(cutoff, "cutoff")
        self.gain = gain
        self.cutoff = cutoff
    }

    /// Refuses cut-offs of which neither is given, or of which both would stop with one probability.
    ///
    /// - Parameter low: what the lower one stops for.
    static func check(stopBelow: Double?, stopAbove: Double?, low: String) throws(StatisticsError) {
        guard stopBelow != nil || stopAbove != nil else {
            throw StatisticsError(
                .empty, argument: "stopBelow", "stopBelow and stopAbove are missing; expected at least one")
        }
        for (name, cutoff) in [("stopBelow", stopBelow), ("stopAbove", stopAbove)] {
            if let cutoff { try check(cutoff, name) }
        }
        if let stopBelow, let stopAbove, stopAbove < stopBelow {
            throw StatisticsError(
                .invalidValue, argument: "stopAbove",
                "stopAbove is \(stopAbove); expected at least \(stopBelow), where \(low) stops")
        }
    }

    private static func check(_ cutoff: Double, _ name: String) throws(StatisticsError) {
        guard cutoff >= 1e-9, cutoff <= 1 - 1e-9 else {
            throw StatisticsError(
                .invalidValue, argument: name,
                "\(name) is \(cutoff); expected a number between 0 and 1, by at least 1e-09")
        }
    }
}
