import TrialValues

/// A rule that changes doses: when it holds, for which drugs, what is done, until when, and what follows.
///
/// ```yaml
/// modifications:
///   - {id: D1, when: delay > 4 weeks, do: reduce}
///   - {id: D2, when: delay >= 6 weeks, do: withdraw}
///   - id: T1
///     when: platelets < 30,000 /mm3
///     do: hold
///     until: platelets >= 30,000 /mm3
///     resume: one lower
///     alternate: [lenalidomide, ixazomib]
/// ```
///
/// `alternate` names the drugs that take turns: the first time the first of them is resumed one step lower and the others at the same dose, the
/// second time the second, and so on.
public struct ModificationRule: Sendable, Hashable {
    /// Its name.
    public let id: String
    /// When it holds.
    public let when: Criterion
    /// When it is looked at.
    public let moment: Moment
    /// The drugs; all of the arm where the list is empty.
    public let drugs: [String]
    /// The drugs the first time, where they are others.
    public let first: [String]
    /// What is done.
    public let action: ModificationAction
    /// For a hold: when the drug is given again; a person decides where it is `nil`.
    public let until: Criterion?
    /// For a hold: at which dose the drug is given again.
    public let resumed: ResumedDose
    /// For a reduction: the dose; the next step of the ladder where it is `nil`.
    public let to: DoseLevel?
    /// The drugs that take turns in being lowered.
    public let alternate: [String]
    /// A remark.
    public let note: String?
    /// The table that it comes from.
    public let table: TableReference?
    /// Where it stands.
    let place: Diagnostic.Place

    /// When a rule is looked at.
    public enum Moment: String, Sendable, Hashable, CaseIterable {
        /// On the first day of the treatment only.
        case start
        /// On the first day of each cycle.
        case cycleStart = "cycle start"
        /// On every day with a new observation, and while a cycle is late.
        case anyDay = "any day"
    }

    /// The drugs of an arm that it is about the n-th time, from 1.
    func drugs(of regimen: Regimen, time number: Int) -> [String] {
        let meant = number == 1 && !first.isEmpty ? first : drugs
        return regimen.drugs.map(\.name).filter { meant.isEmpty || meant.contains($0) }
    }

    /// At which dose a drug is given again after the n-th time, from 1.
    func resumed(_ drug: String, time number: Int, in regimen: Regimen) -> ResumedDose {
        let turns = alternate.filter { regimen[drug: $0] != nil }
        guard !turns.isEmpty else { return resumed }
        return turns[(number - 1) % turns.count] == drug ? .oneLower : .same
    }
}

/// A table that ships, as a decision names it.
public struct TableReference: Sendable, Hashable, CustomStringConvertible {
    /// Its name.
    public let name: String
    /// Its version.
    public let version: String
    /// Where it is printed.
    public let source: String

    /// The table with its version.
    public var description: String { "\(name), version \(version)" }
}

/// What must hold before a new cycle begins; not before the first, which begins with eligibility.
public struct CycleRequirement: Sendable, Hashable {
    /// Its name.
    public let id: String
    /// What must hold.
    public let needs: Criterion
    /// The table that it comes from.
    public let table: TableReference?
}

/// The section `modifications`: rules, and what a new cycle needs.
public struct Modifications: Sendable, Hashable {
    /// The rules, in the order of the file.
    public let rules: [ModificationRule]
    /// What must hold before a new cycle begins.
    public let newCycle: [CycleRequirement]

    /// Rules and requirements.
    public init(rules: [ModificationRule] = [], newCycle: [CycleRequirement] = []) {
        self.rules = rules
        self.newCycle = newCycle
    }
}
