import TrialValues

/// Enters what is recorded of single doses into the doses of a timeline.
struct DoseLedger {
    private(set) var doses: [CalendarDose]
    private(set) var problems: [Diagnostic] = []
    private let regimen: Regimen
    /// What a person must settle of doses that can be given on no day.
    private(set) var decisions: [DoseDecision] = []
    private let closedDays: Set<Day>
    /// The first day without treatment.
    private let end: Day?
    /// The first days without drugs that were stopped.
    private let stopped: [String: Day]
    /// The records of each dose so far, by its index.
    private var entries: [Int: [DoseEvent]] = [:]

    init(
        _ doses: [CalendarDose], _ regimen: Regimen, _ record: TreatmentRecord, end: TreatmentEnd?,
        stopped: [String: Day], knownThrough: Day, asOf: Day?
    ) {
        self.regimen = regimen
        (self.end, self.stopped) = (end?.day, stopped)
        closedDays = Set(record.events.filter { $0.kind == .closed }.map(\.day))
        self.doses = doses
        moveToOpenDays()
        for event in record.events { enter(event) }
        checkAfter(end, record)
        closeThePast(record.keeping, knownThrough: knownThrough, asOf: asOf)
        checkTwoOnADay()
        let order = Dictionary(
            regimen.drugs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.doses.sort { ($0.day, order[$0.drug] ?? 0, $0.time) < ($1.day, order[$1.drug] ?? 0, $1.time) }
    }

    /// Moves doses off days on which they cannot be given, to the nearest open day in the window, later rather than earlier. The plan stays where it is,
    /// so that moves never add up. The doses of a day move together.
    private mutating func moveToOpenDays() {
        var taken = Set(doses.map { Slot(drug: $0.drug, day: $0.day) })
        // No dose comes before the first planned one: the treatment has not begun.
        let firstDay = doses.map(\.day).min() ?? .first
        var moved: [Slot: Day] = [:]
        var shut: [String: [Day]] = [:]
        for index in doses.indices where doses[index].status == .due && !isOpen(doses[index].day, doses[index].drug) {
            let dose = doses[index]
            let slot = Slot(drug: dose.drug, day: dose.day)
            let window = regimen[drug: dose.drug]?.window ?? 0
            let moves = (1...max(1, window)).flatMap { [$0, -$0] }.filter { abs($0) <= window }
            let open = moves.compactMap { dose.day.adding(days: $0) }
                .first {
                    $0 >= firstDay && isOpen($0, dose.drug) && isTreated($0, dose.drug)
                        && !taken.contains(Slot(drug: dose.drug, day: $0))
                }
            guard let open = moved[slot] ?? open else {
                doses[index].reasons.append("no dose can be given on this day, and no day of its window is free")
                (doses[index].status, doses[index].due) = (.open, nil)
                if shut[dose.drug]?.last != dose.day { shut[dose.drug, default: []].append(dose.day) }
                continue
            }
            taken.remove(slot)
            taken.insert(Slot(drug: dose.drug, day: open))
            moved[slot] = open
            doses[index].day = open
            doses[index].reasons.append("moved from \(dose.day), when it cannot be given")
        }
        decisions = regimen.drugs.compactMap { drug in shut[drug.name].flatMap { Self.question(drug.name, $0) } }
    }

    /// What a person must settle of the doses of a drug that can be given on no day of their windows.
    private static func question(_ drug: String, _ days: [Day]) -> DoseDecision? {
        guard let first = days.first else { return nil }
        let shown = days.prefix(3).map(\.description).joined(separator: ", ")
        let more = days.count > 3 ? " and \(days.count - 3) more" : ""
        return DoseDecision(
            day: first, drugs: [drug], action: "dose open", source: .plan, because: [],
            openQuestions: [
                "\(drug) can be given on no day of the window of its doses of \(shown)\(more); record `left out`, or `given` with `amount` and `dose of`"
            ])
    }

    private struct Slot: Hashable {
        let drug: String
        let day: Day
    }

    private func isOpen(_ day: Day, _ drug: String) -> Bool {
        let weekdays = regimen[drug: drug]?.weekdays ?? []
        return !closedDays.contains(day) && (weekdays.isEmpty || weekdays.contains(day.weekday))
    }

    /// Whether the treatment and the drug go on on a day, as far as that is known.
    private func isTreated(_ day: Day, _ drug: String) -> Bool {
        [end, stopped[drug]].compactMap(\.self).allSatisfy { day < $0 }
    }

    private mutating func enter(_ event: DoseEvent) {
        switch event.kind {
        case .given(let drug, let amount, let own): enterGiven(drug, amount, own, event)
        case .missed(let drug):
            guard let index = mark(drug, event) else { return }
            doses[index].status = .missed(until: lastDayToCatchUp(doses[index]))
        case .leftOut(let drug):
            guard let index = mark(drug, event) else { return }
            doses[index].status = .leftOut
        case .vomited(let drug):
            guard let index = mark(drug, event) else { return }
            doses[index].status = .vomited
            doses[index].given = doses[index].given ?? doses[index].due
            doses[index].reasons.append(vomitingRule(drug))
        default: break
        }
    }

    private func vomitingRule(_ drug: String) -> String {
        switch regimen[drug: drug]?.vomited {
        case .notRepeated: "counts as taken and is not repeated"
        case .repeated: "the protocol has it taken again"
        case nil: "counts as taken; the protocol does not say whether it is repeated"
        }
    }

    /// The last day on which a missed dose may still be taken; `nil` where it is left out.
    private func lastDayToCatchUp(_ dose: CalendarDose) -> Day? {
        guard let rest = regimen[drug: dose.drug]?.missed?.daysBeforeNext, let next = next(after: dose) else {
            return nil
        }
        return next.adding(days: -rest).flatMap { $0 > dose.day ? $0 : nil }
    }

    /// The day of the next dose of the drug that is due or may be; the same day where the day has more.
    private func next(after dose: CalendarDose) -> Day? {
        doses.filter {
            $0.drug == dose.drug && ($0.day, $0.time) > (dose.day, dose.time) && [.due, .open].contains($0.status)
        }.map(\.day).min()
    }

    /// The dose that a record of a day is about; `nil` with a problem where there is none, where the record does not say which, or where another says something else.
    private mutating func mark(_ drug: String, _ event: DoseEvent) -> Int? {
        let mine = indices(drug, event.day)
        guard !mine.isEmpty else {
            refuse("no dose of \(drug) is due on \(event.day)", event)
            return nil
        }
        guard let index = choose(mine, event, event.day) else { return nil }
        guard doses[index].due != nil || doses[index].status == .open && event.isOfNoDose else {
            let why = doses[index].status == .open ? "open: " : "\(doses[index].status.words): "
            refuse(
                "no dose of \(drug) is due on \(event.day); it is \(why)\(doses[index].reasons.joined(separator: "; "))",
                event)
            return nil
        }
        guard agrees(index, event) else { return nil }
        if let reason = event.reason { doses[index].reasons.append(reason) }
        return index
    }

    /// The doses of a drug on a day.
    private func indices(_ drug: String, _ day: Day) -> [Int] {
        doses.indices.filter { doses[$0].drug == drug && doses[$0].day == day }
    }

    /// The dose of a day that a record means.
    private mutating func choose(_ mine: [Int], _ event: DoseEvent, _ day: Day) -> Int? {
        let due = mine.filter { doses[$0].due != nil }
        let candidates = due.isEmpty ? mine : due
        if let time = event.time {
            if let index = mine.first(where: { doses[$0].time == time }) { return index }
            let count = mine.count == 1 ? "one dose" : "\(mine.count) doses"
            refuse("\(doses[mine[0]].drug) has \(count) on \(day), and `time` is \(time)", event)
            return nil
        }
        guard candidates.count == 1 else {
            refuse(
                "\(doses[mine[0]].drug) has \(candidates.count) doses on \(day), and the record does not say which",
                event, advice: "add `time: 1` for the first of the day, or a line for each of them")
            return nil
        }
        return candidates[0]
    }

    /// Whether a record goes with those before it; a dose that was missed may be given later, and one that was given may be vomited.
    private mutating func agrees(_ index: Int, _ event: DoseEvent) -> Bool {
        let before = entries[index] ?? []
        entries[index, default: []].append(event)
        guard let other = before.last(where: { !Self.goTogether($0, event, doses[index].day) }) else { return true }
        let dose = doses[index]
        let which = dose.timesADay > 1 ? ", \(dose.time) of \(dose.timesADay)," : ""
        problems.append(
            Diagnostic(
                .error, "events.conflict",
                "the dose of \(dose.drug) of \(dose.day)\(which) is recorded as \(other.wordWithLine) and as \(event.wordWithLine)",
                at: event.place,
                advice:
                    "take one of them out; a dose taken late has a later `date` and `dose of`, one taken besides has `additional: yes`"
            ))
        return false
    }

    private static func goTogether(_ first: DoseEvent, _ second: DoseEvent, _ day: Day) -> Bool {
        switch (first.kind, second.kind) {
        case (.missed, .given): second.day > day
        case (.given, .vomited), (.vomited, .given): true
        default: false
        }
    }
}

extension DoseLedger {
    private mutating func enterGiven(_ drug: String, _ amount: DoseAmount?, _ own: Day?, _ event: DoseEvent) {
        guard !event.isAdditional else { return enterUnplanned(drug, amount, event) }
        var mine = indices(drug, own ?? event.day)
        if mine.isEmpty, own == nil, let near = nearest(drug, event.day) { mine = indices(drug, near) }
        guard !mine.isEmpty else {
            if let own { return refuse("no dose of \(drug) is due on \(own)", event) }
            return enterUnplanned(drug, amount, event)
        }
        guard let index = choose(mine, event, doses[mine[0]].day), agrees(index, event) else { return }
        let dose = doses[index]
        guard let given = amount ?? dose.due else {
            return refuse(
                "\(drug) is recorded as given on \(event.day), when it was \(dose.status.words): \(dose.reasons.joined(separator: "; "))",
                event, advice: "add the `amount` that was given")
        }
        guard fits(given, dose.due ?? dose.planned, event, of: dose) else { return }
        enter(given, index, event)
        checkLateDose(dose, on: event)
    }

