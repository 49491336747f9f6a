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
