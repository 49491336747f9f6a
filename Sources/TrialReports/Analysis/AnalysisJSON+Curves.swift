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
        let quantiles: [Quantile]?
        let cumulativeHazard: [Hazard]?
        let band: Nullable<Band>?
        let conditional: [Conditional]?

        init(_ group: GroupSurvival, _ answers: CurveAnswers.Group?, _ plan: SurvivalPlan) {
            self.group = group.name
            n = group.curve.count
            events = group.curve.eventCount
            median = Nullable(group.median.estimate)
            medianLower = Nullable(group.median.limits.lower)
            medianUpper = Nullable(group.median.limits.upper)
            followUpMedian = Nullable(group.followUp.estimate)
            survival =
                plan.landmarks.isEmpty ? nil : group.landmarks.map { Landmark($0.time, $0.estimate, group.curve) }
            let questions = plan.curves
            quantiles = questions.quantiles.isEmpty ? nil : answers?.quantiles.map(Quantile.init)
            cumulativeHazard = questions.hazard.flatMap { _ in answers?.hazards.map(Hazard.init) }
            band = questions.band.map { _ in Nullable(answers?.band.map(Band.init)) }
            conditional = questions.given.flatMap { given in
                answers?.conditional.map { Conditional(given, $0.time, $0.answer) }
            }
        }
    }

    struct Landmark: Encodable, Sendable {
        let time: Double
        let estimate: Nullable<Double>
        let lower: Nullable<Double>
        let upper: Nullable<Double>
        let atRisk: Int
        /// Only with weights.
        let weightedAtRisk: Double?

        init(_ time: Double, _ landmark: KaplanMeier.Landmark?, _ curve: KaplanMeier) {
            self.time = time
            estimate = Nullable(landmark?.survival)
            lower = Nullable(landmark?.limits.lower)
            upper = Nullable(landmark?.limits.upper)
            atRisk = curve.atRisk(at: time)
            weightedAtRisk = curve.weightedAtRisk(at: time)
        }
    }
}
