import TrialValues

/// Finds gaps and overlaps among rules that are bands of one fact.
///
/// Two rules of equal severity that hold for the same values and do different things are an error: nobody could say which is meant. Values between
/// two rules of one fact that no rule holds for are a warning: the dose would go on, which may not be meant.
struct RuleTableCheck {
    /// A rule as a band of one fact.
    private struct Banded {
        let rule: ModificationRule
        let fact: FactDefinition
        let band: NumberBand
    }

    private let rules: [ModificationRule]
    private let banded: [Banded]

    init(_ rules: [ModificationRule]) {
        self.rules = rules
        banded = rules.compactMap { rule in rule.when.band.map { Banded(rule: rule, fact: $0.fact, band: $0.band) } }
    }

    /// What was found, in the order of the rules.
    var problems: [Diagnostic] { overlaps + gaps + releases + delays }

    /// Delays in months, which have no one number of days.
    private var delays: [Diagnostic] {
        rules.filter(\.when.hasDelayInMonths).map { rule in
            Diagnostic(
                .warning, "study.delay-unit",
                "\(rule.id) has a `delay` in months or years, which counts a month as \(Period.daysInMonth) days",
                at: rule.place, advice: "write it in days or weeks")
        }
    }

    /// Holds that end for values for which they begin.
    private var releases: [Diagnostic] {
        banded.compactMap { hold in
            guard let until = hold.rule.until?.band, until.fact == hold.fact, until.band.overlaps(hold.band) else {
                return nil
            }
            return Diagnostic(
                .warning, "study.overlap",
                "\(hold.rule.id) holds and gives again for the same \(hold.fact.name)", at: hold.rule.place,
                advice: "let `until` begin where `when` ends")
        }
    }

    private var overlaps: [Diagnostic] {
        banded.enumerated().flatMap { index, later in
            banded[..<index].filter { isInConflict($0, later) }.map { earlier in
                Diagnostic(
                    .error, "study.overlap",
                    "the rules \(earlier.rule.id) and \(later.rule.id) hold for the same \(later.fact.name) and do different things",
                    at: later.rule.place,
                    advice: "let their bands follow each other, or give one the more severe action")
            }
        }
    }

    private func isInConflict(_ a: Banded, _ b: Banded) -> Bool {
        guard a.fact == b.fact, a.rule.action == b.rule.action, a.rule.moment == b.rule.moment else { return false }
        let sharesDrug =
            a.rule.drugs.isEmpty || b.rule.drugs.isEmpty || !Set(a.rule.drugs).isDisjoint(with: b.rule.drugs)
        let isOther = a.rule.resumed != b.rule.resumed || a.rule.to != b.rule.to || a.rule.alternate != b.rule.alternate
        return sharesDrug && isOther && a.band.overlaps(b.band)
    }

    /// Values between two bands of a fact that no band holds.
    private var gaps: [Diagnostic] {
        var seen: Set<String> = []
        let facts = banded.map(\.fact).filter { seen.insert($0.name).inserted }
        return facts.flatMap { fact -> [Diagnostic] in
            let mine = banded.filter { $0.fact == fact }
            let isWhole = if case .ordinal = fact.kind { true } else { false }
            return mine.compactMap { lower in
                guard
                    let next = mine.filter({ $0.band.begins(after: lower.band) }).min(by: {
                        $0.band.begins(before: $1.band)
                    }),
                    !mine.contains(where: { $0.rule != lower.rule && $0.band.bridges(lower.band, next.band) }),
                    BandFault.all([lower.band, next.band], over: lower.band, whole: isWhole).contains(where: {
                        $0.rule == "study.gap" && $0.isBetween
                    })
                else { return nil }
                return Diagnostic(
                    .warning, "study.gap",
                    "no rule holds for \(fact.name) between those of \(lower.rule.id) and \(next.rule.id), where the dose goes on",
                    at: next.rule.place, advice: "add a rule with `do: continue` where this is meant")
            }
        }
    }
}

