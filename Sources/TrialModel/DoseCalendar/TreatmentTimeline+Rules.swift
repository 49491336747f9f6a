import TrialValues

extension TreatmentTimeline {
    /// Gives drugs again whose conditions hold, and does what the rules that begin to hold ask for, on a day with new facts.
    mutating func obey(on day: Day) {
        guard day == start || watch.hasNews(on: day) else { return }
        if day > start {
            askKidneys(on: day)
            watchKidneys(on: day)
        }
        let (delay, cycle) = (delay(on: day), max(1, cycles.count))
        for drug in regimen.drugs {
            guard let hold = states[drug.name]?.hold,
                let because = watch.release(hold.until, on: day, delay: delay, cycle: cycle)
            else { continue }
            cause = hold.cause
            giveAgain(drug.name, hold.resumed, on: day, .rules, because)
        }
        let moments: Set<ModificationRule.Moment> = day == start ? [.start, .cycleStart, .anyDay] : [.anyDay]
        let late = askStartRules(on: day)
        act(watch.firings(on: day, delay: delay, cycle: cycle, moments, late: late), on: day)
    }

    /// Opens the doses that depend on a rule on the first dose that cannot be judged, and closes them once it can.
    ///
    /// - Returns: the rules that can be judged from this day on.
    private mutating func askStartRules(on day: Day) -> Set<String> {
        let open = watch.openStarts(on: day)
        for (rule, words) in open {
            for name in rule.drugs(of: regimen, time: 1) where day == start || isOpen(name, .rule(rule.id)) {
                ask(name, .rule(rule.id), words, "dose open", on: day, .plan, because: [])
            }
        }
        var late: Set<String> = []
        for rule in watch.modifications.rules
        where rule.moment == .start && !open.contains(where: { $0.rule.id == rule.id }) {
            for name in regimen.drugs.map(\.name) where day > start && isOpen(name, .rule(rule.id)) {
                close(name, .rule(rule.id))
                late.insert(rule.id)
                decide(day, [name], "first dose judged: \(rule.id)", .rules)
            }
        }
        return late
    }

    /// Does what the rules on delays ask for.
    mutating func obeyDelay(on day: Day) {
        act(watch.firings(on: day, delay: delay(on: day), cycle: cycles.count, [.anyDay], onDelay: true), on: day)
    }

    /// Does what the rules ask for that are looked at when a cycle begins.
    mutating func obeyCycleStart(_ number: Int, on day: Day) {
        act(watch.firings(on: day, delay: delay(on: day), cycle: number, [.cycleStart]), on: day)
    }

    /// Rules that cannot be judged on the last day of which something is known, and the facts that would settle them.
    var unjudged: [String: [String]] {
        let day = end.map { min($0.day, knownThrough) } ?? knownThrough
        let found = watch.unjudged(on: day, delay: delay(on: day), cycle: max(1, cycles.count))
        return Dictionary(found.map { ($0.rule, $0.facts) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func act(_ firings: [RuleWatch.Firing], on day: Day) {
        if let last = firings.last(where: { $0.rule.action == .withdraw }) {
            decide(day, [], ModificationAction.withdraw.words, .rules, because: firings.map(\.because))
            return finish(on: day, last.because, cause: last.rule.id)
        }
        for drug in regimen.drugs where states[drug.name]?.stopped == nil {
            let mine = firings.filter { $0.rule.drugs(of: regimen, time: $0.time).contains(drug.name) }
            let demands = mine.map { firing in
                ModificationDecision.Demand(
                    firing.rule.id, firing.rule.action,
                    resumed: firing.rule.resumed(drug.name, time: firing.time, in: regimen),
                    to: firing.rule.to)
            }
            guard let decision = ModificationDecision(demands) else { continue }
            cause = decision.deciding.joined(separator: ", ")
            carryOut(decision, drug.name, mine, on: day)
        }
        endWithLastDrug(on: day)
    }

    private mutating func carryOut(
        _ decision: ModificationDecision, _ name: String, _ firings: [RuleWatch.Firing], on day: Day
    ) {
        let because = firings.map(\.because)
        let open = decision.disagreement.map { [$0] } ?? []
        switch decision.action {
        case .continue: decide(day, [name], decision.action.words, .rules, because: because, open: open)
        case .reduce: reduce(name, to: decision.to, on: day, .rules, because)
        case .hold: hold(name, decision, firings, on: day)
        case .stop:
            stop(name, on: day, because.joined(separator: "; "))
            decide(day, [name], decision.action.words, .rules, because: because)
        case .withdraw: break
        }
        if decision.action == .reduce, let question = open.first {
            ask(name, .record, question, "dose open", on: day, .rules, because: because)
        }
    }

    /// Holds a drug; where it is held already, it waits for the conditions of both.
    private mutating func hold(
        _ name: String, _ decision: ModificationDecision, _ firings: [RuleWatch.Firing], on day: Day
    ) {
        let holding = firings.filter { $0.rule.action == .hold }
        let before = states[name]?.hold
        let resumed = ModificationDecision.lower(decision.resumed, before?.resumed ?? .same)
        let because = firings.map(\.because)
        states[name]?.hold = Hold(
            since: before?.since ?? day, because: (before?.because ?? []) + because,
            until: (before?.until ?? []) + holding.compactMap(\.rule.until), resumed: resumed,
            cause: before.map { "\($0.cause), \(cause)" } ?? cause,
            question: decision.disagreement ?? before?.question)
        let isOpen = holding.contains { $0.rule.until == nil }
        if isOpen { states[name]?.hold?.until = [] }
        let end =
            isOpen
            ? "until those who treat resume it"
            : "until " + holding.compactMap(\.rule.until?.description).joined(separator: " and ")
        decide(
            day, [name], "hold \(end), then \(resumed) dose", .rules, because: because,
            open: decision.disagreement.map { [$0] } ?? [])
    }
}
