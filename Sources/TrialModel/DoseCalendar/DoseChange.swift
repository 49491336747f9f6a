import TrialValues

/// A change of the level at which a drug is given: from one to another, or to none.
public struct DoseChange: Sendable, Hashable {
    /// The drug.
    public let drug: String
    /// The day.
    public let day: Day
    /// The level before; `nil` where the plan has none.
    public let from: DoseLevel?
    /// The level after; `nil` where the drug is stopped for good.
    public let to: DoseLevel?
    /// Whether the level after is the higher one.
    public let isRaised: Bool
    /// Why, in a word or two: the names of rules, or the recorded reason.
    public let cause: String
}

extension TreatmentTimeline {
    /// What is told as the reason where none is recorded.
    static let noReason = "no reason recorded"

    /// Keeps a change of level, with the levels as the ladder prints them.
    mutating func change(_ name: String, from: DoseLevel?, to: DoseLevel?, on day: Day, isRaised: Bool = false) {
        guard let drug = regimen[drug: name] else { return }
        let (before, after) = (from.map(drug.printed), to.map(drug.printed))
        guard before != after else { return }
        changes.append(
            DoseChange(drug: name, day: day, from: before, to: after, isRaised: isRaised, cause: cause))
    }
}

extension RegimenDrug {
    /// A level as its ladder prints it; without days where they are those of the drug.
    func printed(_ level: DoseLevel) -> DoseLevel {
        if let levels = levels?.value, let index = index(of: level, in: levels) { return levels[index] }
        return level.days == days.value ? DoseLevel(level.amount) : level
    }
}
