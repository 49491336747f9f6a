import TrialValues

extension TreatmentTimeline {
    /// The doses of a day: what the plan has and what is due.
    mutating func emitDoses(on day: Day) {
        guard let (cycle, dayOfCycle) = position(of: day) else { return }
        for planner in planners { doses += doses(of: planner, on: day, cycle, dayOfCycle) }
    }

    /// The dose that the plan has for a drug on a day of treatment.
    ///
    /// Conditions of higher doses are looked at on the first day of the cycle, so that a cycle is not split by what is recorded in it; that a condition does not hold counts at once.
    func planned(_ planner: DosePlanner, cycle: Int, on day: Day) -> DosePlanner.Step? {
        let name = planner.drug.name
        let first = cycles.last { $0.number == cycle }.map { min($0.start, day) } ?? day
        return planner.step(cycle: cycle) { condition, raise in
            let now = answer(condition, name, raisedIn: raise, on: day)
            if case .no = now { return .no }
            if states[name]?.isRaised == true { return .yes }
            return first == day ? now : answer(condition, name, raisedIn: raise, on: first)
        }
    }

    /// The level at which a drug is given on a day.
    func currentLevel(of name: String, on day: Day) -> DoseLevel? {
        guard let planner = planners.first(where: { $0.drug.name == name }),
            let step = planned(planner, cycle: max(1, cycles.count), on: day)
        else { return nil }
        let level = effective(step, planner)
        return DoseLevel(level.amount, days: level.days)
    }

    /// Whether a level holds less than another, over a cycle.
    func isLower(_ level: DoseLevel, than other: DoseLevel, _ planner: DosePlanner) -> Bool {
        level.cycleTotal(length: length, days: planner.days) < other.cycleTotal(length: length, days: planner.days)
    }

    /// Whether a condition for a higher dose holds on a day; records that a drug was tolerated count as the fact, from the last cycle before the raise on.
    private func answer(_ condition: Criterion, _ name: String, raisedIn raise: Int, on day: Day)
        -> DosePlanner.Answer
    {
        let from = cycles.first { $0.number == raise - 1 }?.start ?? start
        let said = record.events.compactMap { event -> FactObservation? in
            guard case .tolerated(let drug, let answer) = event.kind, drug ?? name == name,
                !answer || event.day >= from
            else { return nil }
            return FactObservation(.flag(answer), happened: PartialDay(event.day))
        }
        let known = record.facts.known(delay: delay(on: day), cycle: max(1, cycles.count))
        let facts = said.isEmpty ? known : known.with("tolerated", said)
        switch condition.finding(given: facts, in: EvaluationContext(on: min(day, knownThrough))).truth {
        case .yes: return .yes
        case .no: return .no
        case .unknown: return day > knownThrough ? .open : .missing
        }
    }

    /// The plan's dose, or the one that rules and records have put in its place.
    private func effective(_ step: DosePlanner.Step, _ planner: DosePlanner) -> (
        amount: DoseAmount, days: DoseDays, isChanged: Bool
    ) {
        let state = states[planner.drug.name]
        func days(_ level: DoseLevel) -> DoseDays { level.days.map(planner.phased) ?? step.days }
        if let set = state?.set { return (set.amount, days(set), true) }
        guard let cap = state?.cap else { return (step.amount, step.days, false) }
        let lowered = DoseLevel(cap.amount, days: days(cap))
        guard isLower(lowered, than: DoseLevel(step.amount, days: step.days), planner) else {
            return (step.amount, step.days, false)
        }
        return (cap.amount, days(cap), true)
    }

    /// The doses of a drug on a day, one after the other.
    private func doses(of planner: DosePlanner, on day: Day, _ cycle: Int, _ dayOfCycle: Int) -> [CalendarDose] {
        guard let step = planned(planner, cycle: cycle, on: day), let state = states[planner.drug.name] else {
            return []
        }
        let plan = planner.planned(step, cycle: cycle, day: dayOfCycle, length: length)
        let level = effective(step, planner)
        let dueTimes =
            level.isChanged ? level.days.times(ofCycle: cycle, length: length)[dayOfCycle] ?? 0 : plan.times
        let due = plan.isLoading && !level.isChanged ? plan.amount : level.amount
        let count = max(plan.times, dueTimes)
        let conditions = [needsOfCycle, level.isChanged ? nil : step.condition].compactMap(\.self)
        return (0..<count).map { time in
            let (status, reasons) = standing(state, level.isChanged, isDue: time < dueTimes, step, on: day)
            return CalendarDose(
                drug: planner.drug.name, day: day, cycle: cycle, dayOfCycle: dayOfCycle, time: time + 1,
                timesADay: count, planned: time < plan.times ? plan.amount : nil, due: status == .due ? due : nil,
                given: nil, status: status, condition: conditions.count > 1 ? .all(conditions) : conditions.first,
                reasons: reasons)
        }
    }

    private func standing(
        _ state: DrugState, _ isChanged: Bool, isDue: Bool, _ step: DosePlanner.Step, on day: Day
    ) -> (CalendarDose.Status, [String]) {
        if let stopped = state.stopped { return (.stopped, ["stopped on \(stopped.day): \(stopped.because)"]) }
        if let hold = state.hold {
            return (.held, ["held since \(hold.since): \(hold.because.joined(separator: "; "))"])
        }
        let questions = state.questions.map(\.words) + (day <= knownThrough ? [doubtOfCycle] : []).compactMap(\.self)
        if !questions.isEmpty { return (.open, questions) }
        let because =
            (isChanged ? state.because.map { [$0] } ?? [] : []) + (isChanged ? [] : step.remark.map { [$0] } ?? [])
        return (isDue ? .due : .notAtLevel, because)
    }
}
