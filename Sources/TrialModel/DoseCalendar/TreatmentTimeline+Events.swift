import TrialValues

extension TreatmentTimeline {
    /// Applies what a record says of the treatment as a whole or of a drug's level; doses are looked up later.
    mutating func apply(_ event: DoseEvent) {
        let because = event.reason.map { [$0] } ?? []
        cause = event.reason ?? Self.noReason
        let names = event.isOfRegimen ? drugs(event.drug.map { [$0] } ?? []) : []
        switch event.kind {
        case .held:
            for name in names where states[name]?.hold == nil {
                states[name]?.hold = Hold(
                    since: event.day, because: because.isEmpty ? ["held by those who treat"] : because, until: [],
                    resumed: .same, cause: cause)
            }
            decide(event.day, names, "held", .record, because: because)
        case .resumed(_, let level): resume(names, at: level.map(ResumedDose.level), on: event, because)
        case .reduced(let name, let level): reduce(name, to: level, on: event.day, .record, because)
        case .raised(let name, let level): raise(name, to: level, on: event.day, because)
        case .stopped:
            for name in names { stop(name, on: event.day, event.reason ?? "stopped by those who treat") }
            decide(event.day, names, "stopped for good", .record, because: because)
            endWithLastDrug(on: event.day)
        case .ended: finish(on: event.day, event.reason ?? "ended")
        case .delay(let days):
            postponed += days
            delayReasons += because
            decide(
                event.day, [], "the next cycle is put off by \(days) \(days == 1 ? "day" : "days")", .record,
                because: because)
        case .cycleStart(let number):
            checkNumber(number, event)
            if number > 1 { delayReasons += because }
        case .tolerated(_, let isTolerated):
            decide(event.day, names, isTolerated ? "tolerated" : "not tolerated", .record, because: because)
        case .given, .missed, .leftOut, .vomited, .prophylaxis, .contraindicated, .closed: break
        }
    }

    private mutating func resume(_ names: [String], at dose: ResumedDose?, on event: DoseEvent, _ because: [String]) {
        let held = names.filter { states[$0]?.hold != nil && states[$0]?.stopped == nil }
        for name in held {
            guard let hold = states[name]?.hold else { continue }
            cause = event.reason ?? hold.cause
            checkResumption(of: name, hold, event)
            giveAgain(name, dose ?? hold.resumed, on: event.day, .record, because, isNamed: dose != nil)
        }
        // A record of the whole treatment means the drugs that were held.
        for name in names where !held.contains(name) && (event.drug != nil || held.isEmpty) {
            resumeUnheld(name, at: dose, on: event.day, because)
        }
    }

    /// Tells of a drug that is recorded as resumed before what its hold waits for.
    private mutating func checkResumption(of name: String, _ hold: Hold, _ event: DoseEvent) {
        let cycle = max(1, cycles.count)
        guard !hold.until.isEmpty,
            watch.release(hold.until, on: event.day, delay: delay(on: event.day), cycle: cycle) == nil
        else { return }
        let waits = hold.until.map(\.description).joined(separator: " and ")
        note(
            "events.against-rule",
            "\(name) is recorded as resumed on \(event.day), and \(hold.cause) holds it until \(waits)", event)
    }

    /// A drug that is recorded as resumed and was not held: the level that is named settles an open question, or opens one.
    private mutating func resumeUnheld(_ name: String, at dose: ResumedDose?, on day: Day, _ because: [String]) {
        if states[name]?.stopped != nil { return staysStopped(name, "resumed", on: day, because) }
        let told = "\(name) is recorded as resumed and was not held"
        guard case .level(let level)? = dose else {
            return decide(
                day, [name], "nothing to resume", .record, because: because, open: [told + "; its dose stays as it was"]
            )
        }
        guard states[name]?.questions.isEmpty == false || level == currentLevel(of: name, on: day) else {
            return ask(
                name, .record, told + "; a lower dose is recorded as `reduced`, a higher one as `raised`", "dose open",
                on: day, .record, because: because)
        }
        reduce(name, to: level, on: day, .record, because, verb: "settled at")
    }

