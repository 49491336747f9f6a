import TrialValues

/// A dose that is raised once, from a cycle on.
///
/// ```yaml
/// escalation: {to: 15 mg, after cycle: 3, if: tolerated, decided by: the physician}
/// ```
///
/// Protocols say `from cycle 5` and `after cycle 5` for the same thing; the two differ by a cycle, so the key says which.
public struct Escalation: Sendable, Hashable {
    /// The dose that is reached.
    public let to: DoseLevel
    /// The first cycle with it.
    public let firstCycle: Int
    /// What must hold: that the drug is tolerated where a person decides, nothing where it is `nil`.
    public let condition: Criterion?
    /// Who decides.
    public let decidedBy: String?

    init?(_ keys: inout MappingReader, _ facts: FactDictionary) {
        let to = keys.required("to", .doseLevel, "the dose that is reached")
        let from = keys.optional("from cycle", .count(), "the first cycle with the dose")
        let after = keys.optional("after cycle", .count(), "the last cycle without the dose")
        keys.expectOne(of: ["from cycle", "after cycle"])
        let written = keys.optional("if", .raisingCondition(facts), "what must hold, or the dose before goes on")
        decidedBy = keys.optional("decided by", .words, "who decides, such as the physician")
        condition = written ?? (decidedBy == nil ? nil : Criterion.tolerated)
        guard let to, let first = from ?? after.map({ $0 + 1 }) else { return nil }
        (self.to, firstCycle) = (to, first)
    }
}

extension Expectation where Value == Escalation {
    /// A dose that is raised.
    static func escalation(_ facts: FactDictionary) -> Expectation {
        .group("keys such as {to: 15 mg, after cycle: 3, if: tolerated}", of: "`escalation`") { Escalation(&$0, facts) }
    }
}

/// A dose that begins the treatment and differs from those that follow.
///
/// ```yaml
/// loading: {amount: 8 mg/kg, days: 1}
/// ```
public struct LoadingDose: Sendable, Hashable {
    /// How much a dose holds.
    public let amount: DoseAmount
    /// The days of the first cycle on which it takes the place of the dose, or comes before it.
    public let days: DoseDays

    init?(_ keys: inout MappingReader) {
        let amount = keys.required("amount", .doseAmount, "how much the first dose holds")
        days =
            keys.optional("days", .doseDays, "the days of the first cycle; 1 by default")
            ?? DoseDays([DoseDays.Stretch(first: 1, last: 1, step: 1)])
        guard let amount else { return nil }
        self.amount = amount
    }
}

extension Expectation where Value == LoadingDose {
    /// A dose that begins the treatment.
    static let loadingDose = Expectation.group("keys such as {amount: 8 mg/kg, days: 1}", of: "`loading`") {
        LoadingDose(&$0)
    }
}
