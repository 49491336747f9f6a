import TrialStatistics

/// A survival design for programs.
struct SurvivalSizeJSON: Encodable, Sendable {
    struct Calendar: Encodable, Sendable {
        let time, entered, events: Double
    }

    struct Stratum: Encodable, Sendable {
        let share: Double
        let median: Double?
        let hazardRatios: [Double]
        let treatmentEvents, controlEvents: Double
    }

    struct Average: Encodable, Sendable {
        let geometric, coxLimit, kalbfleischPrentice, concordanceOdds: Double
    }

    let subjects: Double
    let treatmentSubjects, controlSubjects: Int
    let events, treatmentEvents, controlEvents: Double
    let targetEvents: Int
    let power, alpha: Double
    let isTwoSided: Bool
    let ratio: Double
    let hazardRatios: [[Double]]
    let formula: String
    let accrualDuration, afterLastEntry, analysisTime, lost: Double
    let inflation: Double
    let strata: [Stratum]?
    let calendar: [Calendar]
    let averageHazardRatio: Average?
    let looks: [SurvivalSizeAnswer.LookRow]?
    let expectedEventsUnderNull, expectedEventsUnderAlternative: Double?
    let expectedTimeUnderNull, expectedTimeUnderAlternative: Double?

    init(_ answer: SurvivalSizeAnswer) {
        let (design, plan) = (answer.design, answer.design.plan)
        subjects = design.subjects
        (treatmentSubjects, controlSubjects) = design.groups
        events = design.events
        treatmentEvents = design.treatmentEvents
        controlEvents = design.controlEvents
        targetEvents = design.targetEvents
        power = design.power
        alpha = plan.level.alpha
        isTwoSided = plan.level.isTwoSided
        ratio = plan.trial.ratio.ratio
        hazardRatios = plan.trial.strata.map(\.hazardRatio.values)
        formula = answer.formula
        accrualDuration = plan.trial.accrual.duration
        afterLastEntry = plan.afterLastEntry
        analysisTime = design.analysisTime
        lost = design.lost
        inflation = design.inflation ?? 1
        let trial = plan.trial
        let shares = trial.stratumEventShares(at: design.analysisTime)
        strata =
            trial.strata.count > 1
            ? zip(trial.strata, shares).map { stratum, share in
                Stratum(
                    share: stratum.share, median: stratum.control.median, hazardRatios: stratum.hazardRatio.values,
                    treatmentEvents: answer.design.subjects * share.treatment,
                    controlEvents: answer.design.subjects * share.control)
            } : nil
        calendar = answer.calendarTimes.map {
            Calendar(time: $0, entered: design.entered(by: $0), events: design.events(by: $0))
        }
        averageHazardRatio = answer.average.map {
            Average(
                geometric: $0.geometric, coxLimit: $0.coxLimit, kalbfleischPrentice: $0.kalbfleischPrentice,
                concordanceOdds: $0.concordanceOdds)
        }
        looks = answer.lookRows
        let expected = answer.expected
        expectedEventsUnderNull = expected?.null.events
        expectedEventsUnderAlternative = expected?.alternative.events
        expectedTimeUnderNull = expected?.null.time
        expectedTimeUnderAlternative = expected?.alternative.time
    }
}
