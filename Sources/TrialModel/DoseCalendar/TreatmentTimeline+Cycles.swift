import TrialValues

extension TreatmentTimeline {
    /// Begins the next cycle where its day has come, or ends the treatment where there is none.
    mutating func turnCycle(on day: Day) {
        let number = cycles.count + 1
        if let longest = regimen.longest, Double(day - start) >= longest.days {
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
        if let declared = declaredStart(of: number), declared > cycles.last?.start ?? .first { return day >= declared }
        guard day >= plannedNext.adding(days: postponed) ?? plannedNext else { return false }
        // The first cycle begins with eligibility; no rule for new cycles can keep its first dose away.
        needsOfCycle = nil
        if number > 1, day > knownThrough, waiting != nil { needsOfCycle = watch.openNeeds(on: day, number) }
        guard number > 1, day <= knownThrough, let refusal = watch.refusesCycle(on: day, number) else { return true }
        waiting = refusal
        return false
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
        checkStart(of: number, on: day)
        if delay > 0 { obeyDelay(on: day) }
        if end == nil, number > 1 { obeyCycleStart(number, on: day) }
        guard end == nil else { return }
        if let last = cycles.indices.last, cycles[last].end >= day, let before = day.adding(days: -1) {
            cycles[last].end = before
        }
        var reasons = delayReasons
        if let waiting { reasons.append(waiting) }
        let last = day.adding(days: length - 1) ?? day
        cycles.append(CalendarCycle(number: number, planned: plannedNext, start: day, end: last, reasons: reasons))
        plannedNext = day.adding(days: length) ?? day
        (postponed, delayReasons, waiting) = (0, [], nil)
        watch.newCycle()
    }

    /// Tells of a cycle that is recorded to begin before its day or without what it needs; opens today's doses where it is not known whether a cycle may begin.
    private mutating func checkStart(of number: Int, on day: Day) {
        guard number > 1, day <= knownThrough else { return }
        guard let event = record.events.first(where: { $0.kind == .cycleStart(number) && $0.day == day }) else {
            return askToday(number, on: day)
        }
        let early = plannedNext - day
        if early > regimen.drugs.map(\.window).min() ?? 0 {
            note(
                "events.early-cycle",
                "cycle \(number) is recorded to begin on \(day), \(early) \(early == 1 ? "day" : "days") before its day, \(plannedNext)",
                event)
        }
        if let refusal = watch.refusesCycle(on: day, number) {
            note("events.cycle-needs", "cycle \(number) is recorded to begin on \(day), and \(refusal)", event)
        }
    }

    private mutating func askToday(_ number: Int, on day: Day) {
        guard day == today, let doubt = watch.doubtsCycle(on: day, number) else { return }
        doubtOfCycle = doubt
        needsOfCycle = watch.openNeeds(on: day, number)
        decide(day, [], "cycle \(number) is due to begin; its doses are open", .plan, open: [doubt])
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
