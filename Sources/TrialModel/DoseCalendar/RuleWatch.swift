import TrialValues

/// Watches the rules of a study over a subject's facts, day by day.
///
/// A rule fires on the day on which it begins to hold. It fires again only after it has stopped holding, so that one low
/// platelet count that stands in the record for weeks is one event. Rules on delays begin anew with each cycle.
struct RuleWatch {
    /// A rule that begins to hold.
    struct Firing {
        let rule: ModificationRule
        /// How often it has fired, with this time.
        let time: Int
        /// The rule, its table and the facts that it used, in words.
        let because: String
    }

    let modifications: Modifications
    let facts: SubjectFacts
    /// The last day of which something is known; observations after it do not count.
    let through: Day
    private let observedDays: Set<Day>
    /// The last days of all observations, those of a month or a year too.
    private let newsDays: Set<Day>
    private var truths: [String: Truth] = [:]
    private var times: [String: Int] = [:]

    init(_ modifications: Modifications, _ facts: SubjectFacts, through: Day) {
        self.modifications = modifications
        self.facts = facts
        self.through = through
        observedDays = facts.observedDays
        newsDays = Set(facts.observations.values.joined().compactMap { $0.happened?.last })
    }

    private func context(_ day: Day) -> EvaluationContext { EvaluationContext(on: min(day, through)) }

    /// Whether something was observed on a day.
    func hasNews(on day: Day) -> Bool { day <= through && observedDays.contains(day) }

    /// The rules that begin to hold on a day.
    ///
    /// - Parameters:
    ///   - moments: which rules are looked at; those of a cycle's or the treatment's start need not have begun to hold.
    ///   - late: rules on the first dose that could not be judged until now.
    mutating func firings(
        on day: Day, delay: Int, cycle: Int, _ moments: Set<ModificationRule.Moment>, onDelay: Bool = false,
        late: Set<String> = []
    ) -> [Firing] {
        let known = facts.known(delay: delay, cycle: cycle)
        var firings: [Firing] = []
        for rule in modifications.rules
        where (moments.contains(rule.moment) || late.contains(rule.id))
            && (!onDelay || rule.when.factNames.contains("delay"))
        {
            let finding = rule.when.finding(given: known, in: context(day))
            let before = truths.updateValue(finding.truth, forKey: rule.id)
            guard finding.truth == .yes, before != .yes || rule.moment != .anyDay else { continue }
            times[rule.id, default: 0] += 1
            let table = rule.table.map { " (\($0))" } ?? ""
            firings.append(
                Firing(rule: rule, time: times[rule.id] ?? 1, because: "\(rule.id)\(table): \(finding.reason)"))
        }
        return firings
    }

    /// Whether the conditions for giving a drug again hold, and in which words; `nil` where they do not.
    func release(_ conditions: [Criterion], on day: Day, delay: Int, cycle: Int) -> [String]? {
        let known = facts.known(delay: delay, cycle: cycle)
        let findings = conditions.map { $0.finding(given: known, in: context(day)) }
        guard !findings.isEmpty, findings.allSatisfy({ $0.truth == .yes }) else { return nil }
        return findings.map(\.reason)
    }

    /// Why a cycle cannot begin on a day; `nil` where it can, or where it is not known.
    func refusesCycle(on day: Day, _ number: Int) -> String? {
        let known = facts.known(delay: 0, cycle: number)
        for requirement in modifications.newCycle {
            let finding = requirement.needs.finding(given: known, in: context(day))
            let table = requirement.table.map { " (\($0))" } ?? ""
            if finding.truth == .no { return "cycle \(number) waits, \(requirement.id)\(table): \(finding.reason)" }
        }
        return nil
    }

    /// Whether it becomes known after a day whether a cycle may begin.
    func settlesCycle(_ number: Int, after day: Day) -> Bool {
        newsDays.contains { later in
            later > day && later <= through
                && (refusesCycle(on: later, number) != nil || doubtsCycle(on: later, number) == nil)
        }
    }

