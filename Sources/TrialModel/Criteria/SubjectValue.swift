import TrialValues

/// A value that a measure may have for a subject: one that was given, or one that was reckoned from others.
enum SubjectValue: Sendable, Hashable {
    /// An observation.
    case observed(FactObservation)
    /// The event of a date has never happened.
    case never
    /// Completed years, as few and as many as the bounds, and what they are reckoned from.
    case age(ClosedRange<Int>, source: String)
    /// A clearance, for the youngest and the oldest that the subject may be.
    case clearance(highest: CockcroftGault, lowest: CockcroftGault, on: PartialDay?)
    /// The time between two dates.
    case span(Period.Unit, from: PartialDay, to: PartialDay)
    /// A time that was given as a number.
    case counted(ExactDecimal, Period.Unit)
}

/// Where a value may lie beside another: one of the possibilities is true.
struct PossibleOrders: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let below = PossibleOrders(rawValue: 1)
    static let same = PossibleOrders(rawValue: 2)
    static let above = PossibleOrders(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ comparison: Comparison) {
        self =
            switch comparison {
            case .below: .below
            case .same: .same
            case .above: .above
            }
    }

    /// From where the lowest value lies to where the highest does.
    init(from lowest: Comparison, to highest: Comparison) {
        self = [PossibleOrders(lowest), PossibleOrders(highest)]
        if lowest == .below, highest == .above { insert(.same) }
    }

    /// Whether a relation holds.
    func truth(of relation: Criterion.Relation) -> Truth {
        var (canHold, canFail) = (false, false)
        for comparison in Comparison.allCases where contains(PossibleOrders(comparison)) {
            if relation.holds(comparison) { canHold = true } else { canFail = true }
        }
        return canHold && canFail ? .unknown : Truth(canHold)
    }
}

extension SubjectValue {
    /// Where the value lies beside a comparand, or what is missing to tell.
    enum Outcome {
        case orders(PossibleOrders)
        case missing([[FactAsk]], String)
    }

    /// Compares the value with what a criterion names.
    func compared(to comparand: Criterion.Comparand, _ measure: Measure) -> Outcome {
        switch (self, comparand) {
        case (.observed(let observation), _): return SubjectValue.compare(observation, comparand, measure)
        case (.age(let years, _), .quantity(let limit)):
            return SubjectValue.orders(
                SubjectValue.years(years.lowerBound)?.compared(to: limit),
                SubjectValue.years(years.upperBound)?.compared(to: limit), measure)
        case (.clearance(let highest, let lowest, _), .quantity(let limit)):
            return SubjectValue.orders(lowest.compared(to: limit), highest.compared(to: limit), measure)
        case (.span(let unit, let start, let end), .number(let number)):
            return SubjectValue.compare(unit, start, end, number, measure)
        case (.counted(let count, _), .number(let number)):
            return .orders(PossibleOrders(count.compared(to: number)))
        default: return SubjectValue.incomparable(measure)
        }
    }

    static func years(_ count: Int) -> Quantity? {
        guard let years = MeasurementUnit("years"), let number = ExactDecimal(exactly: count) else { return nil }
        return Quantity(number: number, unit: years)
    }

    private static func orders(_ lowest: Comparison?, _ highest: Comparison?, _ measure: Measure) -> Outcome {
        guard let lowest, let highest else { return incomparable(measure) }
        return .orders(PossibleOrders(from: lowest, to: highest))
    }

    private static func incomparable(_ measure: Measure) -> Outcome {
        .missing(
            [measure.factNames.prefix(1).map { FactAsk($0) }],
            "\(measure.shown) cannot be compared with the value that the rule names")
    }

