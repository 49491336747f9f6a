import TrialValues

/// What a calendar stands on, checked: a regimen without gaps, a first day, planners for the subject.
struct CalendarSetting {
    let regimen: Regimen
    let start: Day
    let length: Int
    let planners: [DosePlanner]
    let knownThrough: Day
    let remarks: [Diagnostic]
    private let options: DoseCalendar.Options
    private let mostCycles: Int?

    init(
        _ arm: Arm, _ record: TreatmentRecord, _ prophylaxis: [ProphylaxisRule], _ options: DoseCalendar.Options
    ) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        func refuse(_ rule: String, _ message: String, _ advice: String) {
            problems.append(Diagnostic(.error, rule, message, at: arm.node.place, advice: advice))
        }
        guard let regimen = arm.regimen?.value else {
            refuse("calendar.unspecified", "the arm \(arm.id) has no regimen that is stated", "state `regimen`")
            throw Diagnostics(problems)
        }
        let length = regimen.cycle.value ?? options.cycleLength
        if length == nil {
            refuse(
                "calendar.unspecified", "the protocol leaves the length of a cycle open",
                "give the length, such as 28 days")
        }
        if record.start == nil {
            refuse("calendar.start", "the first day of the treatment is not known", "give `start`")
        }
        let horizon = options.cycles ?? regimen.cycles?.value ?? 6
        if let length, let start = record.start, start.adding(days: length * horizon) == nil {
            refuse(
                "calendar.start", "\(horizon) cycles of \(length) days from \(start) go beyond \(Day.last)",
                "correct `start`, or lay out fewer cycles")
        }
        let planners = regimen.drugs.compactMap { DosePlanner($0, subject: record.number, &problems) }
        problems += Self.misnamed(record, regimen, prophylaxis) + Self.disordered(record)
        problems += Self.contradictions(record, regimen)
        guard problems.allSatisfy({ $0.severity < .error }), let length, let start = record.start else {
            throw Diagnostics(problems)
        }
        self.regimen = regimen
        self.start = start
        self.length = length
        self.planners = planners
        self.options = options
        mostCycles = regimen.cycles?.value
        knownThrough = options.asOf ?? record.lastDay ?? start.adding(days: -1) ?? start
        remarks = problems + Self.remarks(record, regimen)
    }

    /// Events about drugs that the regimen does not have.
    private static func misnamed(_ record: TreatmentRecord, _ regimen: Regimen, _ prophylaxis: [ProphylaxisRule])
        -> [Diagnostic]
    {
        let served = Set(prophylaxis.flatMap(\.drugs)).sorted()
        return record.events.compactMap { event in
            let names = event.isOfRegimen ? regimen.drugs.map(\.name) : served
            guard let drug = event.drug, !names.contains(drug) else { return nil }
            if !event.isOfRegimen { return unasked(drug, event, served) }
            let nearest = NearestName(to: drug, among: names).map { "did you mean \($0.name)?" }
            return Diagnostic(
                .error, "events.unknown-drug", "the arm has no drug '\(drug)'", at: event.place,
                advice: nearest ?? "its drugs are " + names.joined(separator: ", "))
        }
    }

    /// A prophylaxis that the study does not ask for; a slip of the pen would leave one that it asks for unseen.
    private static func unasked(_ drug: String, _ event: DoseEvent, _ served: [String]) -> Diagnostic {
        guard !served.isEmpty else {
            return Diagnostic(
                .remark, "events.unknown-drug", "the study asks for no prophylaxis, and '\(drug)' is recorded as one",
                at: event.place)
        }
        let nearest = NearestName(to: drug, among: served).map { "did you mean \($0.name)?" }
        return Diagnostic(
            .error, "events.unknown-drug", "no prophylaxis of the study is by '\(drug)'", at: event.place,
            advice: nearest ?? "its drugs are " + served.joined(separator: ", "))
    }

    /// Records of which one must be wrong.
    private static func contradictions(_ record: TreatmentRecord, _ regimen: Regimen) -> [Diagnostic] {
        let most = regimen.cycles?.value
        return record.events.enumerated().compactMap { index, event in
            if !event.isOfOneDose, let other = record.events[..<index].first(where: event.repeats) {
                return Diagnostic(
                    .error, "events.conflict",
                    "\(event.wordWithLine) of \(event.day) repeats \(other.wordWithLine)", at: event.place,
                    advice: "take one of them out")
            }
            if let start = record.start, event.day < start, event.isOfRegimen, event.kind != .closed {
                return Diagnostic(
                    .error, "events.before-start",
                    "\(event.wordWithLine) is on \(event.day), before the first day, \(start)", at: event.place,
                    advice: "correct the date, or `start`")
            }
            switch event.kind {
            case .delay:
                let begun = record.events.first {
                    if case .cycleStart(let number) = $0.kind { number > 1 && $0.day == event.day } else { false }
                }
                return begun.map { begun in
                    Diagnostic(
                        .error, "events.conflict",
                        "\(event.wordWithLine) puts a cycle off on \(event.day), and \(begun.wordWithLine) begins one",
                        at: event.place,
                        advice: "take the delay out where the cycle began late; date a delay of the next cycle later")
                }
            case .tolerated(let drug, let answer):
                let other = record.events[..<index].first {
                    $0.day == event.day && $0.kind == .tolerated(drug: drug, !answer)
                }
                return other.map { other in
                    Diagnostic(
                        .error, "events.conflict",
                        "\(drug ?? "the treatment") is recorded as \(other.wordWithLine) and as \(event.wordWithLine) on \(event.day)",
                        at: event.place, advice: "take one of them out")
                }
            case .cycleStart(let number):
                guard let most, number > most else { return nil }
                return Diagnostic(
                    .error, "events.cycle-order",
                    "cycle \(number) is recorded to begin, and the regimen has \(most) cycles", at: event.place)
            default: return nil
            }
        }
    }

    /// Cycles that are recorded to begin in another order than their numbers, or twice.
    private static func disordered(_ record: TreatmentRecord) -> [Diagnostic] {
        var last: (number: Int, day: Day)? = record.start.map { (1, $0) }
        return record.events.compactMap { event in
            guard case .cycleStart(let number) = event.kind else { return nil }
            if number == 1, event.day == record.start { return nil }
            if let before = last, number <= before.number || event.day <= before.day {
                return Diagnostic(
                    .error, "events.cycle-order",
                    "cycle \(number) is recorded to begin on \(event.day), and cycle \(before.number) on \(before.day)",
                    at: event.place)
            }
            last = (number, event.day)
            return nil
        }
    }

    private static func remarks(_ record: TreatmentRecord, _ regimen: Regimen) -> [Diagnostic] {
        record.events.compactMap { event in
            if event.kind == .ended, let reason = event.reason, !regimen.until.isEmpty, !regimen.until.contains(reason)
            {
                return Diagnostic(
                    .remark, "events.reason", "the reason '\(reason)' is not among those of the protocol",
                    at: event.place,
                    advice: "its reasons are " + regimen.until.joined(separator: ", "))
            }
            return nil
        }
    }

    /// The timeline, before it has been gone through.
    func timeline(_ record: TreatmentRecord, _ watch: RuleWatch) -> TreatmentTimeline {
        TreatmentTimeline(
            regimen: regimen, planners: planners, length: length, mostCycles: mostCycles, record: record, start: start,
            knownThrough: knownThrough, horizon: options.cycles ?? mostCycles ?? 6,
            jurisdiction: options.jurisdiction,
            bodyWeight: options.bodyWeight, watch: watch, plannedNext: start)
    }

    /// How much was given of what was planned, up to the last day that is past.
    func intensities(_ timeline: TreatmentTimeline, _ doses: [CalendarDose]) -> [DoseIntensity] {
        let past = options.asOf.flatMap { $0.adding(days: -1) } ?? knownThrough
        let end = timeline.end.flatMap { $0.day.adding(days: -1) } ?? past
        let through = min(past, end)
        let todayIsDone = options.asOf.map { today in
            !doses.contains { $0.day == today && [.due, .open].contains($0.status) } && today <= end
        }
        let last = todayIsDone == true ? options.asOf ?? through : through
        guard last >= start else { return [] }
        return planners.compactMap { planner in
            DoseIntensity(
                planner.drug.name, doses, undelayed: undelayed(planner, timeline, through: last), through: last)
        }
    }

    /// The amounts of the plan up to a day by the calendar without delays: those that the plan had at the time, and of days that delays kept away those that it has now.
    private func undelayed(_ planner: DosePlanner, _ timeline: TreatmentTimeline, through last: Day) -> [DoseAmount] {
        let most = min(mostCycles ?? .max, (last - start) / length + 1)
        let mine = Dictionary(grouping: timeline.doses.filter { $0.drug == planner.drug.name }) {
            CycleDay(cycle: $0.cycle, day: $0.dayOfCycle)
        }
        return (1...max(1, most)).flatMap { number -> [DoseAmount] in
            let cycle = timeline.cycles.first { $0.number == number }
            let room = min(length, last - start - (number - 1) * length + 1)
            let step = timeline.planned(planner, cycle: number, on: min(last, knownThrough))
            return (0..<max(0, room)).flatMap { index -> [DoseAmount] in
                let day = index + 1
                if let cycle, cycle.start.adding(days: index).map({ $0 <= cycle.end }) ?? false {
                    return (mine[CycleDay(cycle: number, day: day)] ?? []).compactMap(\.planned)
                }
                return step.map { amounts(of: $0, planner, cycle: number, day: day) } ?? []
            }
        }
    }

    private struct CycleDay: Hashable {
        let cycle: Int
        let day: Int
    }

    /// What the plan has on a day of a cycle.
    private func amounts(of step: DosePlanner.Step, _ planner: DosePlanner, cycle: Int, day: Int) -> [DoseAmount] {
        let planned = planner.planned(step, cycle: cycle, day: day, length: length)
        return Array(repeating: planned.amount, count: planned.times)
    }
}

extension TreatmentRecord {
    /// The last day on which something is recorded as having happened.
    var lastDay: Day? { (events.map(\.day) + [facts.lastDay].compactMap(\.self)).max() }

    /// The record as it was known on a day; days that are set for a cycle or on which none can be given are plans and stay.
    func known(asOf day: Day?) -> TreatmentRecord {
        guard let day else { return self }
        let known = events.filter { event in
            if case .cycleStart = event.kind { return true }
            return event.day <= day || event.kind == .closed
        }
        return TreatmentRecord(
            subject: subject, number: number, arm: arm, start: start, keeping: keeping, events: known, facts: facts)
    }
}