    private mutating func staysStopped(_ name: String, _ word: String, on day: Day, _ because: [String]) {
        decide(
            day, [name], "stays stopped", .record, because: because,
            open: ["\(name) is recorded as \(word) and was stopped for good"])
    }

    /// Ends a hold.
    mutating func giveAgain(
        _ name: String, _ dose: ResumedDose, on day: Day, _ source: DoseDecision.Source, _ because: [String],
        isNamed: Bool = false
    ) {
        guard let hold = states[name]?.hold else { return }
        if case .level(let level) = dose, let doubt = doubt(about: level, of: name, on: day, source) {
            return decide(day, [name], "stays held", source, because: because, open: [doubt])
        }
        states[name]?.hold = nil
        if isNamed {
            states[name]?.questions = []
        } else if let question = hold.question {
            ask(name, .record, question, "may be given again; dose open", on: day, source, because: because)
        }
        switch dose {
        case .same: decide(day, [name], "resumed at the same dose", source, because: hold.because + because)
        case .oneLower: reduce(name, to: nil, on: day, source, hold.because + because, verb: "resumed at")
        case .level(let level): reduce(name, to: level, on: day, source, hold.because + because, verb: "resumed at")
        }
    }

    /// Lowers a drug to a level, or by one step of its ladder.
    mutating func reduce(
        _ name: String, to level: DoseLevel?, on day: Day, _ source: DoseDecision.Source, _ because: [String],
        verb: String = "reduced to"
    ) {
        guard let drug = regimen[drug: name] else { return }
        guard states[name]?.stopped == nil else {
            return source == .record ? staysStopped(name, "reduced", on: day, because) : ()
        }
        let why = because.joined(separator: "; ")
        guard let lower = level ?? drug.step(below: currentLevel(of: name, on: day), length: length) else {
            return reduceBelowLadder(drug, on: day, source, because)
        }
        if let level, let doubt = doubt(about: level, of: name, on: day, source) {
            return ask(name, .record, doubt, "dose open", on: day, source, because: because)
        }
        if let level, source == .rules, let present = currentLevel(of: name, on: day),
            let planner = planners.first(where: { $0.drug.name == name }), !isLower(level, than: present, planner)
        {
            let action = verb == "resumed at" ? "resumed at the same dose" : "stays at \(present)"
            return decide(day, [name], action, source, because: because + ["\(level) is no lower dose"])
        }
        if level != nil, source == .record { states[name]?.questions = [] }
        change(name, from: currentLevel(of: name, on: day), to: lower, on: day)
        states[name]?.cap = lower
        states[name]?.set = nil
        states[name]?.because = "\(verb) \(lower) on \(day)" + (why.isEmpty ? "" : ": \(why)")
        decide(day, [name], "\(verb) \(lower)", source, because: because)
    }

    /// There is no lower level: the drug is stopped, goes on, or waits for a person where the protocol has no ladder.
    private mutating func reduceBelowLadder(
        _ drug: RegimenDrug, on day: Day, _ source: DoseDecision.Source, _ because: [String]
    ) {
        guard drug.levels?.value != nil else {
            let question = "the protocol states no levels of \(drug.name); record `reduced` or `resumed` with `to`"
            states[drug.name]?.hold = Hold(
                since: day, because: because + ["a lower level is due and none is stated"], until: [], resumed: .same,
                cause: cause)
            return decide(
                day, [drug.name], "reduction due; held until its level is recorded", source, because: because,
                open: [question])
        }
        switch drug.belowLowest {
        case .stay: decide(day, [drug.name], "stays at its lowest level", source, because: because)
        case .stop:
            stop(drug.name, on: day, (because + ["there is no lower level"]).joined(separator: "; "))
            decide(day, [drug.name], "stopped for good: there is no lower level", source, because: because)
            endWithLastDrug(on: day)
        }
    }

