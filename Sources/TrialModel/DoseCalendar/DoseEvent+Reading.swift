import TrialValues

extension DoseEvent {
    /// Reads the keys of an event; what a kind of event needs must be there, and nothing that it does not have.
    init?(_ keys: inout MappingReader) {
        let date = keys.required("date", .day, "the day")
        let word = keys.required("event", Expectation<Word>.choice, "what happened")
        var values = Values()
        values.drug = keys.optional(
            "drug", .words, "the drug; all of them for held, resumed, tolerated and stopped without it")
        values.amount = keys.optional("amount", .doseAmount, "what was given, where it is not what was due")
        values.of = keys.optional("dose of", .day, "the day whose dose was given late")
        values.to = keys.optional(
            "to", .doseLevel, "the level, for reduced, raised and resumed; the next one without it")
        values.days = keys.optional("days", .count(to: 1000), "the days of a delay")
        values.cycle = keys.optional("cycle", .count(to: 1000), "the number of the cycle that begins")
        values.until = keys.optional("until", .day, "the last day of a prophylaxis")
        time = keys.optional("time", .count(to: 24), "which dose of the day, where it has several")
        isAdditional = keys.optional("additional", .yesOrNo, "whether it was given beside those that were due") ?? false
        reason = keys.optional("reason", .words, "why")
        place = keys.node.place
        guard let date, let word else { return nil }
        word.check(&keys)
        if isAdditional, values.amount == nil || values.of != nil || time != nil {
            keys.refuse(
                "events.conflict", "an additional dose has an `amount`, and no `dose of` and no `time`",
                at: "additional")
        }
        if let until = values.until, until < date {
            keys.refuse("events.range", "`until` is \(until), before its `date`, \(date)", at: "until")
        }
        guard let kind = values.kind(word) else { return nil }
        (day, self.kind) = (date, kind)
    }

    /// The values that an event may have.
    private struct Values {
        var drug: String?
        var amount: DoseAmount?
        var of: Day?
        var to: DoseLevel?
        var days: Int?
        var cycle: Int?
        var until: Day?

        func kind(_ word: Word) -> Kind? {
            switch word {
            case .given: drug.map { .given(drug: $0, amount: amount, of: of) }
            case .missed: drug.map { .missed(drug: $0) }
            case .leftOut: drug.map { .leftOut(drug: $0) }
            case .vomited: drug.map { .vomited(drug: $0) }
            case .held: .held(drug: drug)
            case .resumed: .resumed(drug: drug, at: to)
            case .reduced: drug.map { .reduced(drug: $0, to: to) }
            case .raised: drug.map { .raised(drug: $0, to: to) }
            case .tolerated: .tolerated(drug: drug, true)
            case .notTolerated: .tolerated(drug: drug, false)
            case .delay: days.map { .delay(days: $0) }
            case .cycleStart: cycle.map { .cycleStart($0) }
            case .stopped: .stopped(drug: drug)
            case .ended: .ended
            case .prophylaxis: drug.map { .prophylaxis(drug: $0, until: until) }
            case .contraindicated: drug.map { .contraindicated(drug: $0) }
            case .closed: .closed
            }
        }
    }
}

extension DoseEvent.Word {
    /// The keys that an event must have, and those that it may have, besides `date`, `event` and `reason`.
    var keys: (needed: [String], allowed: [String]) {
        switch self {
        case .given: (["drug"], ["amount", "dose of", "time", "additional"])
        case .missed, .leftOut, .vomited: (["drug"], ["time"])
        case .contraindicated: (["drug"], [])
        case .held, .tolerated, .notTolerated, .stopped: ([], ["drug"])
        case .resumed: ([], ["drug", "to"])
        case .reduced, .raised: (["drug"], ["to"])
        case .delay: (["days"], [])
        case .cycleStart: (["cycle"], [])
        case .ended: (["reason"], [])
        case .prophylaxis: (["drug"], ["until"])
        case .closed: ([], [])
        }
    }

    fileprivate func check(_ keys: inout MappingReader) {
        let (needed, allowed) = self.keys
        for key in needed where !keys.has(key) {
            keys.refuse("events.missing-key", "an event `\(rawValue)` has no `\(key)`", advice: "add `\(key): …`")
        }
        for key in ["drug", "amount", "dose of", "time", "additional", "to", "days", "cycle", "until"]
        where keys.has(key) && !(needed + allowed).contains(key) {
            keys.refuse("events.conflict", "an event `\(rawValue)` has no `\(key)`", at: key, advice: "take it out")
        }
    }
}

extension Expectation where Value == DoseEvent {
    /// An event of a subject's treatment.
    static let doseEvent = Expectation.group(
        "keys such as {date: 2024-03-11, event: missed, drug: ixazomib}", of: "an event"
    ) { DoseEvent(&$0) }
}