    /// The values by which a cycle begins that are older than a week or have no date, in words; those of which the protocol says how old they may be are left to it.
    func oldValues(on day: Day, _ number: Int) -> [String] {
        let known = facts.known(delay: 0, cycle: number)
        return modifications.newCycle.flatMap { requirement -> [String] in
            let ageing = Set(requirement.needs.measures.filter(\.mayBeOld).flatMap(\.factNames))
            let used = requirement.needs.finding(given: known, in: context(day)).used
            return used.filter { ageing.contains($0.name) }
                .compactMap { use in use.age(on: day).map { "\(requirement.id): \(use.name) \(use.value), \($0)" } }
        }
    }

    /// What is not known for a cycle to begin on a day; `nil` where it is known.
    func doubtsCycle(on day: Day, _ number: Int) -> String? {
        let known = facts.known(delay: 0, cycle: number)
        let open = modifications.newCycle.compactMap { requirement -> String? in
            let finding = requirement.needs.finding(given: known, in: context(day))
            guard finding.truth == .unknown else { return nil }
            let asks = finding.asks.map(\.description).joined(separator: ", ")
            return "\(requirement.id)\(requirement.table.map { " (\($0))" } ?? ""); not known: \(asks)"
        }
        return open.isEmpty ? nil : "whether cycle \(number) may begin: " + open.joined(separator: "; ")
    }

    /// What a cycle needs and is not known to have on a day; `nil` where it has all.
    func openNeeds(on day: Day, _ number: Int) -> Criterion? {
        let known = facts.known(delay: 0, cycle: number)
        let open = modifications.newCycle.map(\.needs).filter {
            $0.finding(given: known, in: context(day)).truth != .yes
        }
        return open.count > 1 ? .all(open) : open.first
    }

    /// The rules on the first dose that cannot be judged on a day, each with what is not known.
    func openStarts(on day: Day) -> [(rule: ModificationRule, words: String)] {
        let known = facts.known(delay: 0, cycle: 1)
        return modifications.rules.filter { $0.moment == .start }.compactMap { rule in
            let finding = rule.when.finding(given: known, in: context(day))
            guard finding.truth == .unknown else { return nil }
            let asks = finding.asks.map(\.description).joined(separator: ", ")
            let table = rule.table.map { " (\($0))" } ?? ""
            return (rule, "the first dose depends on \(rule.id)\(table): \(rule.when); not known: \(asks)")
        }
    }

    /// What is not known for rules to be judged on a day: the rule and the facts that would settle it.
    func unjudged(on day: Day, delay: Int, cycle: Int) -> [(rule: String, facts: [String])] {
        let known = facts.known(delay: delay, cycle: cycle)
        let conditions = modifications.newCycle.map { ($0.id, $0.needs) } + modifications.rules.map { ($0.id, $0.when) }
        return conditions.compactMap { id, condition in
            let finding = condition.finding(given: known, in: context(day))
            return finding.truth == .unknown ? (id, finding.asks.map(\.description)) : nil
        }
    }

    /// Rules on delays begin anew.
    mutating func newCycle() {
        for rule in modifications.rules where rule.when.factNames.contains("delay") { truths[rule.id] = nil }
    }
}

extension FactUse {
    /// How old the value is on a day, where it is older than a week or its day is not known.
    fileprivate func age(on day: Day) -> String? {
        guard let happened else { return "whose date is not recorded" }
        let days = day - happened.last
        return days > 7 ? "of \(happened), \(days) days old" : nil
    }
}

extension Measure {
    /// Whether it is a laboratory value or a grade of which the protocol does not say how old it may be.
    fileprivate var mayBeOld: Bool {
        guard window == nil, let fact, fact.name != "delay" else { return false }
        switch fact.kind {
        case .quantity, .ordinal: return true
        default: return false
        }
    }
}
