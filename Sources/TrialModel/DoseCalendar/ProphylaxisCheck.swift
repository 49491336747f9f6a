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
        let days = (0...(last - cycle.start)).compactMap { cycle.start.adding(days: $0) }
        let fates = days.map { Fate(taken: drugTaken(rule, on: $0), against: contraindication(rule, cycle, on: $0)) }
        for (day, fate) in zip(days, fates) {
            guard let drug = fate.taken else { continue }
            if let against = fate.against ?? prohibition(of: drug, on: day) {
                return .takenAgainst(drug, because: against)
            }
        }
        let taken = fates.compactMap(\.taken)
        guard fates.contains(where: { $0.taken == nil && $0.against == nil }) else {
            return taken.first.map { .taken($0) } ?? .contraindicated(fates.compactMap(\.against).first ?? "")
        }
        return taken.first.map { .partly($0, days: taken.count) } ?? .missing
    }

    /// What is known of a prophylaxis on a day.
    private struct Fate {
        /// The drug that was taken.
        let taken: String?
        /// Why none of its drugs may be given.
        let against: String?
    }

    /// The drug of a prophylaxis that was taken on a day.
    private func drugTaken(_ rule: ProphylaxisRule, on day: Day) -> String? {
        record.events.lazy.compactMap { event -> String? in
            guard case .prophylaxis(let drug, let until) = event.kind, rule.drugs.contains(drug) else { return nil }
            return event.day <= day && day <= until ?? day ? drug : nil
        }.first
    }

    /// Why a drug must not be given on a day; `nil` where nothing is recorded.
    private func prohibition(of drug: String, on day: Day) -> String? {
        record.events.first { $0.kind == .contraindicated(drug: drug) && $0.day <= day }
            .map { $0.reason ?? "recorded on \($0.day)" }
    }

    /// Why none of the drugs may be given: each is recorded as contraindicated, or the study's condition holds.
    private func contraindication(_ rule: ProphylaxisRule, _ cycle: CalendarCycle, on day: Day) -> String? {
        if let condition = rule.contraindicated {
            let facts = record.facts.known(delay: 0, cycle: cycle.number)
            let finding = condition.finding(given: facts, in: EvaluationContext(on: day))
            if finding.truth == .yes { return finding.reason }
        }
        let reasons = rule.drugs.map { prohibition(of: $0, on: day) }
        return reasons.contains(nil) ? nil : reasons.compactMap(\.self).joined(separator: "; ")
    }
}
