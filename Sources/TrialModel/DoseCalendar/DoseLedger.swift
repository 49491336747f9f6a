import TrialValues

/// Enters what is recorded of single doses into the doses of a timeline.
struct DoseLedger {
    private(set) var doses: [CalendarDose]
    private(set) var problems: [Diagnostic] = []
    private let regimen: Regimen
    private let closedDays: Set<Day>

    init(_ doses: [CalendarDose], _ regimen: Regimen, _ record: TreatmentRecord, knownThrough: Day, asOf: Day?) {
        self.regimen = regimen
        closedDays = Set(record.events.filter { $0.kind == .closed }.map(\.day))
        self.doses = doses
        moveToOpenDays()
        for event in record.events { enter(event) }
        closeThePast(record.keeping, knownThrough: knownThrough, asOf: asOf)
        let order = Dictionary(
            regimen.drugs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.doses.sort { ($0.day, order[$0.drug] ?? 0) < ($1.day, order[$1.drug] ?? 0) }
    }

    /// Moves doses off days on which they cannot be given, to the nearest open day in the window, later rather than earlier. The plan stays where it is,
    /// so that moves never add up.
    private mutating func moveToOpenDays() {
        var taken = Set(doses.map { Slot(drug: $0.drug, day: $0.day) })
        // No dose comes before the first planned one: the treatment has not begun.
        let firstDay = doses.map(\.day).min() ?? .first
        for index in doses.indices where doses[index].status == .due && !isOpen(doses[index].day, doses[index].drug) {
            let dose = doses[index]
            let window = regimen[drug: dose.drug]?.window ?? 0
            let moves = (1...max(1, window)).flatMap { [$0, -$0] }.filter { abs($0) <= window }
            let open = moves.compactMap { dose.day.adding(days: $0) }
                .first { $0 >= firstDay && isOpen($0, dose.drug) && !taken.contains(Slot(drug: dose.drug, day: $0)) }
            guard let open else {
                doses[index].reasons.append("no dose can be given on this day, and no day of its window is free")
                continue
            }
            taken.remove(Slot(drug: dose.drug, day: dose.day))
            taken.insert(Slot(drug: dose.drug, day: open))
            doses[index].day = open
            doses[index].reasons.append("moved from \(dose.day), when it cannot be given")
        }
    }

    private struct Slot: Hashable {
        let drug: String
        let day: Day
    }

    private func isOpen(_ day: Day, _ drug: String) -> Bool {
        let weekdays = regimen[drug: drug]?.weekdays ?? []
        return !closedDays.contains(day) && (weekdays.isEmpty || weekdays.contains(day.weekday))
    }

    /// The dose of a drug on a day.
    private func index(_ drug: String, _ day: Day) -> Int? { doses.firstIndex { $0.drug == drug && $0.day == day } }

    private mutating func enter(_ event: DoseEvent) {
        switch event.kind {
        case .given(let drug, let amount, let own): enterGiven(drug, amount, own, event)
        case .missed(let drug): mark(drug, .missed(until: lastDayToCatchUp(drug, event.day)), event)
        case .leftOut(let drug): mark(drug, .leftOut, event)
        case .vomited(let drug):
            guard let index = mark(drug, .vomited, event) else { return }
            doses[index].given = doses[index].due
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
    private func lastDayToCatchUp(_ drug: String, _ day: Day) -> Day? {
        guard let rest = regimen[drug: drug]?.missed?.daysBeforeNext else { return nil }
        let later = doses.filter { $0.drug == drug && $0.day > day && $0.status == .due }
        guard let next = later.map(\.day).min() else { return nil }
        return next.adding(days: -rest).flatMap { $0 > day ? $0 : nil }
    }

    @discardableResult
    private mutating func mark(_ drug: String, _ status: CalendarDose.Status, _ event: DoseEvent) -> Int? {
        guard let index = index(drug, event.day), doses[index].due != nil else {
            refuse("no dose of \(drug) is due on \(event.day)", event)
            return nil
        }
        doses[index].status = status
        if let reason = event.reason { doses[index].reasons.append(reason) }
        return index
    }

    private mutating func enterGiven(_ drug: String, _ amount: DoseAmount?, _ own: Day?, _ event: DoseEvent) {
        guard let index = index(drug, own ?? event.day) ?? (own == nil ? nearest(drug, event.day) : nil) else {
            if let own { return refuse("no dose of \(drug) is due on \(own)", event) }
            return enterUnplanned(drug, amount, event)
        }
        let dose = doses[index]
        if dose.given != nil { note("the dose of \(drug) of \(dose.day) is recorded as given twice", event) }
        guard let given = amount ?? dose.due ?? dose.planned else { return }
        doses[index].given = given
        let late = event.day - dose.day
        doses[index].status = dose.due == nil ? .unplanned : late > 0 ? .givenLate(days: late) : .given
        if late < 0 { doses[index].reasons.append("given \(-late) \(late == -1 ? "day" : "days") early") }
        if dose.due == nil { doses[index].reasons.append("given although it was not due") }
        if let due = dose.due, given.compared(to: due) != .same {
            doses[index].reasons.append("\(given) given where \(due) was due")
        }
        if let reason = event.reason { doses[index].reasons.append(reason) }
        checkLateDose(dose, on: event)
    }

    /// The dose within its window beside a day.
    private func nearest(_ drug: String, _ day: Day) -> Int? {
        let window = regimen[drug: drug]?.window ?? 0
        return doses.indices.filter {
            doses[$0].drug == drug && doses[$0].due != nil && abs(doses[$0].day - day) <= window
        }
        .min { (abs(doses[$0].day - day), doses[$0].day) < (abs(doses[$1].day - day), doses[$1].day) }
    }

    private mutating func checkLateDose(_ dose: CalendarDose, on event: DoseEvent) {
        guard event.day > dose.day, let drug = regimen[drug: dose.drug], event.day - dose.day > drug.window else {
            return
        }
        guard let rule = drug.missed else { return }
        let next = doses.filter { $0.drug == dose.drug && $0.day > dose.day && $0.status == .due }.map(\.day).min()
        let rest = rule.daysBeforeNext
        if rest == nil || next.map({ $0 - event.day < rest ?? 0 }) ?? false {
            let why =
                rest == nil
                ? "a missed dose is left out" : "less than \(rule) before the next dose on \(next?.description ?? "")"
            note("the dose of \(dose.drug) of \(dose.day) was given on \(event.day): \(why)", event)
        }
    }

    private mutating func enterUnplanned(_ drug: String, _ amount: DoseAmount?, _ event: DoseEvent) {
        guard let amount, let near = doses.last(where: { $0.day <= event.day }) ?? doses.first else {
            return refuse("no dose of \(drug) is due on \(event.day)", event)
        }
        let dose = CalendarDose(
            drug: drug, day: event.day, cycle: near.cycle, dayOfCycle: near.dayOfCycle + (event.day - near.day),
            planned: nil,
            due: nil, given: amount, status: .unplanned, condition: nil, reasons: event.reason.map { [$0] } ?? [])
        doses.append(dose)
    }

    private mutating func refuse(_ message: String, _ event: DoseEvent) {
        problems.append(
            Diagnostic(
                .error, "events.no-dose", message, at: event.place,
                advice:
                    "correct the date, or name the day of the dose in `dose of`, or the amount of an additional dose"))
    }

    private mutating func note(_ message: String, _ event: DoseEvent) {
        problems.append(Diagnostic(.warning, "events.deviation", message, at: event.place))
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
