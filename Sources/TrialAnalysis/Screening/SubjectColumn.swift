import TrialModel
import TrialValues

/// What a column of a table of subjects says: one fact of each, its date, its limit of normal, or who the subject is.
///
/// ```
/// subject, platelets [10^9/L], platelets date, ALT [U/L], ALT ULN [U/L], transplant, days since diagnosis
/// ```
public enum SubjectColumn: Sendable, Hashable {
    /// The name of the subject.
    case subject
    /// The value of a fact, in a unit where cells have none of their own.
    case value(FactDefinition, unit: CellUnit?)
    /// The day on which a fact was observed.
    case date(of: FactDefinition)
    /// A limit of normal of a fact, in a unit.
    case limit(Criterion.NormalLimit, of: FactDefinition, unit: MeasurementUnit)
    /// A time that is given as a number, such as `days since transplant`.
    case time(String)
    /// A person's verdict on a criterion that the protocol leaves open, such as `judged I9`.
    case judgement(of: String)
    /// The courses of treatment before the study.
    case courses

    /// What the numbers of a column are counted in.
    public enum CellUnit: Sendable, Hashable {
        /// A unit.
        case unit(MeasurementUnit)
        /// The limit of normal of the laboratory: `ALT [x ULN]`.
        case multiple(of: Criterion.NormalLimit)

        /// The unit, of a column that has one.
        var unit: MeasurementUnit? { if case .unit(let unit) = self { unit } else { nil } }
    }

    /// The fact that it tells of.
    public var fact: FactDefinition? {
        switch self {
        case .value(let fact, _), .date(let fact), .limit(_, let fact, _): fact
        case .subject, .time, .judgement, .courses: nil
        }
    }

    /// The names of columns that say who the subject is, in lower case.
    static let subjectNames: Set<String> = [
        "subject", "subject id", "id", "patient", "patient id", "usubjid", "subjid",
    ]
}

extension SubjectColumn {
    /// Why a header is no column.
    struct Fault: Error {
        let rule: String
        let message: String
        let advice: String?
    }

    /// The column of a header such as `platelets [10^9/L]`; `nil` where it names no fact.
    init?(header: String, facts: FactDictionary) throws(Fault) {
        let (name, unitText) = SubjectColumn.parts(header)
        if let fact = facts[name] {
            if case .quantity = fact.kind, let limit = unitText.flatMap(SubjectColumn.multiple) {
                self = .value(fact, unit: .multiple(of: limit))
            } else {
                self = .value(fact, unit: try SubjectColumn.unit(unitText, of: fact).map { .unit($0) })
            }
            return
        }
        if unitText == nil, name.lowercased() == "courses" {
            self = .courses
            return
        }
        if unitText == nil, name.lowercased().hasPrefix("judged ") {
            self = .judgement(of: String(name.dropFirst(7)))
            return
        }
        if unitText == nil, SubjectColumn.subjectNames.contains(name.lowercased()) {
            self = .subject
            return
        }
        if unitText == nil, let fact = SubjectColumn.fact(name, before: [" date", " day"], after: ["date of "], facts) {
            self = .date(of: fact)
            return
        }
        for limit in Criterion.NormalLimit.allCases {
            let word = limit == .upper ? "upper limit" : "lower limit"
            guard
                let fact = SubjectColumn.fact(
                    name, before: [" " + limit.rawValue, " " + word], after: [word + " of normal of ", word + " of "],
                    facts)
            else { continue }
            self = .limit(limit, of: fact, unit: try SubjectColumn.unit(unitText, of: fact) ?? .one)
            return
        }
        guard let time = SubjectColumn.time(name, facts) else { return nil }
        self = .time(time)
    }

    /// The name and the unit in brackets behind it.
    static func parts(_ header: String) -> (name: String, unit: String?) {
        guard header.hasSuffix("]"), let open = header.firstIndex(of: "[") else { return (header, nil) }
        let name = header[..<open].split(separator: " ").joined(separator: " ")
        return (name, String(header[header.index(after: open)...].dropLast()))
    }

    private static func fact(
        _ name: String, before suffixes: [String], after prefixes: [String], _ facts: FactDictionary
    ) -> FactDefinition? {
        let lower = name.lowercased()
        for suffix in suffixes where lower.hasSuffix(suffix.lowercased()) {
            if let fact = facts[name.dropLast(suffix.count)] { return fact }
        }
        for prefix in prefixes where lower.hasPrefix(prefix) {
            if let fact = facts[name.dropFirst(prefix.count)] { return fact }
        }
        return nil
    }

    /// The limit of normal of `x ULN`, `× LLN` or `ULN`.
    private static func multiple(_ unit: String) -> Criterion.NormalLimit? {
        let words = unit.split(separator: " ").map { $0.lowercased() }
        let last =
            words.count == 2 && ["x", "×", "*", "times"].contains(words[0])
            ? words[1] : words.count == 1 ? words[0] : ""
        return Criterion.NormalLimit.allCases.first { $0.rawValue.lowercased() == last }
    }

    private static func unit(_ text: String?, of fact: FactDefinition) throws(Fault) -> MeasurementUnit? {
        guard case .quantity(let own, let analyte) = fact.kind else {
            guard let text else { return nil }
            throw Fault(
                rule: "subjects.unit", message: "`\(fact.name)` is \(fact.kind.words), and has no unit `\(text)`",
                advice: "take the brackets away")
        }
        guard let text else { return nil }
        guard let unit = MeasurementUnit(text) else {
            let nearest = MeasurementUnit.nearest(to: text).map { "did you mean [\($0)]?" }
            throw Fault(
                rule: "subjects.unit", message: "`\(text)` is not a unit",
                advice: nearest ?? "units of `\(fact.name)` are such as [\(own.printed)]")
        }
        guard UnitConversion(from: unit, to: own, of: analyte) != nil else {
            throw Fault(
                rule: "subjects.unit", message: "`\(text)` is not a unit of `\(fact.name)`",
                advice: "units of it are such as [\(own.printed)]")
        }
        return unit
    }

    /// A time with the names that facts have: `months from Dx to ASCT` is `months from diagnosis to transplant`.
    private static func time(_ name: String, _ facts: FactDictionary) -> String? {
        let words = name.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3, let unit = Period.Unit(words[0]) else { return nil }
        switch words[1].lowercased() {
        case "since": return facts[words[2]].map { "\(unit.rawValue) since \($0.name)" }
        case "from":
            guard let joint = words[2].range(of: " to "), let start = facts[words[2][..<joint.lowerBound]],
                let end = facts[words[2][joint.upperBound...]]
            else { return nil }
            return "\(unit.rawValue) from \(start.name) to \(end.name)"
        default: return nil
        }
    }
}
