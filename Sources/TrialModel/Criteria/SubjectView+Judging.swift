import TrialValues

extension SubjectView {
    /// Whether a flag is set, or the event of a date has happened by the day on which one looks.
    func holds(_ value: SubjectValue, _ measure: Measure) -> Judgement {
        let text = text(of: value, measure)
        switch value {
        case .never: return Judgement(truth: .no, reason: "\(measure.shown): \(text)")
        case .observed(let observation):
            switch observation.value {
            case .flag(let isSet): return Judgement(truth: Truth(isSet), reason: "\(measure.shown): \(text)")
            case .date(let date):
                guard let on = context.on else { return Judgement(truth: .yes, reason: "\(measure.shown): \(text)") }
                let truth = date.last <= on ? Truth.yes : date.first > on ? .no : .unknown
                let words = truth == .no ? ", which is after \(on)" : truth == .unknown ? ", perhaps after \(on)" : ""
                return Judgement(truth: truth, reason: "\(measure.shown): \(text)\(words)")
            default: break
            }
        default: break
        }
        return Judgement(truth: .unknown, reason: "\(measure.shown): \(text)")
    }

    func compare(
        _ value: SubjectValue, _ measure: Measure, _ relation: Criterion.Relation, _ comparand: Criterion.Comparand
    ) -> Judgement {
        if value == .never { return never(measure) }
        if case .measure(let other) = comparand { return compare(value, measure, relation, with: other) }
        return judgement(
            value, measure, limitText(comparand, value, measure), { relation.phrase($0, isDate: measure.isDate) }
        ) {
            switch value.compared(to: comparand, measure) {
            case .orders(let orders): (orders.truth(of: relation), nil)
            case .missing(let asks, let why): (.unknown, (asks, why))
            }
        }
    }

    func compare(_ value: SubjectValue, _ measure: Measure, _ bounds: Criterion.Bounds) -> Judgement {
        if value == .never { return never(measure) }
        let ends = bounds.words(limitText(bounds.lower, value, measure), limitText(bounds.upper, value, measure))
        return judgement(value, measure, ends, \.verb) {
            let lower = value.compared(to: bounds.lower, measure)
            let upper = value.compared(to: bounds.upper, measure)
            let (low, high) = (lower.truth(bounds.lowerRelation), upper.truth(bounds.upperRelation))
            return (low.and(high), lower.missing ?? upper.missing)
        }
    }

    func compare(_ value: SubjectValue, _ measure: Measure, oneOf values: [Criterion.Comparand]) -> Judgement {
        if value == .never { return never(measure) }
        let list = values.map { measure.text(of: $0) }.joined(separator: ", ")
        return judgement(value, measure, "one of \(list)", \.verb) {
            let outcomes = values.map { value.compared(to: $0, measure) }
            return (outcomes.map { $0.truth(.equal) }.reduce(.no) { $0.or($1) }, outcomes.compactMap(\.missing).first)
        }
    }

    func includes(_ value: SubjectValue, _ measure: Measure, _ words: [String], all: Bool) -> Judgement {
        guard case .observed(let observation) = value, case .words(let given) = observation.value else {
            return Judgement(truth: .unknown, reason: "\(measure.shown): \(text(of: value, measure))")
        }
        let lower = Set(given.map { $0.lowercased() })
        let found = words.filter { lower.contains($0.lowercased()) }
        let holds = all ? found.count == words.count : !found.isEmpty
        let others = words.filter { !lower.contains($0.lowercased()) }
        let likely = holds ? [] : others.compactMap { word in measure.near(word, among: given).map { ($0, word) } }
        if let (written, word) = likely.first, !all || likely.count == others.count {
            return Judgement(
                truth: .unknown,
                reason: "\(measure.shown): `\(written)` may mean \(word); confirm what is meant",
                asks: [[FactAsk(measure.factNames[0])]])
        }
        let list = given.isEmpty ? "none" : given.joined(separator: ", ")
        let named = words.count == 1 ? words[0] : "\(all ? "all of" : "any of") \(words.joined(separator: ", "))"
        return Judgement(
            truth: Truth(holds), reason: "\(measure.shown) \(list): \(holds ? "includes" : "does not include") \(named)"
        )
    }

    /// Compares a value with that of another measure, for all values that it may have.
    private func compare(
        _ value: SubjectValue, _ measure: Measure, _ relation: Criterion.Relation, with other: Measure
    ) -> Judgement {
        let sighting = sighting(of: other)
        if let (asks, why) = sighting.missing { return Judgement(truth: .unknown, reason: why, asks: asks) }
        let truths = sighting.values.map { compare(value, measure, relation, $0) }
        let truth = Set(truths).count == 1 ? truths[0] : .unknown
        let others = sighting.values.map { text(of: $0, other) }.joined(separator: " or ")
        let phrase = relation.phrase(truth, isDate: measure.isDate)
        return Judgement(
            truth: truth,
            reason: "\(measure.shown) \(text(of: value, measure)) \(phrase) \(other.shown) \(others)")
    }

