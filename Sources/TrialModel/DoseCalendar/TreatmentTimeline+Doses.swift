import TrialValues

extension TreatmentTimeline {
    /// The doses of a day: what the plan has and what is due.
    mutating func emitDoses(on day: Day) {
        guard let (cycle, dayOfCycle) = position(of: day) else { return }
        for planner in planners {
            guard let dose = dose(planner, day, cycle, dayOfCycle) else { continue }
            doses.append(dose)
        }
    }

    /// The dose that the plan has for a drug on a day of treatment.
    func planned(_ planner: DosePlanner, cycle: Int, on day: Day) -> DosePlanner.Step? {
        planner.step(cycle: cycle) { answer($0, planner.drug.name, on: day) }
    }

    /// The level at which a drug is given on a day.
    func currentLevel(of name: String, on day: Day) -> DoseLevel? {
        guard let planner = planners.first(where: { $0.drug.name == name }),
            let step = planned(planner, cycle: max(1, cycles.count), on: day)
        else { return nil }
        let level = effective(step, planner)
        return DoseLevel(level.amount, days: level.days)
    }

    /// Whether a condition for a higher dose holds on a day; records that a drug was tolerated count as the fact.
    private func answer(_ condition: Criterion, _ name: String, on day: Day) -> DosePlanner.Answer {
        let said = record.events.compactMap { event -> FactObservation? in
            guard case .tolerated(let drug, let answer) = event.kind, drug ?? name == name else { return nil }
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
        if let set = state?.set { return (set.amount, planner.phased(set.days), true) }
        guard let cap = state?.cap else { return (step.amount, step.days, false) }
        let planned = DoseLevel(step.amount, days: step.days)
        let isLower =
            cap.cycleTotal(length: length, days: planner.days) < planned.cycleTotal(length: length, days: planner.days)
        return isLower ? (cap.amount, planner.phased(cap.days), true) : (step.amount, step.days, false)
    }

    private func dose(_ planner: DosePlanner, _ day: Day, _ cycle: Int, _ dayOfCycle: Int) -> CalendarDose? {
        guard let step = planned(planner, cycle: cycle, on: day), let state = states[planner.drug.name] else {
            return nil
        }
        var (planned, isPlanned) = (step.amount, step.days.days(ofCycle: cycle, length: length).contains(dayOfCycle))
        if cycle == 1, let loading = planner.drug.loading,
            loading.days.days(ofCycle: 1, length: length).contains(dayOfCycle)
        {
            (planned, isPlanned) = (loading.amount, true)
        }
        let level = effective(step, planner)
        let isLoading = planned != step.amount
        let isDue = level.isChanged ? level.days.days(ofCycle: cycle, length: length).contains(dayOfCycle) : isPlanned
        guard isPlanned || isDue else { return nil }
        let due = isLoading && !level.isChanged ? planned : level.amount
        let (status, reasons) = standing(state, level.isChanged, isDue: isDue, step)
        return CalendarDose(
            drug: planner.drug.name, day: day, cycle: cycle, dayOfCycle: dayOfCycle, planned: isPlanned ? planned : nil,
            due: status == .due ? due : nil, given: nil, status: status,
            condition: level.isChanged ? nil : step.condition, reasons: reasons)
    }

    private func standing(
        _ state: DrugState, _ isChanged: Bool, isDue: Bool, _ step: DosePlanner.Step
    ) -> (CalendarDose.Status, [String]) {
        if let stopped = state.stopped { return (.stopped, ["stopped on \(stopped.day): \(stopped.because)"]) }
        if let hold = state.hold {
            return (.held, ["held since \(hold.since): \(hold.because.joined(separator: "; "))"])
        }
        let because =
            (isChanged ? state.because.map { [$0] } ?? [] : []) + (isChanged ? [] : step.remark.map { [$0] } ?? [])
        return (isDue ? .due : .notAtLevel, because)
    }
}
