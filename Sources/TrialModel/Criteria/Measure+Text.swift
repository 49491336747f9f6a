import TrialValues

extension Measure: CustomStringConvertible {
    /// The measure in the language of criteria, with its window.
    public var description: String { window.map { "\(shown) \($0)" } ?? shown }

    /// The measure without its window.
    public var shown: String {
        let words =
            switch subject {
            case .fact(let fact): fact.name
            case .span(let unit, let start, let end?): "\(unit.rawValue) from \(start.name) to \(end.name)"
            case .span(let unit, let start, nil): "\(unit.rawValue) since \(start.name)"
            }
        return selection.map { "\($0.rawValue) \(words)" } ?? words
    }

    /// The kind of its value, in words.
    var kindWords: String {
        switch subject {
        case .fact(let fact): fact.kind.words
        case .span(let unit, _, _): "a number of \(unit.rawValue)"
        }
    }

    /// A comparison that it may stand in.
    var exampleComparison: String {
        switch subject {
        case .span: "\(shown) <= 14"
        case .fact(let fact):
            switch fact.kind {
            case .quantity(let unit, _): "\(shown) >= 1 \(unit.printed)"
            case .number: "\(shown) >= 1"
            case .ordinal(let scale): "\(shown) >= \(scale.names[scale.names.count / 2])"
            case .choice(let words): "\(shown) is \(words.first ?? "…")"
            case .choices(let words): "\(shown) includes \(words.first ?? "…")"
            case .date: "days since \(shown) <= 14"
            case .flag: shown
            case .text: "\(shown) is \"…\""
            }
        }
    }

    /// A value in the language of criteria.
    func text(of comparand: Criterion.Comparand) -> String {
        switch comparand {
        case .number(let number): number.description
        case .quantity(let quantity): quantity.text
        case .limit(let limit, let times): times == .one ? limit.rawValue : "\(times) x \(limit.rawValue)"
        case .level(let rank): levels.indices.contains(rank) ? levels[rank] : String(rank)
        case .text(let text): quoted(text)
        case .day(let day): day.description
        case .measure(let measure): measure.description
        }
    }

    private var levels: [String] { if case .ordinal(let scale)? = fact?.kind { scale.names } else { [] } }

    /// A text is quoted unless it is one of the words that the fact may have.
    func quoted(_ text: String) -> String {
        switch fact?.kind {
        case .choice(let words) where words.contains(text): text
        case .choices(let words) where words.contains(text): text
        default: text.contains("\"") ? "'\(text)'" : "\"\(text)\""
        }
    }

    /// Where the first of two values lies beside the second; `nil` where that depends on the subject.
    func order(_ a: Criterion.Comparand, _ b: Criterion.Comparand) -> Comparison? {
        switch (a, b) {
        case (.number(let a), .number(let b)): return a.compared(to: b)
        case (.quantity(let a), .quantity(let b)): return a.compared(to: b, of: fact?.kind.analyte)
        case (.limit(let limit, let a), .limit(let other, let b)): return limit == other ? a.compared(to: b) : nil
        case (.level(let a), .level(let b)): return Comparison(a, b)
        case (.day(let a), .day(let b)):
            // The range of two partial dates goes from the first day of the one to the last of the other.
            return a == b ? .same : b.last < a.first ? .above : .below
        default: return nil
        }
    }
}

extension ObservationWindow: CustomStringConvertible {
    /// The window in the language of criteria, such as `within 14 days before start`.
    public var description: String {
        let unit = length == 1 ? String(self.unit.rawValue.dropLast()) : self.unit.rawValue
        return "within \(length) \(unit)" + (anchor.map { " \(side.rawValue) \($0.name)" } ?? "")
    }
}

extension FactKind {
    /// The substance, of a measurement that has one.
    var analyte: Analyte? { if case .quantity(_, let analyte) = self { analyte } else { nil } }

    /// Whether its values are numbers, with a unit or without.
    var isNumeric: Bool {
        switch self {
        case .quantity, .number: true
        case .ordinal, .choice, .choices, .date, .flag, .text: false
        }
    }

    /// Whether values of this kind can be compared with those of another.
    func isComparable(with other: FactKind) -> Bool {
        switch (self, other) {
        case (.quantity(let unit, let analyte), .quantity(let otherUnit, _)):
            UnitConversion(from: unit, to: otherUnit, of: analyte) != nil
        case (.ordinal(let scale), .ordinal(let other)): scale.levels == other.levels
        case (.choice(let words), .choice(let others)): words == others
        case (.number, .number), (.date, .date), (.text, .text): true
        default: false
        }
    }
}

extension FactDefinition {
    /// Whether a value lies in the range of what can be; `nil` where that cannot be said.
    func contains(_ comparand: Criterion.Comparand) -> Bool? {
        guard let range else { return nil }
        switch (kind, comparand) {
        case (.number, .number(let number)): return range.contains(number)
        case (.quantity(let unit, let analyte), .quantity(let quantity)):
            let lowest = Quantity(number: range.lowerBound, unit: unit)
            let highest = Quantity(number: range.upperBound, unit: unit)
            guard let low = quantity.compared(to: lowest, of: analyte),
                let high = quantity.compared(to: highest, of: analyte)
            else { return nil }
            return low != .below && high != .above
        default: return nil
        }
    }
}
