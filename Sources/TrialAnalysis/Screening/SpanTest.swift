import TrialModel
import TrialValues

/// Comparisons of the time between two days with constants.
struct SpanTest {
    private struct Limit {
        let relation: Criterion.Relation
        let number: ExactDecimal
        /// The number, if it is whole.
        let whole: Int?
    }

    let unit: Period.Unit
    private let limits: [Limit]
    private let isAny: Bool

    /// The test of a condition on a time; `nil` where it compares with more than numbers, or months that are not whole.
    init?(_ condition: Criterion, unit: Period.Unit) {
        self.unit = unit
        guard let comparisons = ConstantComparisons(condition) else { return nil }
        isAny = comparisons.isAny
        var limits: [Limit] = []
        for (relation, comparand) in comparisons.pairs {
            guard case .number(let number) = comparand, abs(number.exponent) < 6,
                number.magnitude < ExactDecimal.million
            else { return nil }
            if unit == .months || unit == .years, number.whole == nil { return nil }
            limits.append(Limit(relation: relation, number: number, whole: number.whole))
        }
        self.limits = limits
    }

    /// Whether the condition holds for the time from one day to another.
    func holds(_ start: Day, _ end: Day) -> Bool {
        if isAny {
            for limit in limits where limit.relation.holds(order(start, end, limit)) { return true }
            return false
        }
        for limit in limits where !limit.relation.holds(order(start, end, limit)) { return false }
        return true
    }

    /// Where the time lies beside a limit: where the end lies beside the start moved by it.
    private func order(_ start: Day, _ end: Day, _ limit: Limit) -> Comparison {
        switch unit {
        case .days, .weeks:
            let days = end - start
            if let whole = limit.whole { return Comparison(days, unit == .days ? whole : 7 * whole) }
            let number = limit.number.multiplied(by: unit == .days ? .one : .seven) ?? limit.number
            return (ExactDecimal(exactly: days) ?? .zero).compared(to: number)
        case .months, .years:
            let count = limit.whole ?? 0
            let day = unit == .months ? start.adding(months: count) : start.adding(years: count)
            return day.map { Comparison(end, $0) } ?? (count > 0 ? .below : .above)
        }
    }
}

extension ExactDecimal {
    fileprivate static let million = ExactDecimal(exactly: 1_000_000) ?? .one
    fileprivate static let seven = ExactDecimal(exactly: 7) ?? .one
}
