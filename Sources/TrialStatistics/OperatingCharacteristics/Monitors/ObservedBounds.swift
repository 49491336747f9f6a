import TrialNumerics

/// The critical values of a group sequential design at the information that a virtual trial really has at its looks.
///
/// Looks at calendar times, and trials that end before their events, have other information than was planned. The level is
/// spent by the events that are there (``GroupSequentialDesign/updated(information:isFinal:spendingTimes:)``), and what is left at the last
/// look, so that it is kept.
///
/// Most statistics lie so far from their critical value that it need not be known. With α_k spent by look k and Δ_k at it, on each side,
///
/// ```
/// Φ⁻¹(1 − α_k) ≤ u_k ≤ Φ⁻¹(1 − Δ_k)
/// ```
///
/// since P(Z_k ≥ u_k) is at most the chance of having crossed by now, and at least that of crossing now. Only what lies between is
/// integrated.
struct ObservedBounds: Sendable, Hashable {
    /// The design as it is planned.
    let design: GroupSequentialDesign
    /// The events that are all of its information.
    let events: Int
    /// The planned events of the looks.
    let planned: [Int]
    /// How the level is spent at any information; nil where the design says more than that.
    private let spending: SpendingFunction?

    /// - Throws: ``StatisticsError`` where two looks would be at one number of events.
    init(_ design: GroupSequentialDesign, events: Int) throws(StatisticsError) {
        self.design = design
        self.events = events
        planned = design.looks.map { Int(($0.fraction * Double(events) - 1e-9).rounded(.up)) }
        spending = try design.flexibleSpending
        try LookTimes.events(planned).validate()
    }

    /// Whether critical values exist for other information than was planned.
    var isFlexible: Bool {
        if case .fixed = design.efficacy.shape { return false }
        return true
    }

    /// What a statistic says at the latest of the looks that took place.
    ///
    /// - Parameters:
    ///   - z: the statistic.
    ///   - look: the planned look that it is.
    ///   - events: of the looks that took place, ascending; the last is that of the statistic.
    ///   - isFinal: whether no other look will come.
    /// - Returns: why the trial stops; nil where it goes on.
    func verdict(z: Double, look: Int, events seen: [Int], isFinal: Bool) -> StopReason? {
        if !isFlexible || (seen[...] == planned.prefix(seen.count) && isFinal == (seen.count == planned.count)) {
            return Self.verdict(z, design.looks[isFlexible ? seen.count - 1 : look], design.sides)
        }
        if let spending, let quick = quickly(z, spending, seen, isFinal) { return quick.reason }
        let information = seen.map { Double($0) / Double(events) }
        guard let now = try? design.updated(information: information, isFinal: isFinal) else { return nil }
        return Self.verdict(z, now.looks[seen.count - 1], design.sides)
    }

    private static func verdict(_ z: Double, _ look: GroupSequentialDesign.Look, _ sides: TestSides) -> StopReason? {
        if let bound = look.upperZ, z >= bound { return .efficacy }
        if let bound = look.lowerZ, z <= bound { return .harm }
        if sides == .one, let bound = look.futilityZ, z <= bound { return .futility }
        return nil
    }

    private struct Quick { let reason: StopReason? }

    /// The verdict where it does not depend on the exact critical value.
    private func quickly(_ z: Double, _ spending: SpendingFunction, _ seen: [Int], _ isFinal: Bool) -> Quick? {
        let isTwoSided = design.sides == .two
        let level = isTwoSided ? design.alpha / 2 : design.alpha
        func spent(_ count: Int) -> Double {
            spending.spent(at: min(1, Double(count) / Double(events)), of: level)
        }
        let all = isFinal ? level : spent(seen[seen.count - 1])
        let now = all - (seen.count > 1 ? spent(seen[seen.count - 2]) : 0)
        if now > 0, let sure = Normal.standard.upperQuantile(now) {
            if z >= sure { return Quick(reason: .efficacy) }
            if isTwoSided, z <= -sure { return Quick(reason: .harm) }
        }
        guard design.futility == nil, design.harm == nil else { return nil }
        guard all > 0, let least = Normal.standard.upperQuantile(all) else { return Quick(reason: nil) }
        return (isTwoSided ? abs(z) : z) < least ? Quick(reason: nil) : nil
    }
}

extension ObservedBounds: Encodable {
    private enum Keys: String, CodingKey { case events, alpha, shape, fractions, upper, lower, futility }

    /// All numbers that tell it from others.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(events, forKey: .events)
        try container.encode(design.alpha, forKey: .alpha)
        try container.encode(design.efficacy.shape.name, forKey: .shape)
        try container.encode(design.fractions, forKey: .fractions)
        try container.encode(design.looks.map(\.upperZ), forKey: .upper)
        try container.encode(design.looks.map(\.lowerZ), forKey: .lower)
        try container.encode(design.looks.map(\.futilityZ), forKey: .futility)
    }
}

extension GroupSequentialDesign {
    /// How a symmetric or one-sided design spends its level at any information: its own function, or the straight lines between what a
    /// classical shape spends at its planned looks; nil for fixed values, delayed starts and sides of their own.
    fileprivate var flexibleSpending: SpendingFunction? {
        get throws(StatisticsError) {
            guard efficacy.looks == .all, sides == .one || sides == .two, futility?.isBinding != true else {
                return nil
            }
            switch efficacy.shape {
            case .spending(let function): return function
            case .fixed: return nil
            case .obrienFleming, .pocock, .wangTsiatis, .haybittlePeto:
                let last = looks.count - 1
                return .table(
                    try SpendingTable(
                        looks.indices.map {
                            (looks[$0].spendingTime, $0 == last ? 1 : min(1, looks[$0].spent / alpha))
                        }))
            }
        }
    }
}
