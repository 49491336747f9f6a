import TrialModel
import TrialValues

/// A calendar of doses as JSON for programs: the shape that `equipoise calendar --json` prints.
public struct DoseCalendarJSON: Encodable, Sendable {
    struct Dose: Encodable, Sendable {
        let date: String
        let cycle: Int
        let day: Int
        let time: Int
        let timesADay: Int
        let drug: String
        let planned: Nullable<String>
        let due: Nullable<String>
        let given: Nullable<String>
        let status: String
        let until: Nullable<String>
        let condition: Nullable<String>
        let differsFromPlan: Bool
        let reasons: [String]

        init(_ dose: CalendarDose) {
            date = dose.day.description
            cycle = dose.cycle
            day = dose.dayOfCycle
            (time, timesADay) = (dose.time, dose.timesADay)
            drug = dose.drug
            planned = Nullable(dose.planned?.description)
            due = Nullable(dose.due?.description)
            given = Nullable(dose.given?.description)
            status = dose.status.name
            if case .missed(let day) = dose.status { until = Nullable(day?.description) } else { until = Nullable(nil) }
            condition = Nullable(dose.condition?.description)
            differsFromPlan = dose.differsFromPlan
            reasons = dose.reasons
        }
    }

    struct Cycle: Encodable, Sendable {
        let cycle: Int
        let planned: String
        let start: String
        let end: String
        let delay: Int
        let reasons: [String]

        init(_ cycle: CalendarCycle) {
            self.cycle = cycle.number
            planned = cycle.planned.description
            start = cycle.start.description
            end = cycle.end.description
            delay = cycle.delay
            reasons = cycle.reasons
        }
    }

    struct Decision: Encodable, Sendable {
        let date: String
        let drugs: [String]
        let action: String
        let source: String
        let because: [String]
        let toSettle: [String]

        init(_ decision: DoseDecision) {
            date = decision.day.description
            drugs = decision.drugs
            action = decision.action
            source = "\(decision.source)"
            because = decision.because
            toSettle = decision.openQuestions
        }
    }

    struct Intensity: Encodable, Sendable {
        let drug: String
        let through: String
        let unit: String
        let given: Double
        let planned: Double
        let plannedWithoutDelay: Double
        let relativeDose: Nullable<Double>
        let relativeDoseIntensity: Nullable<Double>
        let counts: [String: Int]

        init(_ intensity: DoseIntensity) {
            drug = intensity.drug
            through = intensity.through.description
            unit = intensity.unit.rawValue
            given = intensity.given
            planned = intensity.planned
            plannedWithoutDelay = intensity.plannedWithoutDelay
            relativeDose = Nullable(intensity.relativeDose)
            relativeDoseIntensity = Nullable(intensity.relativeDoseIntensity)
            let counts = intensity.counts
            self.counts = [
                "planned": counts.planned, "given": counts.given, "missed": counts.missed, "held": counts.held,
                "notGiven": counts.notGiven, "notRecorded": counts.notRecorded,
            ]
        }
    }

    struct Prophylaxis: Encodable, Sendable {
        let cycle: Int
        let against: String
        let flagged: Bool
        let finding: String
    }

    struct End: Encodable, Sendable {
        let date: String
        let reason: String
    }

    struct Today: Encodable, Sendable {
        let date: String
        let cycle: Nullable<Int>
        let day: Nullable<Int>
        let doses: [Dose]
    }

    let study: Nullable<String>
    let arm: String
    let subject: Nullable<String>
    let start: String
    let cycleLength: Int
    let today: Nullable<Today>
    let end: Nullable<End>
    let waiting: Nullable<String>
    let cycles: [Cycle]
    let doses: [Dose]
    let decisions: [Decision]
    let intensities: [Intensity]
    let prophylaxis: [Prophylaxis]
    let notJudged: [String: [String]]
    let unspecified: [String]
    let notes: [String]

    /// The JSON view of a report.
    public init(_ report: DoseCalendarReport) {
        let calendar = report.calendar
        study = Nullable(report.study)
        arm = calendar.arm.id
        subject = Nullable(report.subject)
        start = calendar.start.description
        cycleLength = calendar.cycleLength
        today = Nullable(
            calendar.asOf.map { today in
                let cycle = calendar.cycle(on: today)
                return Today(
                    date: today.description, cycle: Nullable(cycle?.number),
                    day: Nullable(cycle.map { today - $0.start + 1 }),
                    doses: calendar.doses(on: today).map(Dose.init))
            })
        end = Nullable(calendar.end.map { End(date: $0.day.description, reason: $0.reason) })
        waiting = Nullable(calendar.waiting)
        cycles = calendar.cycles.map(Cycle.init)
        doses = calendar.doses.map(Dose.init)
        decisions = calendar.decisions.map(Decision.init)
        intensities = calendar.intensities.map(Intensity.init)
        prophylaxis = calendar.prophylaxis.map {
            Prophylaxis(cycle: $0.cycle, against: $0.against, flagged: $0.isFlagged, finding: $0.words)
        }
        notJudged = calendar.unjudged
        unspecified = report.open
        notes = calendar.notes.map(\.description)
    }

    /// The text of the JSON, indented, keys sorted.
    public func text() throws -> String {
        try JSONText.of(self)
    }
}
