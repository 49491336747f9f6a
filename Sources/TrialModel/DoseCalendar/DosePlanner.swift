import TrialValues

/// What a regimen plans for one drug of one subject, cycle by cycle.
struct DosePlanner: Sendable {
    /// A dose of the plan.
    struct Step: Sendable, Hashable {
        let amount: DoseAmount
        let days: DoseDays
        /// What must hold for it and is not known yet.
        var condition: Criterion?
        /// What is to be said of it.
        var remark: String?
    }

    /// What is known of a condition on a day.
    enum Answer: Sendable {
        case yes, no
        /// It is not recorded, and the day is past.
        case missing
        /// It cannot be known yet.
        case open
    }

    let drug: RegimenDrug
    /// The doses of the subject's cohort, in the order of cycles.
    let doses: [PlannedDose]
    let days: DoseDays

    /// The plan of a drug for a subject; `nil` with a problem where the protocol leaves it open, or the subject's number decides and is not known.
    init?(_ drug: RegimenDrug, subject number: Int?, _ problems: inout [Diagnostic]) {
        func refuse(_ rule: String, _ message: String, _ advice: String? = nil) {
            problems.append(Diagnostic(.error, rule, message, at: drug.node.place, advice: advice))
        }
        guard let doses = drug.doses.value, let days = drug.days.value else {
            refuse(
                "calendar.unspecified", "the protocol leaves the doses or days of \(drug.name) open",
                "state `dose` and `days`")
            return nil
        }
        let cohorts = RegimenDrug.cohorts(doses)
        let cohort = cohorts.first { cohort in
            cohort.subjects.map { span in number.map(span.contains) ?? false } ?? true
        }
        guard let cohort else {
            let spans = cohorts.compactMap(\.subjects?.description).joined(separator: ", ")
            let whose = number.map { "none for subject \($0)" } ?? "and the subject's number is not known"
            refuse(
                "calendar.subject-number", "\(drug.name) has doses by subject (\(spans)), \(whose)",
                "give the subject's number")
            return nil
        }
        self.drug = drug
        self.days = days
        self.doses = cohort.doses.sorted { ($0.cycles?.first ?? 1) < ($1.cycles?.first ?? 1) }
    }

    /// What the plan has on a day of a cycle: the loading dose in the first where it has one that day, else the dose of the cycle, and how many times.
    func planned(
        _ step: Step, cycle: Int, day: Int, length: Int
    ) -> (amount: DoseAmount, times: Int, isLoading: Bool) {
        if cycle == 1, let loading = drug.loading, let times = loading.days.times(ofCycle: 1, length: length)[day] {
            return (loading.amount, times, true)
        }
        return (step.amount, step.days.times(ofCycle: cycle, length: length)[day] ?? 0, false)
    }

    /// What is known of the condition of a dose that is raised in a cycle.
    typealias Answers = (_ condition: Criterion, _ raise: Int) -> Answer

    /// The dose of a cycle, where conditions are answered.
    func step(cycle: Int, answer: Answers) -> Step? {
        guard let index = doses.lastIndex(where: { $0.cycles?.contains(cycle) ?? true }) else { return nil }
        guard let escalation = drug.escalation, cycle >= escalation.firstCycle else {
            return choose(index, answer)
        }
        let base = doses[index]
        let raised = Step(amount: escalation.to.amount, days: phased(escalation.to.days ?? base.days))
        let condition = escalation.condition
        let first = escalation.firstCycle
        return settle(raised, condition, first, answer)
            ?? choose(index, answer).map { lower in
                note(lower, raised, condition, first, answer)
            }
    }

    /// Whether a cycle is the first in which a dose is higher, if the drug was tolerated.
    func isRaisedIfTolerated(in cycle: Int) -> Bool {
        let raises = doses.filter { $0.cycles?.first == cycle }.map(\.condition)
        let escalated = drug.escalation.flatMap { $0.firstCycle == cycle ? $0.condition : nil }
        return (raises + [escalated]).contains { $0?.factNames.contains("tolerated") ?? false }
    }

    /// Days in the drug's phase; those of the drug where none are given.
    func phased(_ other: DoseDays?) -> DoseDays { other?.with(phase: days.phase) ?? days }

    /// The highest dose that the plan allows in a cycle, whatever its conditions.
    func highest(cycle: Int) -> Step? { step(cycle: cycle) { _, _ in .yes } }

    private func choose(_ index: Int, _ answer: Answers) -> Step? {
        let dose = doses[index]
        let step = Step(amount: dose.amount, days: phased(dose.days))
        let first = dose.cycles?.first ?? 1
        if let settled = settle(step, dose.condition, first, answer) { return settled }
        guard index > 0, let lower = choose(index - 1, answer) else { return nil }
        return note(lower, step, dose.condition, first, answer)
    }

    /// The step, where its condition holds or may hold yet.
    private func settle(_ step: Step, _ condition: Criterion?, _ raise: Int, _ answer: Answers) -> Step? {
        guard let condition else { return step }
        var step = step
        switch answer(condition, raise) {
        case .yes: return step
        case .open:
            step.condition = condition
            return step
        case .no, .missing: return nil
        }
    }

    /// The lower step, with why the higher one is not taken.
    private func note(_ lower: Step, _ raised: Step, _ condition: Criterion?, _ raise: Int, _ answer: Answers) -> Step {
        guard let condition else { return lower }
        var lower = lower
        switch answer(condition, raise) {
        case .no: lower.remark = "not raised to \(raised.amount): not \(condition)"
        case .missing:
            lower.remark =
                "not raised to \(raised.amount): on the first day of the cycle it was not recorded whether \(drug.name) was \(condition)"
        case .yes, .open: break
        }
        return lower
    }
}