    private mutating func raise(_ name: String, to level: DoseLevel?, on day: Day, _ because: [String]) {
        guard let drug = regimen[drug: name], let planner = planners.first(where: { $0.drug.name == name }) else {
            return
        }
        if states[name]?.stopped != nil { return staysStopped(name, "raised", on: day, because) }
        if let level, level != drug.escalation?.to,
            let doubt = doubt(about: level, of: name, on: day, .record, mayRise: true)
        {
            return ask(name, .record, doubt, "dose open", on: day, .record, because: because)
        }
        let highest = planner.highest(cycle: max(1, cycles.count)).map { DoseLevel($0.amount, days: $0.days) }
        let next = drug.step(above: currentLevel(of: name, on: day), length: length) ?? highest
        guard let higher = level ?? next, let highest else { return }
        guard !isLower(highest, than: higher, planner) else {
            let why = "\(higher) of \(name) is more than the plan has in cycle \(max(1, cycles.count)), \(highest)"
            return ask(name, .record, why, "dose open", on: day, .record, because: because)
        }
        if let present = currentLevel(of: name, on: day), !isLower(present, than: higher, planner) {
            let why = "\(name) is recorded as raised, and \(higher) is no higher than its dose, \(present)"
            return ask(name, .record, why, "dose open", on: day, .record, because: because)
        }
        if let planned = planned(planner, cycle: max(1, cycles.count), on: day),
            isLower(DoseLevel(planned.amount, days: planned.days), than: higher, planner)
        {
            states[name]?.isRaised = true
        }
        if level != nil { states[name]?.questions = [] }
        change(name, from: currentLevel(of: name, on: day), to: higher, on: day, isRaised: true)
        states[name]?.cap = nil
        states[name]?.set = higher
        states[name]?.because = (["raised to \(higher) on \(day)"] + because).joined(separator: ": ")
        decide(day, [name], "raised to \(higher)", .record, because: because)
    }

    /// Why a level that was recorded cannot be taken as it stands; `nil` where it can. Those of rules were checked when
    /// the study file was read.
    private func doubt(
        about level: DoseLevel, of name: String, on day: Day, _ source: DoseDecision.Source, mayRise: Bool = false
    ) -> String? {
        guard source == .record, let drug = regimen[drug: name] else { return nil }
        let ladder = drug.levels?.value
        if let ladder, drug.index(of: level, in: ladder) == nil {
            let steps = ladder.map(\.description).joined(separator: ", ")
            return "\(level) is no level of \(drug.name), whose levels are \(steps); record one of them"
        }
        guard let present = currentLevel(of: drug.name, on: day) else { return nil }
        guard let comparison = level.amount.compared(to: present.amount) else {
            return "\(level) of \(drug.name) has another unit than its dose, \(present)"
        }
        guard !mayRise, comparison == .above else { return nil }
        return "\(level) of \(drug.name) is more than its dose, \(present); a higher dose is recorded as `raised`"
    }

    mutating func stop(_ name: String, on day: Day, _ because: String) {
        guard states[name]?.stopped == nil else { return }
        change(name, from: currentLevel(of: name, on: day), to: nil, on: day)
        states[name]?.stopped = (day, because)
    }

    /// A treatment ends with its last drug.
    mutating func endWithLastDrug(on day: Day) {
        let reasons = regimen.drugs.compactMap { states[$0.name]?.stopped?.because }
        guard reasons.count == regimen.drugs.count, end == nil else { return }
        finish(
            on: day, "all drugs stopped: " + Set(reasons).sorted().joined(separator: "; "),
            cause: "all drugs stopped")
    }
}

extension RegimenDrug {
    /// The step of the ladder below a dose.
    func step(below level: DoseLevel?, length: Int) -> DoseLevel? { neighbour(of: level, length: length, by: 1) }

    /// The step of the ladder above a dose.
    func step(above level: DoseLevel?, length: Int) -> DoseLevel? { neighbour(of: level, length: length, by: -1) }

    private func neighbour(of level: DoseLevel?, length: Int, by move: Int) -> DoseLevel? {
        guard let level, let levels = levels?.value, let days = days.value else { return nil }
        if let index = index(of: level, in: levels) {
            return levels.indices.contains(index + move) ? levels[index + move] : nil
        }
        let total = level.cycleTotal(length: length, days: days)
        let side = levels.filter {
            move > 0
                ? $0.cycleTotal(length: length, days: days) < total : $0.cycleTotal(length: length, days: days) > total
        }
        return move > 0 ? side.first : side.last
    }
}