    private func compare(
        _ value: SubjectValue, _ measure: Measure, _ relation: Criterion.Relation, _ other: SubjectValue
    ) -> Truth {
        if other == .never { return .no }
        if case .observed(let one) = value, case .date(let date) = one.value, case .observed(let two) = other,
            case .date(let otherDate) = two.value
        {
            return PossibleOrders(date, otherDate).truth(of: relation)
        }
        return other.comparand.map { value.compared(to: $0, measure).truth(relation) } ?? .unknown
    }

    private func never(_ measure: Measure) -> Judgement {
        let names = measure.factNames.filter { name in subject[name].contains { $0.value == .never } }
        return Judgement(truth: .no, reason: "\(names.joined(separator: ", ")): never")
    }

    /// The judgement of a value: `platelets 82 10^9/L (2024-02-11) is not above 100,000 /mm3`.
    private func judgement(
        _ value: SubjectValue, _ measure: Measure, _ condition: String, _ verb: (Truth) -> String,
        _ judge: () -> (Truth, (asks: [[FactAsk]], why: String)?)
    ) -> Judgement {
        let (truth, missing) = judge()
        let text = "\(measure.shown) \(text(of: value, measure))"
        guard truth == .unknown, let missing else {
            return Judgement(truth: truth, reason: "\(text) \(verb(truth)) \(condition)")
        }
        return Judgement(truth: .unknown, reason: "\(text): \(missing.why)", asks: missing.asks)
    }

    /// A limit as it is shown beside a value: that of a laboratory with its number.
    private func limitText(_ comparand: Criterion.Comparand, _ value: SubjectValue, _ measure: Measure) -> String {
        let text = measure.text(of: comparand)
        guard case .limit(let limit, let times) = comparand, case .observed(let observation) = value,
            let bound = observation.limit(limit)?.times(times)
        else { return text }
        return "\(text) (\(bound))"
    }
}

extension SubjectValue.Outcome {
    func truth(_ relation: Criterion.Relation) -> Truth {
        if case .orders(let orders) = self { orders.truth(of: relation) } else { .unknown }
    }

    var missing: (asks: [[FactAsk]], why: String)? {
        if case .missing(let asks, let why) = self { (asks, why) } else { nil }
    }
}

extension SubjectValue {
    /// The value as something to compare with, where it is exactly known.
    fileprivate var comparand: Criterion.Comparand? {
        switch self {
        case .observed(let observation):
            switch observation.value {
            case .quantity(let quantity): .quantity(quantity)
            case .number(let number): .number(number)
            case .level(let rank): .level(rank)
            case .text(let text): .text(text)
            case .timesLimit, .words, .date, .never, .flag: nil
            }
        case .age(let years, _): years.count == 1 ? SubjectValue.years(years.lowerBound).map { .quantity($0) } : nil
        case .counted(let count, _): .number(count)
        case .never, .clearance, .span: nil
        }
    }
}

extension Truth {
    /// The verb of a sentence that tells whether something is so.
    fileprivate var verb: String {
        switch self {
        case .yes: "is"
        case .no: "is not"
        case .unknown: "may be"
        }
    }
}

extension Criterion.Relation {
    /// The relation in words.
    var words: String {
        switch self {
        case .below: "below"
        case .atMost: "at most"
        case .equal: "equal to"
        case .unequal: "other than"
        case .atLeast: "at least"
        case .above: "above"
        }
    }

    /// The verb and the relation: `is not at least`, and of dates `is before`.
    fileprivate func phrase(_ truth: Truth, isDate: Bool) -> String {
        guard isDate else { return "\(truth.verb) \(words)" }
        switch self {
        case .below: return "\(truth.verb) before"
        case .atLeast: return "\((!truth).verb) before"
        case .above: return "\(truth.verb) after"
        case .atMost: return "\((!truth).verb) after"
        case .equal: return "\(truth.verb) on"
        case .unequal: return "\((!truth).verb) on"
        }
    }
}

extension Measure {
    /// Whether it is the day on which something happened.
    fileprivate var isDate: Bool { fact?.kind == .date }

    /// The word that was written where another was probably meant: nearly the same one, or a text with the word in it;
    /// `nil` where the fact's words are a list, as what is not in it was refused.
    fileprivate func near(_ word: String, among given: [String]) -> String? {
        guard case .choices(let words)? = fact?.kind, words.isEmpty, word.count >= 4 else { return nil }
        let wanted = word.lowercased()
        if let longer = given.first(where: { $0.lowercased().contains(wanted) }) { return longer }
        // Names of drugs of one class differ in three letters and more.
        guard let nearest = NearestName(to: word, among: given), nearest.distance <= (word.count < 6 ? 1 : 2) else {
            return nil
        }
        return nearest.name
    }
}

extension Criterion.Bounds {
    /// The range in words behind `is` and `is not`.
    fileprivate func words(_ lower: String, _ upper: String) -> String {
        includesLower
            ? "from \(lower) to \(includesUpper ? "" : "below ")\(upper)"
            : "both above \(lower) and \(upperRelation.words) \(upper)"
    }
}
