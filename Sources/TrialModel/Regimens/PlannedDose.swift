import TrialValues

/// A dose that a protocol plans: how much, and for whom, in which cycles, on which days, under which condition.
///
/// ```yaml
/// dose:
///   - {subjects: 1-16, amount: 4 mg}
///   - {subjects: 17-, amount: 3 mg}
/// ```
/// ```yaml
/// dose: [{cycles: 1-4, amount: 3 mg}, {cycles: 5-26, amount: 4 mg, if: tolerated}]
/// ```
public struct PlannedDose: Sendable, Hashable {
    /// How much a dose holds.
    public let amount: DoseAmount
    /// The subjects, by their number in the order of enrolment; all of them where it is `nil`.
    public let subjects: NumberSpan?
    /// The cycles; all of them where it is `nil`.
    public let cycles: NumberSpan?
    /// The days of the cycle; those of the drug where it is `nil`.
    public let days: DoseDays?
    /// What must hold, or the dose of the cycles before goes on.
    public let condition: Criterion?

    /// The dose as a step of a ladder.
    var level: DoseLevel { DoseLevel(amount, days: days) }
}

extension Expectation where Value == [PlannedDose] {
    /// One amount, or a list of amounts by subjects and cycles.
    static func plannedDoses(_ facts: FactDictionary) -> Expectation {
        let item = item(facts)
        return Expectation(
            "an amount such as 10 mg, or a list such as [{cycles: 1-4, amount: 3 mg}, {cycles: 5-26, amount: 4 mg}]",
            shape: .any([Expectation<DoseAmount>.doseAmount.shape, .list(item.shape)])
        ) { node, name, problems in
            guard node.items != nil else {
                return Expectation<DoseAmount>.doseAmount.read(node, name, &problems).map {
                    [PlannedDose(amount: $0, subjects: nil, cycles: nil, days: nil, condition: nil)]
                }
            }
            return list(of: item).read(node, name, &problems)
        }
    }

    private static func item(_ facts: FactDictionary) -> Expectation<PlannedDose> {
        .group("keys such as {cycles: 1-4, amount: 3 mg}", of: "a dose") { keys in
            let amount = keys.required("amount", .doseAmount, "how much a dose holds")
            let subjects = keys.optional(
                "subjects", .numberSpan, "the subjects, by their number in the order of enrolment")
            let cycles = keys.optional("cycles", .numberSpan, "the cycles")
            let days = keys.optional("days", .doseDays, "the days of the cycle, where they differ from the drug's")
            let condition = keys.optional("if", .raisingCondition(facts), "what must hold, or the dose before goes on")
            guard let amount else { return nil }
            return PlannedDose(amount: amount, subjects: subjects, cycles: cycles, days: days, condition: condition)
        }
    }
}

extension Criterion {
    /// That the treatment is tolerated, which those who treat record.
    static let tolerated = FactDictionary.shipped["tolerated"].map { Criterion.holds(Measure(.fact($0))) }
}

extension Expectation where Value == Criterion {
    /// What must hold before a dose is raised: a condition, or the word `discretion`, which the record settles as it settles `tolerated`.
    static func raisingCondition(_ facts: FactDictionary) -> Expectation {
        let criterion = criterion(facts)
        return Expectation("`tolerated`, `discretion`, or a condition", shape: criterion.shape) {
            node, name, problems in
            if node.text == "discretion", let tolerated = Criterion.tolerated { return tolerated }
            return criterion.read(node, name, &problems)
        }
    }
}
