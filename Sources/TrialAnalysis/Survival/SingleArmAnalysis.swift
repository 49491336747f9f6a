import TrialStatistics

/// What is said of each group by itself: its median beside those of earlier trials, and the times of its events.
public struct SingleArmAnalysis: Sendable {
    /// One group.
    public struct Group: Sendable {
        /// The name of the group.
        public let name: String
        /// Its median against each historical one.
        public let comparisons: [HistoricalComparison]
        /// The times of those who had the event, where they were asked for and there are any.
        public let eventTimes: EventTimeSummary?
    }

    /// The groups, the reference first.
    public let groups: [Group]

    /// Describes each group; `nil` where nothing was asked for.
    init?(_ followUp: SurvivalTimes, _ factor: Factor?, _ plan: SurvivalPlan) throws(StatisticsError) {
        guard !plan.historicalMedians.isEmpty || plan.describesEventTimes else { return nil }
        var groups: [Group] = []
        for (level, name) in (factor?.levels ?? ["all"]).enumerated() {
            let own = factor.map { factor in followUp.filter { factor.codes[$0] == Int32(level) } } ?? followUp
            var comparisons: [HistoricalComparison] = []
            for median in plan.historicalMedians {
                comparisons.append(
                    try HistoricalComparison(own, median: median, transform: plan.transform, level: plan.level))
            }
            groups.append(
                Group(
                    name: name, comparisons: comparisons,
                    eventTimes: plan.describesEventTimes ? EventTimeSummary(own) : nil))
        }
        self.groups = groups
    }

    /// What a reader of these numbers has to know.
    static func remarks(_ plan: SurvivalPlan) -> [String] {
        (plan.historicalMedians.isEmpty
            ? []
            : [
                "A historical median is a fixed number from elsewhere: nobody was randomised to it, and whatever differs between then and now besides treatment is in the probabilities. They are no p-values of a randomised comparison."
            ])
            + (plan.describesEventTimes
                ? [
                    "Times of the events describe those who had the event only; the curve estimates the time to the event for all."
                ] : [])
    }
}
