import TrialValues

/// The observations that a measure may mean, and whether it may mean none.
struct Sighting {
    /// The values that the measure may have.
    var values: [SubjectValue] = []
    /// What to ask for where it may have none, with the reason.
    var missing: (asks: [[FactAsk]], why: String)?
}

extension SubjectView {
    /// Whether an observation counts: it may depend on a date that is known in part.
    private enum Counting { case yes, perhaps, no }

    /// The observations of a fact that count and may be the one that is meant.
    func sighting(of fact: FactDefinition, _ measure: Measure, scale: NormalScale? = nil) -> Sighting {
        if let doubt = subject.doubts[fact.name] { return Sighting(missing: ([doubt.asks], doubt.why)) }
        let all = subject[fact.name]
        guard !all.isEmpty else {
            return Sighting(missing: ([[FactAsk(fact.name)]], "\(fact.name) is not known"))
        }
        let window = measure.window ?? (fact.isRepeated ? context.window : nil)
        let range: (WindowRange)?
        switch window.map(windowRange) {
        case nil: range = nil
        case .found(let found)?: range = found
        case .never(let name)?:
            return Sighting(missing: ([[FactAsk(name)]], "there is no window, as \(name) has never happened"))
        case .missing(let asks, let why)?: return Sighting(missing: (asks, why))
        }
        let counted = all.map { ($0, counting($0, range)) }.filter { $0.1 != .no }
        guard !counted.isEmpty else { return Sighting(missing: absent(fact, window, all)) }
        let possible = selected(counted, measure, scale)
        var sighting = Sighting(values: possible.map { $0.value == .never ? .never : .observed($0) })
        if !counted.contains(where: { $0.1 == .yes }) { sighting.missing = undated(fact, window) }
        return sighting
    }

    /// The days on which an observation counts, where the end from which they are counted may be known in part.
    struct WindowRange {
        let anchor: PartialDay
        let window: ObservationWindow
    }

    private func windowRange(_ window: ObservationWindow) -> Found<WindowRange> {
        switch window.anchor.map(anchor) ?? reference {
        case .found(let day): .found(WindowRange(anchor: day, window: window))
        case .never(let name): .never(name)
        case .missing(let asks, let why): .missing(asks, why)
        }
    }

    private func counting(_ observation: FactObservation, _ range: WindowRange?) -> Counting {
        let happened = observation.happened
        var counting = Counting.yes
        if let on = context.on, let happened {
            counting = happened.last <= on ? .yes : happened.first > on ? .no : .perhaps
        }
        guard let range, counting != .no else { return counting }
        guard let happened else { return .perhaps }
        switch range.contains(happened) {
        case .yes: return counting
        case .unknown: return .perhaps
        case .no: return .no
        }
    }

    private func absent(
        _ fact: FactDefinition, _ window: ObservationWindow?, _ all: [FactObservation]
    ) -> (asks: [[FactAsk]], why: String) {
        let latest = all.compactMap(\.happened).max { $0.last < $1.last }
        let words = window.map { " \($0)" } ?? context.on.map { " up to \($0)" } ?? ""
        let known = latest.map { "; there is one of \($0)" } ?? ""
        return ([[FactAsk(fact.name)]], "there is no value of \(fact.name)\(words)\(known)")
    }

    private func undated(
        _ fact: FactDefinition, _ window: ObservationWindow?
    ) -> (asks: [[FactAsk]], why: String) {
        let words = window.map { "lies \($0)" } ?? "counts"
        return ([[FactAsk(fact.name, .date)]], "whether a value of \(fact.name) \(words) cannot be told from its date")
    }

    /// The observations of which one is the latest, the first, the highest or the lowest that counts.
    private func selected(
        _ counted: [(FactObservation, Counting)], _ measure: Measure, _ scale: NormalScale?
    ) -> [FactObservation] {
        counted.enumerated().filter { index, candidate in
            !counted.enumerated().contains { other, rival in
                other != index && rival.1 == .yes && Self.beats(rival.0, candidate.0, measure, scale)
            }
        }
        .map(\.element.0)
    }

    /// Whether one observation that counts is chosen before another in any case.
    private static func beats(
        _ rival: FactObservation, _ other: FactObservation, _ measure: Measure, _ scale: NormalScale?
    ) -> Bool {
        switch measure.selection ?? .latest {
        case .latest:
            guard let day = rival.happened, let otherDay = other.happened else { return false }
            return day.first > otherDay.last
        case .first:
            guard let day = rival.happened, let otherDay = other.happened else { return false }
            return day.last < otherDay.first
        case .highest: return order(rival, other, measure, scale) == .above
        case .lowest: return order(rival, other, measure, scale) == .below
        }
    }

    private static func order(
        _ a: FactObservation, _ b: FactObservation, _ measure: Measure, _ scale: NormalScale?
    ) -> Comparison? {
        if let scale { return scale.order(a, b, measure.fact?.kind.analyte) }
        switch (a.value, b.value) {
        case (.quantity(let a), .quantity(let b)): return a.compared(to: b, of: measure.fact?.kind.analyte)
        case (.number(let a), .number(let b)): return a.compared(to: b)
        case (.level(let a), .level(let b)): return Comparison(a, b)
        case (.date(let a), .date(let b)): return a.last < b.first ? .below : b.last < a.first ? .above : nil
        default: return nil
        }
    }
}

extension SubjectView.WindowRange {
    /// Whether a date lies in the window, as far as both are known.
    func contains(_ date: PartialDay) -> Truth {
        // The window begins and ends with its anchor; the earliest and the latest anchor bound it.
        let (first, last) = ends(anchor.first)
        let (lateFirst, lateLast) = ends(anchor.last)
        if date.last < first || date.first > lateLast { return .no }
        return date.first >= lateFirst && date.last <= last ? .yes : .unknown
    }

    private func ends(_ day: Day) -> (Day, Day) {
        // The window ends with the calendar.
        let before = window.unit.adding(-window.length, to: day) ?? .first
        let after = window.unit.adding(window.length, to: day) ?? .last
        return switch window.side {
        case .before: (before, day)
        case .after: (day, after)
        case .around: (before, after)
        }
    }
}
