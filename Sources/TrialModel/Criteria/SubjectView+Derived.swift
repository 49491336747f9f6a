import TrialValues

extension SubjectView {
    /// The values that a measure may have, given or reckoned.
    ///
    /// - Parameter scale: the order of highest and lowest values, where it is not that of their numbers.
    func sighting(of measure: Measure, scale: NormalScale? = nil) -> Sighting {
        switch measure.subject {
        case .span(let unit, let start, let end): return span(unit, start, end, measure)
        case .fact(let fact):
            let given = sighting(of: fact, measure, scale: scale)
            guard measure.selection == nil else { return given }
            if fact.name == "age" { return age(fact, given) }
            let isReckoned = fact.name == "creatinine clearance" && subject[fact.name].isEmpty
            return isReckoned ? clearance(measure, fact) : given
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
    var completedYears: ClosedRange<Int>? {
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
