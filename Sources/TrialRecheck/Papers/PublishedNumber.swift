import TrialValues

/// One number of a paper: what is printed, where, of what and of whom, and what is printed beside it.
public struct PublishedNumber: Sendable, Hashable {
    /// The study that the paper reports.
    public let study: String
    /// Where it stands, such as "Table 2" or "Abstract".
    public let place: String
    /// What it is, such as "median PFS" or "anemia grade >=3".
    public let quantity: String
    /// Of whom, such as "all" or "ID vs RD"; empty where that goes without saying.
    public let group: String
    /// The number.
    public let value: PrintedValue
    /// Its unit, such as "%", "months", "HR", "chi2", "t" or "date"; empty for plain numbers.
    public let unit: String
    /// The lower confidence limit printed with it.
    public let lower: PrintedValue?
    /// The upper confidence limit printed with it.
    public let upper: PrintedValue?
    /// The coverage of the limits, 0.95 where none is printed.
    public let level: Double
    /// The p-value printed with it.
    public let p: PrintedValue?
    /// How many subjects it counts, printed beside a percentage.
    public let count: PrintedValue?
    /// How many subjects it is a part of.
    public let denominator: PrintedValue?
    /// How many subjects it is computed from.
    public let size: PrintedValue?
    /// What is remarkable about the print.
    public let note: String?
    /// Whether it is said to be weighted, adjusted or imputed, so that no whole count need give it.
    let isModelled: Bool
    /// Where the number stands in the file that was read.
    public let origin: Diagnostic.Place

    /// A number with what is printed beside it.
    public init(
        study: String, place: String, quantity: String, group: String = "", value: PrintedValue, unit: String = "",
        lower: PrintedValue? = nil, upper: PrintedValue? = nil, level: Double = 0.95, p: PrintedValue? = nil,
        count: PrintedValue? = nil, denominator: PrintedValue? = nil, size: PrintedValue? = nil, note: String? = nil,
        origin: Diagnostic.Place = Diagnostic.Place()
    ) {
        self.study = study
        self.place = place
        self.quantity = quantity
        self.group = group
        self.value = value
        self.unit = PublishedUnits.canonical(unit.isEmpty ? value.unit : unit)
        self.lower = lower
        self.upper = upper
        self.level = level
        self.p = p
        self.count = count
        self.denominator = denominator
        self.size = size
        self.note = note
        isModelled = Self.isModelled([place, quantity, group, note ?? ""].joined(separator: " "))
        self.origin = origin
    }

    /// How references and messages call it: "Table 2 > CR > ID".
    public var reference: String { ([place, quantity] + (group.isEmpty ? [] : [group])).joined(separator: " > ") }

    /// Whether it is quoted from another paper, which is not rechecked here.
    public var isQuotation: Bool { study.hasPrefix("external") }
}

extension PublishedNumber {
    /// Whether it is a percentage.
    var isPercentage: Bool { unit.hasPrefix("%") }

    /// Whether it counts subjects.
    var isCount: Bool { unit == "patients" || unit == "subjects" || unit == "events" }

    /// Whether it is a hazard ratio.
    var isHazardRatio: Bool { unit == "HR" }

    /// Whether it is the statistic of a χ² test.
    var isChiSquare: Bool { unit == "chi2" }

    /// The p-value printed beside it; or the number itself, where it is one.
    var pValue: PrintedValue? { p ?? (Self.pUnits.contains(unit.lowercased()) ? value : nil) }

    private static let pUnits: Set<String> = ["p", "p-value", "p value"]

    /// Whether it is Student's t.
    var isT: Bool { unit == "t" }

    /// The months in one of its units of time; `nil` for other units.
    var monthsPerUnit: Double? {
        switch unit {
        case "months", "month": 1
        case "years", "year": 12
        case "weeks", "week": 7 / 30.4375
        case "days", "day": 1 / 30.4375
        default: nil
        }
    }

    /// The number of subjects it is computed from or a part of, where that is one whole number.
    var subjects: Int? { (size ?? denominator)?.decimal?.whole }

    /// The text of value and unit as a reader knows it.
    public var shown: String {
        value.unit.isEmpty && unit.hasPrefix("%") ? "\(value.text) %" : value.text
    }

    /// The interval as printed; `nil` where there is none.
    public var shownInterval: String? {
        guard let lower, let upper else { return nil }
        return "\(lower.text)–\(upper.text)"
    }
}
