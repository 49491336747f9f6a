import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    static func ofCurves(_ analysis: SurvivalAnalysis, unit: String?) -> [ResultRow] {
        let whole = ResultRow.Place(.curves)
        let quantiles = analysis.groups.flatMap { [$0.median, $0.followUp] }
        let times = DisplayPrecision.column(
            quantiles.flatMap { [$0.estimate, $0.limits.lower, $0.limits.upper] })
        let weights = sumsOfWeights(analysis)
        let atRiskWeights = DisplayPrecision.column(
            analysis.groups.flatMap { group in group.landmarks.map { group.curve.weightedAtRisk(at: $0.time) } })
        return [
            ResultRow(.count, whole, count: analysis.count), ResultRow(.events, whole, count: analysis.eventCount),
        ]
            + analysis.groups.flatMap { group in
                CurveRows(group, times: times, atRiskWeights: atRiskWeights, unit: unit).rows(
                    sumOfWeights: weights[group.name])
            }
    }

    /// The sums of weights by group, where there are weights.
    private static func sumsOfWeights(_ analysis: SurvivalAnalysis) -> [String: (value: Double, text: String)] {
        let sums = analysis.groups.compactMap { group in group.curve.totalWeight.map { (name: group.name, sum: $0) } }
        let precision = DisplayPrecision.column(sums.map(\.sum))
        return Dictionary(uniqueKeysWithValues: sums.map { ($0.name, ($0.sum, precision.text($0.sum))) })
    }
}

/// The numbers of one curve.
private struct CurveRows {
    let group: GroupSurvival
    let times: DisplayPrecision
    let atRiskWeights: DisplayPrecision
    let unit: String?
    let place: ResultRow.Place

    init(_ group: GroupSurvival, times: DisplayPrecision, atRiskWeights: DisplayPrecision, unit: String?) {
        self.group = group
        self.times = times
        self.atRiskWeights = atRiskWeights
        self.unit = unit
        place = ResultRow.Place(.curves, group: group.name)
    }

    func rows(sumOfWeights: (value: Double, text: String)?) -> [ResultRow] {
        [
            ResultRow(.count, place, count: group.curve.count),
            ResultRow(.events, place, count: group.curve.eventCount),
        ]
            + (sumOfWeights.map { [ResultRow(.sumOfWeights, place, $0.value, text: $0.text)] } ?? [])
            + quantile(group.median, .median, .medianLower, .medianUpper, "the curve does not reach one half")
            + quantile(
                group.followUp, .followUpMedian, .followUpMedianLower, .followUpMedianUpper,
                "the curve of follow-up does not reach one half")
            + [percent(.survivalAtEnd, place, group.curve.steps.last?.survival)]
            + distinctLandmarks.flatMap(landmark)
    }

    private func quantile(
        _ quantile: SurvivalQuantile, _ estimate: Statistic, _ lower: Statistic, _ upper: Statistic, _ reason: String
    ) -> [ResultRow] {
        [(estimate, quantile.estimate), (lower, quantile.limits.lower), (upper, quantile.limits.upper)].map {
            statistic, value in
            let reason = statistic == estimate ? reason : "the limit of the curve does not reach one half"
            return ResultRow(statistic, place, value, text: times.text(value), unit: unit, notes: [reason])
        }
    }

    private var distinctLandmarks: [(time: Double, estimate: KaplanMeier.Landmark?)] {
        var seen: Set<Double> = []
        return group.landmarks.filter { seen.insert($0.time).inserted }
    }

    private func landmark(_ time: Double, _ landmark: KaplanMeier.Landmark?) -> [ResultRow] {
        let place = ResultRow.Place(.curves, group: group.name, time: time)
        let reason = landmark == nil ? "past the end of follow-up" : "no limits where the curve is 0 or 1"
        return [
            ResultRow(.atRisk, place, count: group.curve.atRisk(at: time))
        ]
            + (group.curve.weightedAtRisk(at: time).map {
                [ResultRow(.weightedAtRisk, place, $0, text: atRiskWeights.text($0))]
            } ?? []) + [
                percent(.survival, place, landmark?.survival, reason),
                percent(.survivalLower, place, landmark?.limits.lower, reason),
                percent(.survivalUpper, place, landmark?.limits.upper, reason),
            ]
    }

    private func percent(
        _ statistic: Statistic, _ place: ResultRow.Place, _ value: Double?, _ reason: String? = nil
    ) -> ResultRow {
        ResultRow(statistic, place, value, text: NumberText.percent(value) + "%", notes: reason.map { [$0] } ?? [])
    }
}