    private mutating func enter(_ given: DoseAmount, _ index: Int, _ event: DoseEvent) {
        let dose = doses[index]
        let late = event.day - dose.day
        doses[index].given = given
        if dose.status != .vomited {
            doses[index].status = dose.due == nil ? .unplanned : late > 0 ? .givenLate(days: late) : .given
        }
        if late < 0 { doses[index].reasons.append("given \(-late) \(late == -1 ? "day" : "days") early") }
        if dose.due == nil {
            doses[index].reasons.append("given although it was not due (\(dose.status.words))")
            note("\(given) of \(dose.drug) was given on \(event.day), when it was \(dose.status.words)", event)
        }
        if let due = dose.due, given.compared(to: due) != .same {
            doses[index].reasons.append("\(given) given where \(due) was due")
        }
        if let reason = event.reason { doses[index].reasons.append(reason) }
    }

    /// Whether an amount can be one of the drug: in a unit of the same kind, and not a hundred times as much or as little. More than was due is told.
    private mutating func fits(_ given: DoseAmount, _ due: DoseAmount?, _ event: DoseEvent, of dose: CalendarDose)
        -> Bool
    {
        guard let due else { return true }
        guard given.isOfKind(of: due) else {
            problems.append(
                Diagnostic(
                    .error, "events.unit",
                    "\(given) of \(dose.drug) is recorded on \(event.day), and its doses are in \(due.unit.rawValue)",
                    at: event.place, advice: "write what was given in \(due.unit.rawValue)"))
            return false
        }
        let ratio = given.inSmallestUnit / due.inSmallestUnit
        guard ratio < 100, ratio > 0.01 else {
            problems.append(
                Diagnostic(
                    .error, "events.amount",
                    "\(given) of \(dose.drug) is recorded on \(event.day), where the dose is \(due)", at: event.place,
                    advice: "correct the amount or its unit"))
            return false
        }
        if given.compared(to: due) == .above {
            note("\(given) of \(dose.drug) was given on \(event.day), more than the \(due) of the dose", event)
        }
        return true
    }

