import TrialValues

extension Criterion {
    /// Why it holds for nobody, as the end of a sentence; `nil` where it may hold, as far as that is looked at.
    ///
    /// Two conditions on one value that cannot both be, and one beyond the range of its fact:
    /// `age < 18 years and age >= 75 years`, `ECOG > 5`.
    var contradiction: String? { Contradiction(self, negated: false).reason }

    /// Whether it holds for everybody of whom its facts are known.
    var isTautology: Bool { Contradiction(self, negated: true).reason != nil }
}

/// Why a condition, or its opposite, can never hold.
private struct Contradiction {
    let reason: String?

    init(_ criterion: Criterion, negated: Bool) {
        reason = Contradiction.reason(criterion, negated)
    }

    private static func reason(_ criterion: Criterion, _ negated: Bool) -> String? {
        switch (criterion, negated) {
        case (.not(let part), _): return reason(part, !negated)
        case (.any(let parts), false), (.all(let parts), true):
            let reasons = parts.map { reason($0, negated) }
            return reasons.contains { $0 == nil } ? nil : reasons.first ?? nil
        case (.all(let parts), false), (.any(let parts), true):
            return parts.lazy.compactMap { reason($0, negated) }.first
                ?? clash(parts.flatMap { constraints($0, negated) })
        case (.atLeast(let count, let parts), false):
            let reasons = parts.map { reason($0, false) }
            return reasons.count { $0 == nil } < count ? reasons.compactMap(\.self).first : nil
        case (.within(let measure, let bounds), true):
            let below = Constraint(measure, bounds.lowerRelation.opposite, bounds.lower)
            let above = Constraint(measure, bounds.upperRelation.opposite, bounds.upper)
            guard clash([below]) != nil, clash([above]) != nil else { return nil }
            return "`\(criterion)` holds for every value"
        default: return clash(constraints(criterion, negated))
        }
    }

    /// What a condition demands of single values, all of it at once.
    private static func constraints(_ criterion: Criterion, _ negated: Bool) -> [Constraint] {
        switch (criterion, negated) {
        case (.not(let part), _): constraints(part, !negated)
        case (.all(let parts), false), (.any(let parts), true): parts.flatMap { constraints($0, negated) }
        case (.compares(let measure, let relation, let comparand), _):
            [Constraint(measure, negated ? relation.opposite : relation, comparand)]
        case (.within(let measure, let bounds), false):
            [
                Constraint(measure, bounds.lowerRelation, bounds.lower),
                Constraint(measure, bounds.upperRelation, bounds.upper),
            ]
        default: []
        }
    }

    /// Two demands on one value that cannot both be, or one beyond what the value can be.
    private static func clash(_ constraints: [Constraint]) -> String? {
        for (index, one) in constraints.enumerated() {
            for range in one.range where one.excludes(range) {
                return "`\(one.measure)` is never \(one.words)"
            }
            for other in constraints[..<index] where one.excludes(other) {
                return "`\(one.measure)` cannot be \(other.words) and \(one.words)"
            }
        }
        return nil
    }
}

/// What one comparison demands of a value.
private struct Constraint {
    let measure: Measure
    let relation: Criterion.Relation
    let comparand: Criterion.Comparand

    init(_ measure: Measure, _ relation: Criterion.Relation, _ comparand: Criterion.Comparand) {
        self.measure = measure
        self.relation = relation
        self.comparand = comparand
    }

    var words: String { "\(relation.words) \(measure.text(of: comparand))" }

    /// The demands that every value of the fact meets.
    var range: [Constraint] {
        guard let fact = measure.fact else { return [] }
        if case .ordinal(let scale) = fact.kind {
            return [
                Constraint(measure, .atLeast, .level(0)), Constraint(measure, .atMost, .level(scale.levels.count - 1)),
            ]
        }
        guard let range = fact.range else { return [] }
        func limit(_ number: ExactDecimal) -> Criterion.Comparand {
            if case .quantity(let unit, _) = fact.kind {
                .quantity(Quantity(number: number, unit: unit))
            } else {
                .number(number)
            }
        }
        return [
            Constraint(measure, .atLeast, limit(range.lowerBound)),
            Constraint(measure, .atMost, limit(range.upperBound)),
        ]
    }

    /// Whether no value meets both.
    func excludes(_ other: Constraint) -> Bool {
        guard measure == other.measure, let order = measure.order(comparand, other.comparand) else { return false }
        // Of two periods one of which is part of the other, each has days on either side.
        if case .day(let day) = comparand, case .day(let other) = other.comparand,
            day.first <= other.last, other.first <= day.last
        {
            return false
        }
        switch order {
        case .same:
            return Comparison.allCases.allSatisfy { !relation.holds($0) || !other.relation.holds($0) }
        case .above: return isLower && other.isUpper
        case .below: return isUpper && other.isLower
        }
    }

    /// Whether it demands a value of at least its comparand, or of at most it.
    private var isLower: Bool { [.equal, .atLeast, .above].contains(relation) }
    private var isUpper: Bool { [.equal, .atMost, .below].contains(relation) }
}
