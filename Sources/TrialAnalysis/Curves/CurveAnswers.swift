import TrialStatistics
import TrialValues

/// What was asked of the curves, answered for each group and for the groups together.
public struct CurveAnswers: Sendable {
    /// The answers of one group.
    public struct Group: Sendable {
        /// The name of the group.
        public let name: String
        /// The times by which the shares asked for had the event.
        public let quantiles: [SurvivalQuantile]
        /// The cumulative hazard at the landmarks; empty where it was not asked for.
        public let hazards: [HazardReading]
        /// The band of the curve; absent where it was not asked for or there is none.
        public let band: SimultaneousBand?
        /// Survival from the time asked for to the landmarks after it.
        public let conditional: [(time: Double, answer: ConditionalSurvival?)]
    }

    /// A cumulative hazard at one time, with its exp(−H).
    public struct HazardReading: Sendable {
        /// The time.
        public let time: Double
        /// H; absent past the end of follow-up.
        public let hazard: NelsonAalen.Estimate?
        /// exp(−H).
        public let survival: KaplanMeier.Landmark?
    }

    /// The groups compared at one time.
    public struct Milestone: Sendable {
        /// The time.
        public let time: Double
        /// The test of all groups.
        public let test: MilestoneTest
        /// Every group but the reference against it; absent where one of them is not read there.
        public let contrasts: [(group: String, contrast: LandmarkContrast?)]
    }

    /// The answers group by group, the reference first.
    public let groups: [Group]
    /// The comparisons at the landmarks, where there are groups and they were asked for.
    public let milestones: [Milestone]
    /// The restricted means of the groups and their comparison, where they were asked for and there is a window.
    public let restrictedMeans: RestrictedMeanComparison?

    /// Answers what a plan asks; `nil` where that is nothing.
    init?(_ groups: [GroupSurvival], _ context: CurveContext, notes: inout [String]) throws(Diagnostics) {
        let plan = context.plan
        guard !plan.curves.isEmpty else { return nil }
        let times = plan.landmarks.filter { time in plan.startTime.map { time >= $0 } ?? true }.distinct
        self.groups = groups.map { Group($0, plan, times) }
        milestones = plan.group == nil ? [] : Self.milestones(groups, plan, times)
        restrictedMeans = try context.restrictedMeans(notes: &notes)
        notes += Self.remarks(self.groups, milestones, plan)
    }

    private static func milestones(_ groups: [GroupSurvival], _ plan: SurvivalPlan, _ times: [Double]) -> [Milestone] {
        guard let transform = plan.curves.milestone, groups.count > 1 else { return [] }
        let rule = plan.curves.landmarkRule
        return times.map { time in
            Milestone(
                time: time,
                test: MilestoneTest(of: groups.map(\.curve), at: time, transform: transform, rule: rule),
                contrasts: groups.dropFirst().map { group in
                    (
                        group.name,
                        LandmarkContrast(
                            of: group.curve, against: groups[0].curve, at: time, level: plan.level, rule: rule)
                    )
                })
        }
    }
}

extension CurveAnswers.Group {
    init(_ group: GroupSurvival, _ plan: SurvivalPlan, _ times: [Double]) {
        let (curve, questions) = (group.curve, plan.curves)
        name = group.name
        quantiles = questions.quantiles.distinct.map {
            curve.quantile($0, rule: plan.quantileRule, transform: plan.transform, level: plan.level)
        }
        hazards = questions.hazard.map { Self.hazards(curve, $0, plan, times) } ?? []
        band = questions.band.flatMap {
            SimultaneousBand(of: curve, $0.kind, transform: plan.transform, level: plan.level, range: $0.range)
        }
        conditional =
            questions.given.map { given in
                times.filter { $0 > given }.map { time in
                    (
                        time,
                        curve.conditionalSurvival(
                            at: time, given: given, transform: plan.transform, level: plan.level,
                            rule: questions.landmarkRule)
                    )
                }
            } ?? []
    }

    private static func hazards(
        _ curve: KaplanMeier, _ question: CurveQuestions.Hazard, _ plan: SurvivalPlan, _ times: [Double]
    ) -> [CurveAnswers.HazardReading] {
        let hazard = NelsonAalen(curve, ties: question.ties, variance: question.variance)
        let survival = BreslowCurve(hazard)
        let rule = plan.curves.landmarkRule
        return times.map { time in
            CurveAnswers.HazardReading(
                time: time, hazard: hazard.estimate(at: time, scale: question.scale, level: plan.level, rule: rule),
                survival: survival.estimate(at: time, transform: plan.transform, level: plan.level, rule: rule))
        }
    }
}

extension Array where Element == Double {
    /// The numbers in their order, each once.
    var distinct: [Double] {
        var seen: Set<Double> = []
        return filter { seen.insert($0).inserted }
    }
}
