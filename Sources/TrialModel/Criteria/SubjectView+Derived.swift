import TrialValues

extension SubjectView {
    /// The values that a measure may have, given or reckoned.
    func sighting(of measure: Measure) -> Sighting {
        switch measure.subject {
        case .span(let unit, let start, let end): return span(unit, start, end, measure)
        case .fact(let fact):
            let given = sighting(of: fact, measure)
            guard given.values.isEmpty, subject[fact.name].isEmpty, measure.selection == nil else { return given }
            switch fact.name {
            case "age": return age(fact)
            case "creatinine clearance": return clearance(measure, fact)
            default: return given
            }
        }
    }

    /// The time between two dates, or its number where only that is given.
    private func span(
        _ unit: Period.Unit, _ start: FactDefinition, _ end: FactDefinition?, _ measure: Measure
    ) -> Sighting {
        let first = anchor(start)
        let last = end.map(anchor) ?? reference
        switch (first, last) {
        case (.never, _), (_, .never): return Sighting(values: [.never])
        case (.found(let first), .found(let last)): return Sighting(values: [.span(unit, from: first, to: last)])
        case (.missing(let asks, let why), _), (.found, .missing(let asks, let why)):
            for observation in subject[measure.shown].reversed() {
                if case .number(let count) = observation.value { return Sighting(values: [.counted(count, unit)]) }
            }
            // Both dates are needed where both are missing.
            if case .missing(let more, let also) = last, case .missing = first {
                return Sighting(missing: ([(asks + more).flatMap(\.self)], "\(why); \(also)"))
            }
            return Sighting(missing: (asks, why))
        }
    }

    /// The age in completed years on the day that the study counts to, from the date of birth.
    private func age(_ fact: FactDefinition) -> Sighting {
        switch (date(of: "birth date"), reference) {
        case (let birth?, .found(let day)): return age(fact, birth, day)
        case (_?, .missing(let asks, _)):
            return Sighting(missing: (asks, "age is not known, nor the day on which to reckon it"))
        case (nil, .found): return Sighting(missing: ([[FactAsk("age")], [FactAsk("birth date")]], "age is not known"))
        default: return Sighting(missing: ([[FactAsk("age")]], "age is not known"))
        }
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
        return Sighting(values: [.age(least...most, born: birth)])
    }

    /// The clearance of creatinine from age, weight, sex and creatinine.
    private func clearance(_ measure: Measure, _ fact: FactDefinition) -> Sighting {
        var missing: [FactAsk] = []
        var whys: [String] = []
        func values(_ name: String) -> [SubjectValue] {
            guard let fact = FactDictionary.shipped[name] else { return [] }
            let sighting = sighting(of: Measure(.fact(fact), window: fact.isRepeated ? measure.window : nil))
            if let (asks, why) = sighting.missing {
                missing += asks.first ?? []
                whys.append(why)
            }
            return sighting.values
        }
        let (ages, weights) = (values("age"), values("weight"))
        let (sexes, creatinines) = (values("sex"), values("creatinine"))
        guard missing.isEmpty else {
            let own = [FactAsk("creatinine clearance")]
            let why = "creatinine clearance is not given, and cannot be reckoned: \(whys.joined(separator: ", "))"
            return Sighting(missing: ([own, missing], why))
        }
        var clearances: [SubjectValue] = []
        for age in ages {
            for weight in weights {
                for sex in sexes {
                    for creatinine in creatinines {
                        if let value = SubjectValue(age: age, weight: weight, sex: sex, creatinine: creatinine) {
                            clearances.append(value)
                        }
                    }
                }
            }
        }
        guard clearances.count == ages.count * weights.count * sexes.count * creatinines.count, !clearances.isEmpty
        else {
            return Sighting(
                missing: (
                    [[FactAsk("creatinine clearance")]],
                    "creatinine clearance is not given, and cannot be reckoned from the values of age, weight, sex and "
                        + "creatinine"
                ))
        }
        if let impossible = clearances.first(where: { $0.isClearance(outside: fact) }) {
            return Sighting(
                missing: (
                    [[FactAsk("creatinine clearance")]],
                    "a creatinine clearance of \(text(of: impossible, measure)) cannot be\(fact.rangeText)"
                ))
        }
        return Sighting(values: clearances)
    }
}

extension FactDefinition {
    /// What the values lie between, at the end of a sentence.
    fileprivate var rangeText: String {
        guard let range else { return "" }
        let unit: String = if case .quantity(let unit, _) = kind { " \(unit.printed)" } else { "" }
        return ": it lies between \(range.lowerBound) and \(range.upperBound)\(unit)"
    }
}

extension SubjectValue {
    /// Whether it is a clearance that lies wholly outside the range of the fact.
    fileprivate func isClearance(outside fact: FactDefinition) -> Bool {
        guard case .clearance(let highest, let lowest, _) = self, let range = fact.range,
            case .quantity(let unit, _) = fact.kind
        else { return false }
        return highest.compared(to: Quantity(number: range.lowerBound, unit: unit)) == .below
            || lowest.compared(to: Quantity(number: range.upperBound, unit: unit)) == .above
    }

    /// The clearance that four values give; `nil` where one of them is of no use to it.
    fileprivate init?(age: SubjectValue, weight: SubjectValue, sex: SubjectValue, creatinine: SubjectValue) {
        guard let years = age.completedYears, case .observed(let weighed) = weight,
            case .quantity(let mass) = weighed.value, case .observed(let sexed) = sex,
            case .text(let word) = sexed.value, case .observed(let tested) = creatinine,
            case .quantity(let level) = tested.value
        else { return nil }
        func clearance(_ age: Int) -> CockcroftGault? {
            CockcroftGault(age: age, weight: mass, isFemale: word == "female", creatinine: level)
        }
        guard let highest = clearance(years.lowerBound), let lowest = clearance(years.upperBound) else { return nil }
        self = .clearance(highest: highest, lowest: lowest, on: tested.happened)
    }

    /// The age in completed years, of a value that is one.
    private var completedYears: ClosedRange<Int>? {
        switch self {
        case .age(let years, _): return years
        case .observed(let observation):
            guard case .quantity(let quantity) = observation.value, let unit = MeasurementUnit("years"),
                let years = quantity.rounded(to: unit, significantDigits: 12)?.number.double
            else { return nil }
            let completed = Int(years.rounded(.down))
            return completed...completed
        default: return nil
        }
    }
}
