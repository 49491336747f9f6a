import TrialFigures
import TrialStatistics

extension SurvivalSizeAnswer {
    /// One look: its events and date, boundary, and the probability to stop there.
    struct LookRow: Encodable, Sendable {
        let fraction: Double
        let events: Double
        let time: Double?
        let entered: Double?
        let upperZ, futilityZ: Double?
        let stopUnderNull, stopUnderAlternative: Double
    }

    /// The drift at which the design has its power.
    private var drift: Double? { sequential.flatMap { $0.designDrift ?? (try? $0.drift(power: design.power)) } }

    var lookRows: [LookRow]? {
        guard let sequential, let drift else { return nil }
        let (null, alternative) = (sequential.crossing(drift: 0), sequential.crossing(drift: drift))
        return sequential.looks.enumerated().map { index, look in
            let time = design.time(ofEvents: look.fraction * design.events)
            return LookRow(
                fraction: look.fraction, events: look.fraction * design.events, time: time,
                entered: time.map(design.entered(by:)), upperZ: look.upperZ, futilityZ: look.futilityZ,
                stopUnderNull: null.stopping[index], stopUnderAlternative: alternative.stopping[index])
        }
    }

    /// The events expected when the trial stops, under the null and under the alternative hypothesis.
    var expectedEvents: (null: Double, alternative: Double)? {
        guard let sequential, let drift else { return nil }
        return (
            sequential.crossing(drift: 0).expectedInformation * design.events,
            sequential.crossing(drift: drift).expectedInformation * design.events
        )
    }

    var looks: DesignAnswer.Section? {
        guard let rows = lookRows, let expected = expectedEvents else { return nil }
        func z(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "–" }
        let table = DesignAnswer.Block.table(
            "Looks", ["fraction", "events", "time", "entered", "z efficacy", "z futility", "stop H0", "stop H1"],
            rows.map {
                [
                    NumberText.exact($0.fraction), SizeText.one($0.events), SizeText.one($0.time),
                    SizeText.one($0.entered),
                    z($0.upperZ), z($0.futilityZ), SizeText.percent($0.stopUnderNull),
                    SizeText.percent($0.stopUnderAlternative),
                ]
            })
        return .init(
            "Looks",
            [
                table,
                .text(
                    "The trial is expected to stop with \(SizeText.one(expected.null)) events without an effect, and with \(SizeText.one(expected.alternative)) with the effect assumed, of \(SizeText.one(design.events)) at most."
                ),
            ])
    }
}

/// A survival design for programs.
struct SurvivalSizeJSON: Encodable, Sendable {
    struct Calendar: Encodable, Sendable {
        let time, entered, events: Double
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
    let calendar: [Calendar]
    let averageHazardRatio: Average?
    let looks: [SurvivalSizeAnswer.LookRow]?
    let expectedEventsUnderNull, expectedEventsUnderAlternative: Double?

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
        inflation = plan.inflation
        calendar = answer.calendarTimes.map {
            Calendar(time: $0, entered: design.entered(by: $0), events: design.events(by: $0))
        }
        averageHazardRatio = answer.average.map {
            Average(
                geometric: $0.geometric, coxLimit: $0.coxLimit, kalbfleischPrentice: $0.kalbfleischPrentice,
                concordanceOdds: $0.concordanceOdds)
        }
        looks = answer.lookRows
        expectedEventsUnderNull = answer.expectedEvents?.null
        expectedEventsUnderAlternative = answer.expectedEvents?.alternative
    }
}
