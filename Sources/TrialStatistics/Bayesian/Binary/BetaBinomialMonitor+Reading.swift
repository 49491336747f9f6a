extension BetaBinomialMonitor {
    /// What the data say at a moment: the belief, the probabilities of the rules, and whether one stops.
    public struct Reading: Sendable, Hashable {
        /// What the rules say.
        public enum Verdict: String, Sendable, Hashable {
            /// No rule stops.
            case goOn
            /// `stopAbove` stops.
            case stopForMany
            /// `stopBelow` stops.
            case stopForFew
        }

        /// The belief about the rate.
        public let posterior: BetaPrior
        /// π of the rule that stops for many, if there is one.
        public let probabilityOfMany: Double?
        /// π of the rule that stops for few, if there is one.
        public let probabilityOfFew: Double?
        /// What the rules say.
        public let verdict: Verdict
    }

    /// What the rules say after `events` among `subjects`, at a look or between looks.
    ///
    /// - Throws: ``StatisticsError`` that names `events` unless they are a count of the subjects.
    public func reading(events: Int, of subjects: Int) throws(StatisticsError) -> Reading {
        guard subjects >= 0, events >= 0, events <= subjects else {
            throw StatisticsError(
                .invalidValue, argument: "events", "events is \(events); expected a count in 0...\(max(0, subjects))")
        }
        let belief = prior.posterior(events: events, of: subjects)
        let (many, few) = (stopAbove?.probability(belief), stopBelow?.probability(belief))
        let isMany = many.flatMap { stopAbove?.isAbove($0) } ?? false
        let isFew = few.flatMap { stopBelow?.isBelow($0) } ?? false
        return Reading(
            posterior: belief, probabilityOfMany: many, probabilityOfFew: few,
            verdict: isMany ? .stopForMany : isFew ? .stopForFew : .goOn)
    }

    /// The same rules and looks with another prior.
    ///
    /// How much the boundary owes to the prior is seen beside that of a few others.
    public func with(prior: BetaPrior) throws(StatisticsError) -> BetaBinomialMonitor {
        try BetaBinomialMonitor(prior: prior, stopAbove: stopAbove, stopBelow: stopBelow, schedule: schedule)
    }
}
