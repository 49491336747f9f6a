import TrialValues

/// A drug of a regimen: how much, on which days, and what becomes of doses that do not go as planned.
///
/// ```yaml
/// - drug: ixazomib
///   route: oral
///   dose: [{cycles: 1-4, amount: 3 mg}, {cycles: 5-26, amount: 4 mg, if: tolerated}]
///   days: [1, 8, 15]
///   levels: [4 mg, 3 mg, 2.3 mg]
///   missed: 72 hours
/// ```
public struct RegimenDrug: Sendable, Hashable {
    /// The drug.
    public let name: String
    /// How it is given, such as `oral`.
    public let route: String?
    /// The doses that are planned, by subjects and cycles.
    public let doses: Stated<[PlannedDose]>
    /// The days of a cycle; those of the first dose where each dose has its own.
    public let days: Stated<DoseDays>
    /// The steps of its ladder, from the highest to the lowest.
    public let levels: Stated<[DoseLevel]>?
    /// What a reduction below the lowest step does.
    public let belowLowest: BelowLowest
    /// A dose that is raised once.
    public let escalation: Escalation?
    /// A dose that begins the treatment.
    public let loading: LoadingDose?
    /// How many days early or late a dose still is on time.
    public let window: Int
    /// The days of the week on which it can be given; all where the list is empty.
    public let weekdays: [Weekday]
    /// What becomes of a dose that is forgotten; `nil` where the protocol does not say.
    public let missed: MissedDoseRule?
    /// What becomes of a dose that is vomited; `nil` where the protocol does not say.
    public let vomited: VomitedDoseRule?
    /// The first dose by the function of the kidneys, by jurisdiction.
    public let renal: Stated<[RenalTable]>?
    /// A remark.
    public let note: String?
    /// Where it stands.
    let node: StudyNode

    /// What a reduction below the lowest step does.
    public enum BelowLowest: String, Sendable, Hashable, CaseIterable {
        /// The drug is stopped.
        case stop
        /// The lowest step goes on.
        case stay
    }

    init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let name = keys.required("drug", .words, "the name of the drug")
        route = keys.optional("route", .words, "how it is given, such as oral")
        let doses = keys.required("dose", .stated(.plannedDoses(facts)), "how much a dose holds")
        let written = keys.optional("days", .stated(.doseDays), "the days of a cycle; not where each dose has its own")
        let phase = keys.optional("phase", Expectation<DoseDays.Phase>.choice, Self.phaseMeaning) ?? .cycle
        levels = keys.optional("levels", .stated(.list(of: .doseLevel)), "the ladder, from the highest dose down")
        belowLowest = keys.optional("below lowest", Expectation<BelowLowest>.choice, Self.belowMeaning) ?? .stop
        escalation = keys.optional("escalation", .escalation(facts), "a dose that is raised once")
        loading = keys.optional("loading", .loadingDose, "a dose that begins the treatment")
        window = keys.optional("window", .wholeDays(from: 0), "how early or late a dose still is on time") ?? 0
        weekdays = keys.optional("weekdays", .list(of: .choice), "the days of the week on which it can be given") ?? []
        missed = keys.optional("missed", .missedDoseRule, "what becomes of a forgotten dose")
        vomited = keys.optional("vomited", Expectation<VomitedDoseRule>.choice, "what becomes of a vomited dose")
        renal = keys.optional("renal", .stated(.renalTables), "the first dose by the function of the kidneys")
        note = keys.optional("note", .words, "a remark")
        node = keys.node
        let days = written ?? doses.flatMap(Self.ownDays)
        if days == nil, !keys.has("days"), keys.node.entries != nil {
            keys.refuse(
                "study.missing-key", "\(keys.owner) has no `days`",
                advice: "add `days: …`, such as [1, 8, 15], or give each dose its own `days`")
        }
        guard let name, let doses, let days else { return nil }
        (self.name, self.doses) = (name, doses)
        switch days {
        case .stated(let days): self.days = .stated(days.with(phase: phase))
        case .unspecified(let note): self.days = .unspecified(note: note)
        }
        check(&keys)
    }

    /// The days of the first dose, where each dose has its own.
    private static func ownDays(_ doses: Stated<[PlannedDose]>) -> Stated<DoseDays>? {
        guard let all = doses.value, all.allSatisfy({ $0.days != nil }) else { return nil }
        return all.first?.days.map { .stated($0) }
    }

    private static let phaseMeaning =
        "whether every other day begins anew with each cycle, or runs on; `cycle` by default"
    private static let belowMeaning = "what a reduction below the lowest level does; `stop` by default"
}

extension Expectation where Value == RegimenDrug {
    /// A drug of a regimen.
    static func regimenDrug(_ facts: FactDictionary) -> Expectation {
        .group("keys such as {drug: ixazomib, dose: 4 mg, days: [1, 8, 15]}", of: "a drug") { RegimenDrug(&$0, facts) }
    }
}
