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

    init(_ arm: Arm, _ record: TreatmentRecord, _ options: DoseCalendar.Options) throws(Diagnostics) {
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
        let planners = regimen.drugs.compactMap { DosePlanner($0, subject: record.number, &problems) }
        problems += Self.misnamed(record, regimen) + Self.disordered(record)
        guard problems.isEmpty, let length, let start = record.start else { throw Diagnostics(problems) }
        self.regimen = regimen
        self.start = start
        self.length = length
        self.planners = planners
        self.options = options
        mostCycles = regimen.cycles?.value
        knownThrough = options.asOf ?? record.lastDay ?? start.adding(days: -1) ?? start
        remarks = Self.remarks(record, regimen, start)
    }

    /// Events about drugs that the regimen does not have.
    private static func misnamed(_ record: TreatmentRecord, _ regimen: Regimen) -> [Diagnostic] {
        let names = regimen.drugs.map(\.name)
        return record.events.compactMap { event in
            guard event.isOfRegimen, let drug = event.drug, !names.contains(drug) else { return nil }
            let nearest = NearestName(to: drug, among: names).map { "did you mean \($0.name)?" }
            return Diagnostic(
                .error, "events.unknown-drug", "the arm has no drug '\(drug)'", at: event.place,
                advice: nearest ?? "its drugs are " + names.joined(separator: ", "))
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

    private static func remarks(_ record: TreatmentRecord, _ regimen: Regimen, _ start: Day) -> [Diagnostic] {
        record.events.compactMap { event in
            if event.day < start, event.isOfRegimen {
                return Diagnostic(
                    .warning, "events.before-start", "an event on \(event.day) is before the first day, \(start)",
                    at: event.place)
            }
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
            knownThrough: knownThrough, horizon: options.cycles ?? mostCycles ?? 6, jurisdiction: options.jurisdiction,
            bodyWeight: options.bodyWeight, watch: watch, plannedNext: start)
    }

    /// How much was given of what was planned, up to the last day that is past.
    func intensities(_ timeline: TreatmentTimeline, _ doses: [CalendarDose]) -> [DoseIntensity] {
        let past = options.asOf.flatMap { $0.adding(days: -1) } ?? knownThrough
        let end = timeline.end.flatMap { $0.day.adding(days: -1) } ?? past
        let through = min(past, end)
        let todayIsDone = options.asOf.map { today in
            !doses.contains { $0.day == today && $0.status == .due } && today <= end
        }
        let last = todayIsDone == true ? options.asOf ?? through : through
        guard last >= start else { return [] }
        return planners.compactMap { planner in
            DoseIntensity(
                planner.drug.name, doses, undelayed: undelayed(planner, timeline, through: last), through: last)
        }
    }

    /// The amounts of the plan up to a day by the calendar without delays; conditions are answered as of the day on which the cycle really began.
    private func undelayed(_ planner: DosePlanner, _ timeline: TreatmentTimeline, through last: Day) -> [DoseAmount] {
        let most = min(mostCycles ?? .max, (last - start) / length + 1)
        return (1...max(1, most)).flatMap { cycle -> [DoseAmount] in
            let began = timeline.cycles.first { $0.number == cycle }?.start ?? last
            guard let step = timeline.planned(planner, cycle: cycle, on: min(began, knownThrough)) else { return [] }
            let first = (cycle - 1) * length
            let loading = cycle == 1 ? planner.drug.loading : nil
            let loadingDays = loading.map { $0.days.days(ofCycle: 1, length: length) } ?? []
            return Set(step.days.days(ofCycle: cycle, length: length) + loadingDays).sorted()
                .filter { first + $0 - 1 <= last - start }
                .map { loadingDays.contains($0) ? loading?.amount ?? step.amount : step.amount }
        }
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
