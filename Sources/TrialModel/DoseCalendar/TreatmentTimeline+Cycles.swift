import TrialValues

extension TreatmentTimeline {
    /// Begins the next cycle where its day has come, or ends the treatment where there is none.
    mutating func turnCycle(on day: Day) {
        let number = cycles.count + 1
        if let longest = regimen.longest, let over = longest.end(from: start), day >= over {
            return finish(on: day, "\(longest) of treatment completed")
        }
        if let most = mostCycles, number > most {
            if day >= plannedNext { finish(on: day, "\(most) \(most == 1 ? "cycle" : "cycles") completed") }
            return
        }
        if number > horizon {
            isFinished = day >= plannedNext
            return
        }
        guard mayBegin(number, on: day) else { return noteDelay(on: day) }
        begin(number, on: day)
    }

    /// The delay of the next cycle on a day; 0 where it is not late.
    func delay(on day: Day) -> Int { cycles.isEmpty ? 0 : max(0, day - plannedNext) }

    private mutating func mayBegin(_ number: Int, on day: Day) -> Bool {
        if let declared = declaredStart(of: number), declared > cycles.last?.start ?? .first {
            if day >= declared { needsOfCycle = nil }
            return day >= declared
        }
        guard day >= putOff else { return false }
        // The first cycle begins with eligibility; no rule for new cycles can keep its first dose away.
        needsOfCycle = nil
        guard number > 1 else { return true }
        guard day <= knownThrough else {
            if waiting != nil { needsOfCycle = watch.openNeeds(on: day, number) }
            return true
        }
        if let refusal = watch.refusesCycle(on: day, number) {
            waiting = refusal
            return false
        }
        return !waitsToBeJudged(number, on: day)
    }

    /// The day on which the next cycle is due with the delays that are recorded.
    private var putOff: Day { plannedNext.adding(days: postponed) ?? plannedNext }

    /// Whether a cycle that cannot be judged on a day is judged on a later one. One that never is begins in doubt: its doses are open.
    private mutating func waitsToBeJudged(_ number: Int, on day: Day) -> Bool {
        guard let doubt = watch.doubtsCycle(on: day, number), watch.settlesCycle(number, after: day) else {
            return false
        }
        unjudgedSince = unjudgedSince ?? day
        waiting = "it was not known \(doubt)"
        return true
    }

    /// The day on which a record says that a cycle began.
    private func declaredStart(of number: Int) -> Day? {
        if number == 1 { return start }
        return record.events.first { $0.kind == .cycleStart(number) }?.day
    }

    /// While a cycle waits, the rules on delays look at the delay so far.
    private mutating func noteDelay(on day: Day) {
        guard delay(on: day) > 0 else { return }
        obeyDelay(on: day)
    }

    private mutating func begin(_ number: Int, on day: Day) {
        let delay = delay(on: day)
        doubtOfCycle = nil
        checkStart(of: number, on: day)
        tellEarlyTolerance(number, on: day)
        if delay > 0 { obeyDelay(on: day) }
        if end == nil, number > 1 { obeyCycleStart(number, on: day) }
        guard end == nil else { return }
        if let last = cycles.indices.last, cycles[last].end >= day, let before = day.adding(days: -1) {
            cycles[last].end = before
        }
        var reasons = number > 1 ? delayReasons : []
        if let waiting { reasons.append(waiting) }
        let last = day.adding(days: length - 1) ?? day
        cycles.append(CalendarCycle(number: number, planned: plannedNext, start: day, end: last, reasons: reasons))
        plannedNext = day.adding(days: length) ?? day
        (waiting, unjudgedSince) = (nil, nil)
        // A delay that is recorded on the first day of all is one of the second cycle.
        if number > 1 { (postponed, delayReasons) = (0, []) }
        watch.newCycle()
    }

    /// Tells of a cycle that is recorded to begin before its day or without what it needs; opens today's doses where it is not known whether a cycle may begin.
    private mutating func checkStart(of number: Int, on day: Day) {
        guard number > 1, day <= knownThrough else { return }
        guard let event = record.events.first(where: { $0.kind == .cycleStart(number) && $0.day == day }) else {
            tellLateJudgement(number, on: day)
            return askCycle(number, on: day)
        }
        let early = putOff - day
        if early > regimen.drugs.map(\.window).min() ?? 0 {
            note(
                "events.early-cycle",
                "cycle \(number) is recorded to begin on \(day), \(early) \(early == 1 ? "day" : "days") before its day, \(putOff)",
                event)
        }
        if let refusal = watch.refusesCycle(on: day, number) {
            note("events.cycle-needs", "cycle \(number) is recorded to begin on \(day), and \(refusal)", event)
        }
    }

    /// Opens the doses of a cycle of which nobody can say whether it may begin, until that is recorded.
    private mutating func askCycle(_ number: Int, on day: Day) {
        guard let doubt = watch.doubtsCycle(on: day, number) else { return tellOldValues(number, on: day) }
        doubtOfCycle = doubt
        needsOfCycle = watch.openNeeds(on: day, number)
        decide(day, [], "cycle \(number) is due to begin; its doses are open", .plan, open: [doubt])
    }

    /// Tells of a cycle that begins only when what it needs became known, as it may have begun before.
    private mutating func tellLateJudgement(_ number: Int, on day: Day) {
        guard let since = unjudgedSince else { return }
        problems.append(
            Diagnostic(
                .warning, "events.late-needs",
                "cycle \(number) was due on \(since), when it was not known whether it may begin; it is counted from \(day)",
                at: Diagnostic.Place(), advice: "record `cycle start` where it began on another day"))
    }

    /// Tells of a cycle that begins on values older than a week, where the protocol states no window for them.
    private mutating func tellOldValues(_ number: Int, on day: Day) {
        for words in watch.oldValues(on: day, number) {
            decide(day, [], "cycle \(number) begins", .plan, because: [words])
            problems.append(
                Diagnostic(
                    .warning, "events.old-value", "cycle \(number) begins on \(day) by \(words)",
                    at: Diagnostic.Place(),
                    advice: "record a new value; a study file may say how old one may be, such as `within 3 days`"))
        }
    }

    /// Tells of records of tolerance that are too early to raise a dose in a cycle.
    private mutating func tellEarlyTolerance(_ number: Int, on day: Day) {
        guard day <= knownThrough, let last = cycles.last else { return }
        for planner in planners where planner.isRaisedIfTolerated(in: number) {
            let name = planner.drug.name
            let said = record.events.last { event in
                guard case .tolerated(let drug, _) = event.kind else { return false }
                return (drug ?? name) == name && event.day <= day
            }
            guard let said, said.kind == .tolerated(drug: said.drug, true), said.day < last.start else { continue }
            note(
                "events.early-tolerated",
                "\(name) is recorded as tolerated on \(said.day), before cycle \(last.number), the last before its dose is raised: it does not count",
                said)
        }
    }

    /// Keeps what somebody should look at.
    mutating func note(_ rule: String, _ message: String, _ event: DoseEvent) {
        problems.append(Diagnostic(.warning, rule, message, at: event.place))
    }

    /// Refuses a cycle that is not the next one.
    mutating func checkNumber(_ number: Int, _ event: DoseEvent) {
        guard !(number == 1 && event.day == start), number != cycles.count + 1 else { return }
        let now = cycles.isEmpty ? "no cycle has begun" : "the treatment is in cycle \(cycles.count)"
        problems.append(
            Diagnostic(
                .error, "events.cycle-order",
                "cycle \(number) is recorded to begin on \(event.day), when \(now); the next is \(cycles.count + 1)",
                at: event.place))
    }
}
