import TrialAnalysis
import TrialFigures
import TrialStatistics

extension SurvivalResults {
    static func ofSingleArms(_ analysis: SurvivalAnalysis, unit: String?) -> [ResultRow] {
        let groups = analysis.singleArms?.groups ?? []
        let medians = groups.flatMap { $0.comparisons.compactMap(\.exponential) }
        let times = DisplayPrecision.column(
            medians.flatMap { [$0.median, $0.limits.lower, $0.limits.upper] }
                + groups.compactMap(\.eventTimes).flatMap { [$0.median, $0.least, $0.greatest] })
        let rows = SingleArmRows(times: times, unit: unit)
        return groups.flatMap { group in
            let place = ResultRow.Place(.singleArms, group: group.name)
            return group.comparisons.flatMap { rows.comparison($0, group.name) }
                + (analysis.plan.describesEventTimes ? rows.eventTimes(group.eventTimes, place) : [])
        }
    }
}

private struct SingleArmRows {
    let times: DisplayPrecision
    let unit: String?

    func comparison(_ comparison: HistoricalComparison, _ group: String) -> [ResultRow] {
        let place = ResultRow.Place(.singleArms, group: group, time: comparison.historicalMedian)
        let own = comparison.exponential
        let noEvent = "no event was seen"
        func time(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(statistic, place, value, text: times.text(value), unit: unit, notes: [noEvent])
        }
        func probability(_ statistic: Statistic, _ value: Double?, _ reason: String) -> ResultRow {
            ResultRow(statistic, place, value, text: NumberText.pValue(value), notes: [reason])
        }
        return [
            time(.exponentialMedian, own?.median), time(.exponentialMedianLower, own?.limits.lower),
            time(.exponentialMedianUpper, own?.limits.upper),
            probability(.exponentialProbability, own?.probability, noEvent),
            probability(
                .kaplanMeierProbability, comparison.kaplanMeierProbability,
                "the curve is 0 or 1 there, or follow-up ends before"),
        ]
    }

    func eventTimes(_ summary: EventTimeSummary?, _ place: ResultRow.Place) -> [ResultRow] {
        func time(_ statistic: Statistic, _ value: Double?) -> ResultRow {
            ResultRow(statistic, place, value, text: times.text(value), unit: unit, notes: ["no event was seen"])
        }
        return [
            ResultRow(.events, place, count: summary?.count ?? 0), time(.eventTimeMedian, summary?.median),
            time(.eventTimeLeast, summary?.least), time(.eventTimeGreatest, summary?.greatest),
        ]
    }
}
