import TrialValues

/// Looks, cycle by cycle, whether a subject had the prophylaxis that the study asks for.
///
/// A cycle counts as far as it is past. Days on which none of the drugs that a prophylaxis goes with are given count too: protocols ask for it through the cycle.
struct ProphylaxisCheck {
    let rules: [ProphylaxisRule]
    let record: TreatmentRecord
    let regimen: Regimen
    let knownThrough: Day

    /// The findings of the cycles that have begun.
    func findings(_ cycles: [CalendarCycle], stopped: [String: Day]) -> [ProphylaxisFinding] {
        cycles.filter { $0.start <= knownThrough }.flatMap { cycle in
            rules.filter { isNeeded($0, in: cycle, stopped) }.map { rule in
                ProphylaxisFinding(against: rule.against, cycle: cycle.number, outcome: outcome(rule, cycle))
            }
        }
    }

    private func isNeeded(_ rule: ProphylaxisRule, in cycle: CalendarCycle, _ stopped: [String: Day]) -> Bool {
        let partners = rule.with.isEmpty ? regimen.drugs.map(\.name) : rule.with
        return partners.contains { name in
            regimen[drug: name] != nil && stopped[name].map { $0 > cycle.start } ?? true
        }
    }

    private func outcome(_ rule: ProphylaxisRule, _ cycle: CalendarCycle) -> ProphylaxisFinding.Outcome {
        let last = min(cycle.end, knownThrough)
        let spans = record.events.compactMap { event -> (drug: String, from: Day, to: Day)? in
            guard case .prophylaxis(let drug, let until) = event.kind, rule.drugs.contains(drug) else { return nil }
            let (from, to) = (max(event.day, cycle.start), min(until ?? last, last))
            return from <= to ? (drug, from, to) : nil
        }
        let against = contraindication(rule, cycle, through: last)
        guard let first = spans.first else { return against.map { .contraindicated($0) } ?? .missing }
        if let against { return .takenAgainst(first.drug, because: against) }
        let covered = Set(spans.flatMap { span in (0...(span.to - span.from)).map { span.from - cycle.start + $0 } })
        return covered.count > last - cycle.start ? .taken(first.drug) : .partly(first.drug, days: covered.count)
    }

    /// Why none of the drugs may be given: each is recorded as contraindicated, or the study's condition holds.
    private func contraindication(_ rule: ProphylaxisRule, _ cycle: CalendarCycle, through last: Day) -> String? {
        if let condition = rule.contraindicated {
            let facts = record.facts.known(delay: 0, cycle: cycle.number)
            let finding = condition.finding(given: facts, in: EvaluationContext(on: last))
            if finding.truth == .yes { return finding.reason }
        }
        let reasons = rule.drugs.map { drug in
            record.events.first { $0.kind == .contraindicated(drug: drug) && $0.day <= last }
        }
        guard !reasons.contains(where: { $0 == nil }) else { return nil }
        return reasons.compactMap { $0.map { $0.reason ?? "recorded on \($0.day)" } }.joined(separator: "; ")
    }
}