    private static func compare(
        _ observation: FactObservation, _ comparand: Criterion.Comparand, _ measure: Measure
    ) -> Outcome {
        let comparison: Comparison? =
            switch (observation.value, comparand) {
            case (.quantity(let value), .quantity(let limit)):
                value.compared(to: limit, of: measure.fact?.kind.analyte)
            case (.number(let value), .number(let limit)): value.compared(to: limit)
            case (.level(let value), .level(let limit)): Comparison(value, limit)
            case (.text(let value), .text(let word)):
                // Words have no order; a different one lies above, say.
                value.lowercased() == word.lowercased() ? .same : .above
            default: nil
            }
        if let comparison { return .orders(PossibleOrders(comparison)) }
        switch (observation.value, comparand) {
        case (.date(let date), .day(let period)): return .orders(PossibleOrders(date, beside: period))
        case (_, .limit(let limit, let times)): return compare(observation, limit, times, measure)
        case (.timesLimit(let times, let limit), .quantity(let quantity)):
            guard let normal = observation.limit(limit), let value = normal.times(times),
                let comparison = value.compared(to: quantity, of: measure.fact?.kind.analyte)
            else { return missing(limit, measure) }
            return .orders(PossibleOrders(comparison))
        default: return incomparable(measure)
        }
    }

    /// Compares an observation with so many times its limit of normal.
    private static func compare(
        _ observation: FactObservation, _ limit: Criterion.NormalLimit, _ times: ExactDecimal, _ measure: Measure
    ) -> Outcome {
        if case .timesLimit(let value, limit) = observation.value {
            return .orders(PossibleOrders(value.compared(to: times)))
        }
        guard let normal = observation.limit(limit) else { return missing(limit, measure) }
        let value: Quantity? =
            switch observation.value {
            case .quantity(let value): value
            case .number(let number): Quantity(number: number, unit: .one)
            case .timesLimit(let own, let other): observation.limit(other)?.times(own)
            default: nil
            }
        guard let value, let bound = normal.times(times),
            let comparison = value.compared(to: bound, of: measure.fact?.kind.analyte)
        else { return incomparable(measure) }
        return .orders(PossibleOrders(comparison))
    }

    private static func missing(_ limit: Criterion.NormalLimit, _ measure: Measure) -> Outcome {
        let name = measure.fact?.name ?? measure.shown
        return .missing(
            [[FactAsk(name, limit == .upper ? .upperLimit : .lowerLimit)]],
            "the \(limit.words) of \(name) is not known")
    }

    /// Compares the time between two dates with a number of its unit: where the end lies beside the start moved by it.
    private static func compare(
        _ unit: Period.Unit, _ start: PartialDay, _ end: PartialDay, _ number: ExactDecimal, _ measure: Measure
    ) -> Outcome {
        func order(_ start: Day, _ end: Day) -> Comparison? {
            switch unit {
            case .days: return ExactDecimal(exactly: end - start)?.compared(to: number)
            case .weeks:
                guard let days = ExactDecimal(exactly: 7).flatMap({ number.multiplied(by: $0) }) else { return nil }
                return ExactDecimal(exactly: end - start)?.compared(to: days)
            case .months, .years:
                guard let count = number.whole else { return nil }
                let limit = unit == .months ? start.adding(months: count) : start.adding(years: count)
                // Beyond the calendar every day lies before a later limit and after an earlier one.
                return limit.map { Comparison(end, $0) } ?? (count > 0 ? .below : .above)
            }
        }
        return orders(order(start.last, end.first), order(start.first, end.last), measure)
    }
}

extension PossibleOrders {
    /// Where a date may lie beside a day, month or year that a rule names, all of which is meant.
    init(_ date: PartialDay, beside period: PartialDay) {
        self = []
        if date.first < period.first { insert(.below) }
        if date.first <= period.last, period.first <= date.last { insert(.same) }
        if date.last > period.last { insert(.above) }
    }

    /// Where a date may lie beside another one, each as far as it is known.
    init(_ date: PartialDay, _ other: PartialDay) {
        self = []
        if date.first < other.last { insert(.below) }
        if date.first <= other.last, other.first <= date.last { insert(.same) }
        if date.last > other.first { insert(.above) }
    }
}

extension Quantity {
    /// So many times the quantity; `nil` if it has more than 18 digits.
    func times(_ factor: ExactDecimal) -> Quantity? {
        number.multiplied(by: factor).map { Quantity(number: $0, unit: unit) }
    }
}