    /// The day of the dose within its window beside a day.
    private func nearest(_ drug: String, _ day: Day) -> Day? {
        let window = regimen[drug: drug]?.window ?? 0
        return doses.filter { $0.drug == drug && $0.due != nil && abs($0.day - day) <= window }.map(\.day)
            .min { (abs($0 - day), $0) < (abs($1 - day), $1) }
    }

    private mutating func checkLateDose(_ dose: CalendarDose, on event: DoseEvent) {
        guard let drug = regimen[drug: dose.drug], abs(event.day - dose.day) > drug.window else { return }
        let told = "the dose of \(dose.drug) of \(dose.day) was given on \(event.day)"
        guard event.day > dose.day else { return note("\(told), outside its window", event) }
        guard let rule = drug.missed else { return }
        let next = next(after: dose)
        let rest = rule.daysBeforeNext
        if rest == nil || next.map({ $0 - event.day < rest ?? 0 }) ?? false {
            let why =
                rest == nil
                ? "a missed dose is left out" : "less than \(rule) before the next dose on \(next?.description ?? "")"
            note("\(told): \(why)", event)
        }
    }

    private mutating func enterUnplanned(_ drug: String, _ amount: DoseAmount?, _ event: DoseEvent) {
        guard let amount, let near = doses.last(where: { $0.day <= event.day }) ?? doses.first else {
            return refuse("no dose of \(drug) is due on \(event.day)", event)
        }
        let mine = doses.filter { $0.drug == drug }
        let dose = CalendarDose(
            drug: drug, day: event.day, cycle: near.cycle, dayOfCycle: near.dayOfCycle + (event.day - near.day),
            time: (mine.filter { $0.day == event.day }.map(\.time).max() ?? 0) + 1, timesADay: 1, planned: nil,
            due: nil, given: amount, status: .unplanned, condition: nil, reasons: event.reason.map { [$0] } ?? [])
        guard fits(amount, mine.compactMap(\.planned).first, event, of: dose) else { return }
        entries[doses.count] = [event]
        doses.append(dose)
        let why = event.isAdditional ? "besides the doses that were due" : "when no dose was due"
        note("\(amount) of \(drug) was given on \(event.day), \(why)", event)
    }

