import TrialStatistics

/// The follow-up of one group: its curve and what is read off it.
public struct GroupSurvival: Sendable {
    /// The name of the group.
    public let name: String
    /// The Kaplan-Meier curve.
    public let curve: KaplanMeier
    /// The median time to the event.
    public let median: SurvivalQuantile
    /// The median potential follow-up, by reverse Kaplan-Meier: censoring is the event, the event censors.
    ///
    /// Schemper & Smith, *Control Clin Trials* 17 (1996) 343–346.
    public let followUp: SurvivalQuantile
    /// The curve at the times asked for, each with the time; past the end of follow-up as the plan's rule says.
    public let landmarks: [(time: Double, estimate: KaplanMeier.Landmark?)]

    init(_ name: String, _ curve: KaplanMeier, reversed: KaplanMeier, _ plan: SurvivalPlan) {
        self.name = name
        self.curve = curve
        median = curve.quantile(0.5, rule: plan.quantileRule, transform: plan.transform, level: plan.level)
        followUp = reversed.quantile(0.5, rule: plan.quantileRule, transform: plan.transform, level: plan.level)
        let rule = plan.curves.landmarkRule
        landmarks = plan.landmarks.compactMap { time in
            let isBeforeStart = plan.startTime.map { time < $0 } ?? false
            let estimate = curve.estimate(at: time, transform: plan.transform, level: plan.level, rule: rule)
            return rule == .leaveOut && estimate == nil ? nil : (time, isBeforeStart ? nil : estimate)
        }
    }

    /// - Parameter isContinued: for each observation whether another interval of the same subject follows it, so that
    ///   its end is no end of follow-up.
    static func all(
        _ followUp: SurvivalTimes, _ group: Factor?, _ isContinued: [Bool], _ plan: SurvivalPlan
    ) throws(StatisticsError) -> [GroupSurvival] {
        let reversed = followUp.reversed(except: isContinued)
        guard let group else {
            return [GroupSurvival("all", KaplanMeier(followUp), reversed: KaplanMeier(reversed), plan)]
        }
        let curves = try KaplanMeier.curves(of: followUp, by: group)
        let ends = try KaplanMeier.curves(of: reversed, by: group)
        return group.levels.indices.map { GroupSurvival(group.levels[$0], curves[$0], reversed: ends[$0], plan) }
    }
}
