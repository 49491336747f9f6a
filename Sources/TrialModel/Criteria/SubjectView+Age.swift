import TrialValues

extension SubjectView {
    /// The age in completed years on the day that the study counts to: as it is given, and from the date of birth.
    ///
    /// An age that is given without a date is that of the day that is counted to; one with a date has grown since, or
    /// was less before. Where the date of birth says something else, the age is not known.
    func age(_ fact: FactDefinition, _ given: Sighting) -> Sighting {
        let birth = date(of: "birth date")
        guard case .found(let day) = reference else {
            return given.values.isEmpty ? ageWithoutDay(fact, given, isBorn: birth != nil) : given
        }
        let born = birth.map { age(fact, $0, day) }
        guard !given.values.isEmpty else {
            if let born { return born }
            guard subject[fact.name].isEmpty else { return given }
            return Sighting(missing: ([[FactAsk("age")], [FactAsk("birth date")]], "age is not known"))
        }
        let moved = Sighting(values: given.values.map { self.moved($0, to: day) }, missing: given.missing)
        return born.flatMap { disagreement(moved, $0) } ?? moved
    }

    /// The age where the day that the study counts to is not known.
    private func ageWithoutDay(_ fact: FactDefinition, _ given: Sighting, isBorn: Bool) -> Sighting {
        guard subject[fact.name].isEmpty else { return given }
        if isBorn, case .missing(let asks, _) = reference {
            return Sighting(missing: (asks, "age is not known, nor the day on which to reckon it"))
        }
        return Sighting(missing: ([[FactAsk("age")]], "age is not known"))
    }

    /// The age of one born on a day, as far as it can be: nobody is younger than nothing, or outside the fact's range.
    private func age(_ fact: FactDefinition, _ birth: PartialDay, _ day: PartialDay) -> Sighting {
        let years = birth.completedYears(to: day)
        let asks = [[FactAsk("birth date")]]
        guard birth.first <= day.last else {
            return Sighting(missing: (asks, "the birth date \(birth) lies after \(day), the day that is counted to"))
        }
        let possible = (max(0, years.lowerBound)...years.upperBound).filter { count in
            SubjectValue.years(count).map { fact.contains(.quantity($0)) != false } ?? false
        }
        guard let least = possible.first, let most = possible.last else {
            return Sighting(
                missing: (asks, "an age of \(years.lowerBound) years, born \(birth), cannot be\(fact.rangeText)"))
        }
        return Sighting(values: [.age(least...most, source: "born \(birth), on \(day)")])
    }

    /// An age that was observed on one day, on another: one who is 17 may have a birthday on any day of the next year.
    private func moved(_ age: SubjectValue, to day: PartialDay) -> SubjectValue {
        guard case .observed(let observation) = age, let happened = observation.happened,
            let years = age.completedYears?.lowerBound,
            let first = happened.first.adding(years: -years - 1)?.adding(days: 1),
            let last = happened.last.adding(years: -years)
        else { return age }
        let range = max(0, last.completedYears(to: day.first))...max(0, first.completedYears(to: day.last))
        guard range != years...years else { return age }
        return .age(range, source: "\(observation.value.text(nil)) on \(happened), counted to \(day)")
    }

    /// That the age as it is given is not the one by the date of birth; `nil` where they may be the same.
    private func disagreement(_ given: Sighting, _ born: Sighting) -> Sighting? {
        guard case .age(let years, let source)? = born.values.first else { return born }
        for value in given.values {
            guard let own = value.completedYears, !own.overlaps(years) else { continue }
            let text = own.count == 1 ? "\(own.lowerBound)" : "\(own.lowerBound) to \(own.upperBound)"
            let other = years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)"
            return Sighting(
                missing: (
                    [[FactAsk("age"), FactAsk("birth date")]],
                    "age is given as \(text) years, and is \(other) years (\(source)): they disagree"
                ))
        }
        return nil
    }
}
