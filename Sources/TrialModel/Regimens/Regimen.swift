import TrialValues

/// What an arm is treated with: drugs in cycles, and when the treatment ends.
///
/// ```yaml
/// regimen:
///   cycle: 28 days
///   cycles: 26
///   until: [progression, unacceptable toxicity]
///   drugs:
///     - {drug: ixazomib, route: oral, dose: 4 mg, days: [1, 8, 15]}
/// ```
public struct Regimen: Sendable, Hashable {
    /// The days of a cycle.
    public let cycle: Stated<Int>
    /// The most cycles; no limit where it is `nil`.
    public let cycles: Stated<Int>?
    /// The longest treatment, from its first day.
    public let longest: Period?
    /// What ends the treatment, besides the number of cycles, in the protocol's words.
    public let until: [String]
    /// The drugs, in the order of the file.
    public let drugs: [RegimenDrug]
    /// The keys whose values the protocol does not print.
    public let notPrinted: [String]
    /// A remark.
    public let note: String?

    init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let cycle = keys.required("cycle", .stated(.wholeDays(from: 1)), "the length of a cycle")
        cycles = keys.optional("cycles", .stated(.count(to: 1000)), "the most cycles")
        longest = keys.optional("longest", .period, "the longest treatment, such as 24 months")
        until = keys.optional("until", .list(of: .words), "what ends the treatment, such as progression") ?? []
        let drugs = keys.required("drugs", .list(of: .regimenDrug(facts)), "the drugs")
        notPrinted =
            keys.optional("not printed", .list(of: .words), "the keys whose values the protocol does not print") ?? []
        note = keys.optional("note", .words, "a remark")
        for key in notPrinted where !keys.has(key) {
            keys.refuse("study.unknown-name", "`not printed` names `\(key)`, which is not there", at: "not printed")
        }
        guard let cycle, let drugs else { return nil }
        (self.cycle, self.drugs) = (cycle, drugs)
        check(&keys)
    }

    /// A drug by its name.
    public subscript(drug name: String) -> RegimenDrug? { drugs.first { $0.name == name } }

    private func check(_ keys: inout MappingReader) {
        for (index, drug) in drugs.enumerated() where drugs[..<index].contains(where: { $0.name == drug.name }) {
            keys.refuse("study.duplicate-id", "the regimen has the drug \(drug.name) twice", at: "drugs")
        }
        guard let length = cycle.value else { return }
        for drug in drugs { checkDays(of: drug, length, &keys) }
    }

    /// Days lie within the cycle, and doses by cycle within the cycles.
    private func checkDays(of drug: RegimenDrug, _ length: Int, _ keys: inout MappingReader) {
        let levels = drug.levels?.value ?? []
        let all = [drug.days.value] + levels.map(\.days) + (drug.doses.value ?? []).map(\.days) + [drug.loading?.days]
        for days in all.compactMap(\.self) {
            guard let last = days.lastNamed, last > length else { continue }
            keys.refuse(
                "study.range", "\(drug.name) has a dose on day \(last) of a cycle of \(length) days",
                at: drug.node.place(of: ["days"]))
        }
        guard let most = cycles?.value, let doses = drug.doses.value else { return }
        for cohort in RegimenDrug.cohorts(doses) {
            let spans = cohort.doses.compactMap(\.cycles)
            if let last = spans.compactMap(\.last).max(), last > most {
                keys.refuse(
                    "study.range", "\(drug.name) has a dose in cycle \(last) of \(most)",
                    at: drug.node.place(of: ["dose"]))
            }
            if !spans.isEmpty, spans.allSatisfy({ $0.last != nil }), let last = spans.compactMap(\.last).max(),
                last < most
            {
                keys.refuse(
                    "study.gap", "`dose` of \(drug.name): cycles \(last + 1) to \(most) have no dose",
                    at: drug.node.place(of: ["dose"]))
            }
        }
    }
}

extension Expectation where Value == Regimen {
    /// What an arm is treated with.
    static func regimen(_ facts: FactDictionary) -> Expectation {
        .group(
            "keys such as {cycle: 28 days, drugs: [{drug: ixazomib, dose: 4 mg, days: [1, 8, 15]}]}", of: "`regimen`"
        ) { Regimen(&$0, facts) }
    }
}
