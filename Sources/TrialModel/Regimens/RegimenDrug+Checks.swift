import TrialValues

extension RegimenDrug {
    /// Refuses what is well formed and cannot be.
    func check(_ keys: inout MappingReader) {
        checkSpans(&keys)
        checkUnits(&keys)
        checkLadder(&keys)
        checkEscalation(&keys)
        if doses.value?.first?.condition != nil {
            keys.refuse("study.condition", "the first dose of \(name) has an `if`; there is none before it", at: "dose")
        }
        for day in Set(weekdays) where weekdays.count(where: { $0 == day }) > 1 {
            keys.refuse("study.duplicate-day", "`weekdays` has \(day.rawValue) twice", at: "weekdays")
        }
    }

    /// Every subject has one dose in every cycle.
    private func checkSpans(_ keys: inout MappingReader) {
        guard let doses = doses.value, doses.count > 1 else { return }
        for group in Self.cohorts(doses) {
            guard let fault = SpanFault(group.doses.map { $0.cycles ?? Self.all }, through: nil) else { continue }
            let whose = group.subjects.map { " of subjects \($0)" } ?? ""
            keys.refuse(
                fault.rule, "`dose`\(whose): " + fault.words("cycle"), at: "dose", advice: fault.advice("cycles"))
        }
        let spans = Self.cohorts(doses).map { $0.subjects ?? Self.all }
        if let fault = SpanFault(spans, through: nil) {
            keys.refuse(fault.rule, "`dose`: " + fault.words("subject"), at: "dose", advice: fault.advice("subjects"))
        }
    }

    /// The planned doses by cohort, in the order of the file.
    static func cohorts(_ doses: [PlannedDose]) -> [(subjects: NumberSpan?, doses: [PlannedDose])] {
        var cohorts: [(subjects: NumberSpan?, doses: [PlannedDose])] = []
        for dose in doses {
            if let index = cohorts.firstIndex(where: { $0.subjects == dose.subjects }) {
                cohorts[index].doses.append(dose)
            } else {
                cohorts.append((dose.subjects, [dose]))
            }
        }
        return cohorts
    }

    private static let all = NumberSpan(from: 1)

    /// All amounts of a drug can be compared and added up; those of the ladder and the escalation are looked at there.
    private func checkUnits(_ keys: inout MappingReader) {
        guard let first = doses.value?.first?.amount else { return }
        let rows = (renal?.value ?? []).flatMap(\.rows).compactMap { row -> DoseAmount? in
            if case .level(let level) = row.start { level.amount } else { nil }
        }
        let others = [
            ("dose", (doses.value ?? []).map(\.amount)), ("loading", [loading?.amount].compactMap(\.self)),
            ("renal", rows),
        ]
        for (key, amounts) in others {
            guard let odd = amounts.first(where: { !$0.isOfKind(of: first) }) else { continue }
            keys.refuse(
                "study.unit", "`\(key)` of \(name) has \(odd), which cannot be compared with its dose of \(first)",
                at: key, advice: "write all amounts of a drug in units of one kind")
        }
    }

    /// The ladder falls, and holds every dose that is planned.
    private func checkLadder(_ keys: inout MappingReader) {
        guard let levels = levels?.value else { return }
        for (high, low) in zip(levels, levels.dropFirst()) {
            guard let order = high.amount.compared(to: low.amount) else {
                keys.refuse("study.unit", "`levels` has \(high) and \(low), which cannot be compared", at: "levels")
                return
            }
            let fallsByDays =
                order == .same
                && days.value.map { high.cycleTotal(length: 28, days: $0) > low.cycleTotal(length: 28, days: $0) }
                    ?? true
            guard order == .above || fallsByDays else {
                keys.refuse(
                    "study.range", "`levels` does not fall from \(high) to \(low)", at: "levels",
                    advice: "write the highest dose first")
                return
            }
        }
        let planned = (doses.value ?? []).map(\.level) + (escalation.map { [$0.to] } ?? [])
        for level in planned where index(of: level, in: levels) == nil {
            keys.refuse(
                "study.level", "the dose \(level) of \(name) is not one of its `levels`", at: "levels",
                advice: "its levels are " + levels.map(\.description).joined(separator: ", "))
        }
    }

    /// The place of a dose in a ladder; a level without days stands for those of the drug, and of its doses that have their own.
    func index(of level: DoseLevel, in levels: [DoseLevel]) -> Int? {
        let days = named(days(of: level))
        let alike = levels.indices.filter { levels[$0].amount.compared(to: level.amount) == .same }
        if let index = alike.first(where: { named(self.days(of: levels[$0])) == days }) { return index }
        let isPlanned = (doses.value ?? []).contains { $0.days != nil && named($0.days) == days }
        return isPlanned ? alike.first { levels[$0].days == nil } : nil
    }

    /// The days of a level; those of the drug where it has none.
    func days(of level: DoseLevel) -> DoseDays? { level.days ?? days.value }

    private func named(_ days: DoseDays?) -> [Int: Int]? {
        days?.times(ofCycle: 1, length: max(28, days?.lastNamed ?? 1))
    }

    private func checkEscalation(_ keys: inout MappingReader) {
        guard let escalation, let doses = doses.value else { return }
        if doses.contains(where: { $0.cycles != nil }) {
            keys.refuse(
                "study.conflict", "\(name) has doses by cycle and an `escalation`", at: "escalation",
                advice: "say it in one way")
        }
        for dose in doses where dose.amount.compared(to: escalation.to.amount) != .below {
            keys.refuse(
                "study.range", "`escalation` to \(escalation.to) does not raise the dose of \(dose.amount)",
                at: "escalation")
        }
    }
}

extension SpanFault {
    /// The rule that finds it.
    var rule: String {
        switch self {
        case .gap, .short: "study.gap"
        case .overlap: "study.overlap"
        }
    }

    /// The fault in words.
    func words(_ thing: String) -> String {
        switch self {
        case .gap(let first, let last): "\(thing)s \(first) to \(last) have no dose"
        case .overlap(let number): "\(thing) \(number) has two doses"
        case .short(let number): "\(thing) \(number) and later ones have no dose"
        }
    }

    /// What to do about it.
    func advice(_ key: String) -> String { "let `\(key)` follow each other from 1 on, such as 1-4 and 5-" }
}
