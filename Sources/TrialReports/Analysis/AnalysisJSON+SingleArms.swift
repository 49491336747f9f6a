import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    struct SingleArm: Encodable, Sendable {
        let group: String
        let historical: [Historical]?
        let eventTimes: EventTimes?

        static func all(_ analysis: SurvivalAnalysis) -> [SingleArm]? {
            analysis.singleArms?.groups.map { SingleArm($0, analysis.plan) }
        }

        private init(_ arm: SingleArmAnalysis.Group, _ plan: SurvivalPlan) {
            group = arm.name
            historical = plan.historicalMedians.isEmpty ? nil : arm.comparisons.map(Historical.init)
            eventTimes = plan.describesEventTimes ? EventTimes(arm.eventTimes) : nil
        }
    }

    struct Historical: Encodable, Sendable {
        let median: Double
        let events: Double
        let totalTime: Double
        let exponentialMedian: Nullable<Double>
        let exponentialLower: Nullable<Double>
        let exponentialUpper: Nullable<Double>
        let exponentialProbability: Nullable<Double>
        let kaplanMeierProbability: Nullable<Double>

        init(_ comparison: HistoricalComparison) {
            median = comparison.historicalMedian
            events = comparison.events
            totalTime = comparison.totalTime
            exponentialMedian = Nullable(comparison.exponential?.median)
            exponentialLower = Nullable(comparison.exponential?.limits.lower)
            exponentialUpper = Nullable(comparison.exponential?.limits.upper)
            exponentialProbability = Nullable(comparison.exponential?.probability)
            kaplanMeierProbability = Nullable(comparison.kaplanMeierProbability)
        }
    }

    struct EventTimes: Encodable, Sendable {
        let n: Int
        let median: Nullable<Double>
        let least: Nullable<Double>
        let greatest: Nullable<Double>

        init(_ summary: EventTimeSummary?) {
            n = summary?.count ?? 0
            median = Nullable(summary?.median)
            least = Nullable(summary?.least)
            greatest = Nullable(summary?.greatest)
        }
    }
}
