import TrialValues

/// The units that checks know, and the other ways to write them.
///
/// ```swift
/// PublishedUnits.canonical("percent")          // "%"
/// PublishedUnits.nearest(to: "patinets")       // "patients"
/// ```
enum PublishedUnits {
    /// Units as they are checked, and what else means the same.
    private static let names: [(unit: String, others: Set<String>)] = [
        ("%", ["percent", "pct", "pct.", "per cent", "percentage"]),
        ("patients", ["patient", "pts", "pts.", "participants", "participant", "persons", "people"]),
        ("subjects", ["subject"]), ("events", []),
        ("HR", ["hr", "hazard ratio"]),
        (
            "chi2",
            [
                "chi-square", "chi-squared", "chi square", "chi squared", "chisq", "chi^2", "chi²", "χ²", "χ2", "χ^2",
                "x2", "x²",
            ]
        ),
        ("t", ["t-statistic", "t statistic", "t value", "t-value"]),
        ("months", ["mo", "mos", "mo.", "mos."]), ("years", ["yr", "yrs", "yr.", "yrs."]),
        ("weeks", ["wk", "wks", "wk.", "wks."]), ("days", []),
        ("cycles", []), ("points", []), ("date", []), ("p-value", []),
    ]

    private static let byName = Dictionary(
        names.flatMap { name in ([name.unit.lowercased()] + name.others).map { ($0, name.unit) } },
        uniquingKeysWith: { first, _ in first })

    /// Words near to those above that are units of their own.
    private static let own: Set<String> = [
        "month", "year", "week", "day", "cycle", "point", "doses", "courses", "event",
    ]

    /// Whether a unit is that of numbers or shares of subjects.
    static func isOfSubjects(_ unit: String) -> Bool { ["%", "patients", "subjects"].contains(canonical(unit)) }

    /// The unit that a text plainly means; the text itself where it is none of them.
    static func canonical(_ unit: String) -> String {
        let text = String(PrintedValue.withoutSpaces(unit))
        return byName[text.lowercased()] ?? text
    }

    /// The unit that a text may be meant as; `nil` where it is one, or near to none.
    static func nearest(to unit: String) -> String? {
        let text = unit.lowercased()
        guard text.count >= 4, byName[text] == nil, !own.contains(text) else { return nil }
        let long = byName.keys.filter { $0.count >= 4 }.sorted()
        return NearestName(to: text, among: long).flatMap { $0.distance <= 2 ? byName[$0.name] : nil }
    }

    /// What a person is told of units that may be meant otherwise, each once.
    static func notes(_ numbers: [PublishedNumber]) -> [String] {
        var known: Set<String> = []
        return numbers.compactMap { number in
            guard known.insert(number.unit).inserted, let unit = nearest(to: number.unit) else { return nil }
            return "the unit `\(number.unit)` of \(number.reference) is not known; did you mean `\(unit)`?"
        }
    }
}
