import TrialValues

/// Something that can be known of a subject: its name, its kind and where it comes from.
///
/// ```swift
/// FactDictionary.shipped["ANC"]?.name   // "neutrophils"
/// ```
public struct FactDefinition: Sendable, Hashable {
    /// The name: lower-case words, or a short form that the field writes in capitals, such as ECOG.
    public let name: String
    /// What kind of value it has.
    public let kind: FactKind
    /// What it means, in a phrase.
    public let meaning: String
    /// Other names of it.
    public let aliases: [String]
    /// Where it comes from.
    public let codes: FactCodes
    /// The lowest and highest value that can be, in the fact's unit; a value beyond is a slip.
    public let range: ClosedRange<ExactDecimal>?
    /// Whether it is measured again and again, so that it matters when: a window of the study applies to it.
    public let isRepeated: Bool
    /// Which numbers it has.
    public let numbers: FactNumbers

    /// A fact.
    public init(
        _ name: String, _ kind: FactKind, _ meaning: String, aliases: [String] = [], codes: FactCodes = FactCodes(),
        range: ClosedRange<ExactDecimal>? = nil, isRepeated: Bool = false, numbers: FactNumbers = .any
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.aliases = aliases
        self.codes = codes
        self.range = range
        self.isRepeated = isRepeated
        self.numbers = numbers
    }

    /// All names of it, its own first.
    public var names: [String] { [name] + aliases }
}

/// The codes by which other systems know a fact.
public struct FactCodes: Sendable, Hashable {
    /// The test code of SDTM, such as the LBTESTCD `NEUT`, or the variable of DM.
    public let sdtm: String?
    /// The code of LOINC.
    public let loinc: String?

    /// Codes, as far as there are some.
    public init(sdtm: String? = nil, loinc: String? = nil) {
        self.sdtm = sdtm
        self.loinc = loinc
    }
}

/// The kind of a fact's value.
public enum FactKind: Sendable, Hashable {
    /// A measurement with a unit; of a substance where mass and moles convert.
    case quantity(unit: MeasurementUnit, analyte: Analyte?)
    /// A number without a unit, such as a count of courses.
    case number
    /// A level of a scale.
    case ordinal(OrderedScale)
    /// One of some words.
    case choice([String])
    /// Any number of some words; of any words where none are given.
    case choices([String])
    /// The day on which something happened.
    case date
    /// Yes or no.
    case flag
    /// A text.
    case text

    /// The kind in words, as a message says it.
    public var words: String {
        switch self {
        case .quantity(let unit, _): "a quantity in \(unit.code)"
        case .number: "a number"
        case .ordinal(let scale): "a level of \(scale.names.joined(separator: " < "))"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .choices(let words):
            words.isEmpty ? "a list of words" : "a list of some of \(words.joined(separator: ", "))"
        case .date: "a date"
        case .flag: "yes or no"
        case .text: "a text"
        }
    }
}
