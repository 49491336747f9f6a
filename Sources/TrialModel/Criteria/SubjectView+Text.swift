import TrialValues

extension SubjectView {
    /// A value with its date, as reasons and tables show it.
    func text(of value: SubjectValue, _ measure: Measure) -> String {
        let use = use(of: value, measure)
        var notes: [String] = []
        if let happened = use.happened { notes.append(happened.description) }
        if let source = use.source { notes.append(source) }
        return notes.isEmpty ? use.value : "\(use.value) (\(notes.joined(separator: "; ")))"
    }

    /// What a value uses: itself.
    func uses(of value: SubjectValue, _ measure: Measure) -> [FactUse] { [use(of: value, measure)] }

    private func use(of value: SubjectValue, _ measure: Measure) -> FactUse {
        let name = measure.fact?.name ?? measure.shown
        switch value {
        case .observed(let observation):
            return FactUse(
                name, observation.value.text(measure.fact), happened: observation.happened, source: observation.source)
        case .never: return FactUse(name, "never")
        case .age(let years, let source):
            let text =
                years.count == 1 ? "\(years.lowerBound) years" : "\(years.lowerBound) to \(years.upperBound) years"
            return FactUse(name, text, source: source)
        case .clearance(let highest, let lowest, let happened):
            let text = highest == lowest ? highest.text : "\(lowest.text) to \(highest.text)"
            return FactUse(name, text, happened: happened, source: highest.explanation)
        case .span(let unit, let start, let end):
            return FactUse(name, SubjectView.length(unit, start, end), source: "\(start) to \(end)")
        case .counted(let count, let unit): return FactUse(name, "\(count) \(unit.rawValue)")
        }
    }

    /// The time between two dates, in completed units, as few and as many as it may be.
    private static func length(_ unit: Period.Unit, _ start: PartialDay, _ end: PartialDay) -> String {
        if start.first == start.last, end.first == end.last { return unit.length(start.first, end.first) }
        let range: ClosedRange<Int>
        switch unit {
        case .days: range = start.days(to: end)
        case .weeks:
            let days = start.days(to: end)
            range = days.lowerBound / 7...days.upperBound / 7
        case .months: range = start.completedMonths(to: end)
        case .years: range = start.completedYears(to: end)
        }
        let number = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        return "\(number) \(range == 1...1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
    }
}

extension FactValue {
    /// The value as it is shown.
    public func text(_ fact: FactDefinition?) -> String {
        switch self {
        case .quantity(let quantity): quantity.text
        case .timesLimit(let times, let limit): "\(times) x \(limit.rawValue)"
        case .number(let number): number.description
        case .level(let rank):
            if case .ordinal(let scale)? = fact?.kind, scale.names.indices.contains(rank) {
                scale.names[rank]
            } else {
                String(rank)
            }
        case .text(let text): text
        case .words(let words): words.isEmpty ? "none" : words.joined(separator: ", ")
        case .date(let date): date.description
        case .never: "never"
        case .flag(let isSet): isSet ? "yes" : "no"
        }
    }
}
