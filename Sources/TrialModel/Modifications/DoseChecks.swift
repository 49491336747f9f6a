import TrialValues

/// The second look at arms, modifications and prophylaxis together: what is well formed and cannot be.
struct DoseChecks {
    let arms: [Arm]
    let modifications: Modifications
    let prophylaxis: [ProphylaxisRule]

    /// What was found.
    var problems: [Diagnostic] {
        guard !arms.isEmpty else { return [] }
        return modifications.rules.flatMap { unknownDrugs($0) + withoutLadder($0) + offLadder($0) }
            + prophylaxis.flatMap(unknownDrugs)
            + regimens.flatMap(\.drugs).flatMap { closedWeekdays($0) + renalRows($0) }
    }

    /// Doses of some weekdays that can be given on no day of their window.
    private func closedWeekdays(_ drug: RegimenDrug) -> [Diagnostic] {
        guard !drug.weekdays.isEmpty else { return [] }
        let all = Weekday.allCases
        let shut = all.indices.filter { index in
            !(-drug.window...drug.window).contains { drug.weekdays.contains(all[((index + $0) % 7 + 7) % 7]) }
        }
        guard !shut.isEmpty else { return [] }
        let window = drug.window == 0 ? "no `window`" : "a `window` of \(drug.window) days"
        return [
            Diagnostic(
                .warning, "study.weekdays",
                "\(drug.name) has `weekdays` and \(window): a dose of a \(all[shut[0]].rawValue) can be given on no day, and is open",
                at: drug.node.place(of: ["weekdays"]), advice: "give a `window` that reaches one of its weekdays")
        ]
    }

    /// Rows of the study's own renal tables that are no step of the ladder, or hold more than the plan.
    private func renalRows(_ drug: RegimenDrug) -> [Diagnostic] {
        let shipped = Set(ShippedTables.renal.flatMap(\.rows))
        let rows = (drug.renal?.value ?? []).flatMap(\.rows).filter { !shipped.contains($0) }
        return rows.flatMap { row -> [Diagnostic] in
            guard case .level(let level) = row.start else { return [] }
            return [offLadder(level, drug), abovePlan(level, drug)].compactMap(\.self)
        }
    }

    private func offLadder(_ level: DoseLevel, _ drug: RegimenDrug) -> Diagnostic? {
        guard let ladder = drug.levels?.value, drug.index(of: level, in: ladder) == nil else { return nil }
        return Diagnostic(
            .warning, "study.level", "`renal` of \(drug.name) has \(level), which is not one of its `levels`",
            at: drug.node.place(of: ["renal"]),
            advice: "its levels are " + ladder.map(\.description).joined(separator: ", "))
    }

    private func abovePlan(_ level: DoseLevel, _ drug: RegimenDrug) -> Diagnostic? {
        let planned = (drug.doses.value ?? []).map(\.amount)
        guard !planned.isEmpty, planned.allSatisfy({ level.amount.compared(to: $0) == .above }) else { return nil }
        return Diagnostic(
            .warning, "study.range",
            "`renal` of \(drug.name) has \(level), more than its `dose`; a table never raises a dose",
            at: drug.node.place(of: ["renal"]))
    }

    private var regimens: [Regimen] { arms.compactMap { $0.regimen?.value } }

    private var names: [String] {
        var seen: Set<String> = []
        return regimens.flatMap(\.drugs).map(\.name).filter { seen.insert($0).inserted }
    }

    /// A rule of the study itself names drugs that an arm has; a table that ships may name others.
    private func unknownDrugs(_ rule: ModificationRule) -> [Diagnostic] {
        guard rule.table == nil, !names.isEmpty else { return [] }
        return Set(rule.drugs + rule.alternate + rule.first).subtracting(names).sorted().map {
            unknown($0, rule.id, rule.place)
        }
    }

    private func unknownDrugs(_ rule: ProphylaxisRule) -> [Diagnostic] {
        guard !names.isEmpty else { return [] }
        return Set(rule.with).subtracting(names).sorted().map {
            unknown($0, "the prophylaxis against \(rule.against)", rule.place)
        }
    }

    private func unknown(_ name: String, _ owner: String, _ place: Diagnostic.Place) -> Diagnostic {
        let nearest = NearestName(to: name, among: names).map { "did you mean `\($0.name)`?" }
        return Diagnostic(
            .error, "study.unknown-drug", "\(owner): no arm has the drug `\(name)`", at: place,
            advice: nearest ?? "the drugs of the arms are " + names.joined(separator: ", "))
    }

    /// A dose that a rule of the study names is a step of the drug's ladder.
    private func offLadder(_ rule: ModificationRule) -> [Diagnostic] {
        guard rule.table == nil else { return [] }
        var named = rule.to.map { [$0] } ?? []
        if case .level(let level) = rule.resumed { named.append(level) }
        let drugs = regimens.flatMap(\.drugs).filter { rule.drugs.isEmpty || rule.drugs.contains($0.name) }
        return named.flatMap { level in
            drugs.compactMap { drug in
                guard let ladder = drug.levels?.value else { return otherUnit(level, drug, rule) }
                guard drug.index(of: level, in: ladder) == nil else { return nil }
                return Diagnostic(
                    .error, "study.level", "\(rule.id): \(level) is no level of \(drug.name)", at: rule.place,
                    advice: "its levels are " + ladder.map(\.description).joined(separator: ", "))
            }
        }
    }

    /// A dose that a rule names can be compared with the drug's.
    private func otherUnit(_ level: DoseLevel, _ drug: RegimenDrug, _ rule: ModificationRule) -> Diagnostic? {
        guard let dose = drug.doses.value?.first?.amount, !level.amount.isOfKind(of: dose) else { return nil }
        return Diagnostic(
            .error, "study.unit", "\(rule.id): \(level) cannot be compared with the dose of \(drug.name), \(dose)",
            at: rule.place)
    }

    /// A reduction needs a ladder, or a gap that says that there is none.
    private func withoutLadder(_ rule: ModificationRule) -> [Diagnostic] {
        let lowers = rule.action == .reduce && rule.to == nil || rule.resumed == .oneLower || !rule.alternate.isEmpty
        guard lowers else { return [] }
        let drugs = regimens.flatMap(\.drugs).filter { drug in
            let meant = rule.action == .hold && !rule.alternate.isEmpty ? rule.alternate : rule.drugs
            return drug.levels == nil && (meant.isEmpty || meant.contains(drug.name))
        }
        return Set(drugs.map(\.name)).sorted().map { name in
            Diagnostic(
                .warning, "study.no-levels", "\(rule.id) lowers \(name), which has no `levels`", at: rule.place,
                advice: "give its `levels`, or `levels: unspecified`")
        }
    }
}