    private mutating func refuse(_ message: String, _ event: DoseEvent, advice: String? = nil) {
        let usual = "correct the date, or name the day of the dose in `dose of`, or the amount of an additional dose"
        problems.append(
            Diagnostic(.error, "events.no-dose", message, at: event.place, advice: advice ?? usual))
    }

    private mutating func note(_ message: String, _ event: DoseEvent) {
        problems.append(Diagnostic(.warning, "events.deviation", message, at: event.place))
    }

    /// Records of a treatment that has ended.
    private mutating func checkAfter(_ end: TreatmentEnd?, _ record: TreatmentRecord) {
        guard let end else { return }
        for event in record.events where event.day > end.day && event.isOfRegimen && event.kind != .closed {
            problems.append(
                Diagnostic(
                    .warning, "events.after-end",
                    "\(event.wordWithLine) is on \(event.day), and the treatment ended before \(end.day): \(end.reason)",
                    at: event.place))
        }
    }

    /// A late dose that was taken on the day of another.
    private mutating func checkTwoOnADay() {
        for (index, events) in entries.sorted(by: { $0.key < $1.key }) {
            let dose = doses[index]
            guard case .givenLate = dose.status, regimen[drug: dose.drug]?.missed == nil, let event = events.last,
                doses.contains(where: { $0.drug == dose.drug && $0.day == event.day && $0.given != nil })
            else { continue }
            note(
                "the dose of \(dose.drug) of \(dose.day) was given on \(event.day), which has a dose of its own", event)
        }
    }

    /// Doses of the past without a record were taken, or are not known.
    private mutating func closeThePast(_ keeping: TreatmentRecord.Keeping, knownThrough: Day, asOf: Day?) {
        for index in doses.indices where doses[index].status == .due {
            let day = doses[index].day
            guard day <= knownThrough, asOf.map({ day < $0 }) ?? true else { continue }
            doses[index].status = keeping == .exceptions ? .assumedGiven : .notRecorded
            if keeping == .exceptions { doses[index].given = doses[index].due }
        }
    }
}
