import TrialValues

extension SubjectFacts {
    /// The facts with those that the calendar itself knows: the delay of the next cycle and the number of the cycle.
    func known(delay: Int, cycle: Int) -> SubjectFacts {
        var known = self
        if let days = ExactDecimal(exactly: delay), let unit = MeasurementUnit("days") {
            known = known.with("delay", [FactObservation(.quantity(Quantity(number: days, unit: unit)))])
        }
        if let number = ExactDecimal(exactly: cycle) {
            known = known.with("cycle", [FactObservation(.number(number))])
        }
        return known
    }

    /// The days on which something was observed.
    var observedDays: Set<Day> {
        Set(observations.values.joined().compactMap { $0.happened }.filter { $0.first == $0.last }.map(\.first))
    }

    /// The last day on which something was observed.
    var lastDay: Day? { observations.values.joined().compactMap { $0.happened?.last }.max() }
}

extension Expectation where Value == SubjectFacts {
    /// What is known of a subject, within another file.
    static func subjectFacts(_ facts: FactDictionary) -> Expectation {
        Expectation(
            "facts with their values, such as {platelets: {value: 28 10^9/L, date: 2024-03-25}}",
            shape: .group([], others: .any([]))
        ) {
            node, _, problems in
            do throws(Diagnostics) {
                return try SubjectFacts(StudyDocument(root: node), facts: facts)
            } catch {
                problems += error.all
                return nil
            }
        }
    }
}