extension BandFault {
    /// Whether it is a gap between two bands.
    fileprivate var isBetween: Bool { if case .gap(let place) = self { place.hasPrefix("between") } else { false } }
}

extension NumberBand {
    /// Whether two bands have numbers in common.
    func overlaps(_ other: NumberBand) -> Bool { !ends(before: other) && !other.ends(before: self) }

    /// Whether the band lies wholly below another.
    private func ends(before other: NumberBand) -> Bool {
        guard let upper, let start = other.lower else { return false }
        return upper.value < start.value || upper.value == start.value && !(upper.isIncluded && start.isIncluded)
    }

    fileprivate func begins(after other: NumberBand) -> Bool { other.ends(before: self) }

    fileprivate func begins(before other: NumberBand) -> Bool {
        guard let lower else { return other.lower != nil }
        guard let start = other.lower else { return false }
        return lower.value < start.value
    }

    /// Whether the band reaches from the end of one band on towards another.
    fileprivate func bridges(_ low: NumberBand, _ high: NumberBand) -> Bool {
        guard let end = low.upper else { return true }
        let startsInTime = lower.map { $0.value <= end.value } ?? true
        let goesOn = upper.map { $0.value > end.value } ?? true
        return startsInTime && goesOn && self != high
    }
}

extension Criterion {
    /// The band of one fact that the criterion is, in the fact's unit; `nil` for any other criterion.
    var band: (fact: FactDefinition, band: NumberBand)? {
        switch self {
        case .compares(let measure, let relation, let value):
            guard let fact = measure.plainFact, let number = value.number(of: fact),
                let band = NumberBand(relation, number)
            else {
                return nil
            }
            return (fact, band)
        case .within(let measure, let bounds):
            guard let fact = measure.plainFact, let low = bounds.lower.number(of: fact),
                let high = bounds.upper.number(of: fact)
            else { return nil }
            let band = NumberBand(
                lower: .init(value: low, isIncluded: bounds.includesLower),
                upper: .init(value: high, isIncluded: bounds.includesUpper))
            return (fact, band)
        default: return nil
        }
    }
}

extension NumberBand {
    /// The numbers that lie so beside another.
    fileprivate init?(_ relation: Criterion.Relation, _ number: ExactDecimal) {
        switch relation {
        case .below: self.init(lower: nil, upper: End(value: number, isIncluded: false))
        case .atMost: self.init(lower: nil, upper: End(value: number, isIncluded: true))
        case .equal: self.init(lower: End(value: number, isIncluded: true), upper: End(value: number, isIncluded: true))
        case .atLeast: self.init(lower: End(value: number, isIncluded: true), upper: nil)
        case .above: self.init(lower: End(value: number, isIncluded: false), upper: nil)
        case .unequal: return nil
        }
    }
}

extension Criterion {
    /// Whether it compares the delay with months or years.
    fileprivate var hasDelayInMonths: Bool {
        switch self {
        case .compares(let measure, _, let value): measure.fact?.name == "delay" && value.isInMonths
        case .within(let measure, let bounds):
            measure.fact?.name == "delay" && (bounds.lower.isInMonths || bounds.upper.isInMonths)
        default: parts.contains(where: \.hasDelayInMonths)
        }
    }
}

extension Measure {
    /// The fact, of a measure that is one and its latest value.
    fileprivate var plainFact: FactDefinition? { selection == nil && window == nil ? fact : nil }
}

extension Criterion.Comparand {
    /// Whether it is a number of months or years.
    fileprivate var isInMonths: Bool {
        guard case .quantity(let quantity) = self else { return false }
        return ["mo", "a"].contains(quantity.unit.code)
    }

    /// The value as a number in the unit of a fact.
    fileprivate func number(of fact: FactDefinition) -> ExactDecimal? {
        switch (self, fact.kind) {
        case (.number(let number), _): number
        case (.level(let rank), _): ExactDecimal(exactly: rank)
        case (.quantity(let quantity), .quantity(let unit, let analyte)):
            UnitConversion(from: quantity.unit, to: unit, of: analyte)?.factor.convert(quantity.number)
        default: nil
        }
    }
}
