import TrialAnalysis
import TrialStatistics

extension AnalysisJSON {
    struct Group: Encodable, Sendable {
        let group: String
        let n: Int
        let events: Int
        let median: Nullable<Double>
        let medianLower: Nullable<Double>
        let medianUpper: Nullable<Double>
        let followUpMedian: Nullable<Double>
        let survival: [Landmark]?

        init(_ group: GroupSurvival, withLandmarks: Bool) {
            self.group = group.name
            n = group.curve.count
            events = group.curve.eventCount
            median = Nullable(group.median.estimate)
            medianLower = Nullable(group.median.limits.lower)
            medianUpper = Nullable(group.median.limits.upper)
            followUpMedian = Nullable(group.followUp.estimate)
            survival = withLandmarks ? group.landmarks.map { Landmark($0.time, $0.estimate, group.curve) } : nil
        }
    }

    struct Landmark: Encodable, Sendable {
        let time: Double
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let atRisk: Int

        init(_ time: Double, _ landmark: KaplanMeier.Landmark?, _ curve: KaplanMeier) {
            self.time = time
            estimate = Nullable(landmark?.survival)
            lower = Nullable(landmark?.limits.lower)
            upper = Nullable(landmark?.limits.upper)
            atRisk = curve.atRisk(at: time)
        }
    }
}
