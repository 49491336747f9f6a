/// What a cell or a key may hold; a number that cannot be, such as P = 2, is found by a check.
enum PrintedKind {
    case number, count, limit, pValue

    /// The kind in words, as the end of a sentence.
    var words: String {
        switch self {
        case .number: "a number"
        case .count: "a number of subjects"
        case .limit: "a confidence limit: a number or NR"
        case .pValue: "a p-value: a number, or a bound such as <0.001"
        }
    }

    /// What is wrong with a value of this kind; `nil` where it is one.
    func fault(_ value: PrintedValue) -> String? {
        if let fault = Self.commaFault(value, unit: self == .pValue ? "p-value" : "") { return fault }
        return allows(value) ? nil : "`\(value.text)` is not \(words)"
    }

    /// Whether a value is of the kind.
    func allows(_ value: PrintedValue) -> Bool {
        switch (self, value.content) {
        case (.number, .number): true
        case (.count, .number): true
        case (.limit, .number), (.limit, .notReached), (.limit, .below), (.limit, .above): true
        case (.pValue, .number), (.pValue, .below), (.pValue, .above), (.pValue, .about): true
        default: false
        }
    }

    /// What is wrong with the value of a number of a unit.
    static func fault(_ value: PrintedValue, unit: String) -> String? {
        switch value.content {
        case .word where unit == "date", .number where unit == "date":
            "`\(value.text)` is no date; expected 2014, 2014-01 or 2014-01-31"
        case .word where hasDecimalComma(value): commaFault(value, unit: unit)
        case .word where !unit.isEmpty:
            "`\(value.text)` is no number; expected one as printed, a bound such as <0.001, a range, or NR"
        case .number
        where PublishedUnits.isOfSubjects(unit) && (value.unit.hasPrefix("(") || value.unit.hasPrefix("/")):
            "`\(value.text)` is more than one number; write count, denominator and percentage apart, or as 12/40 (30 %)"
        default: commaFault(value, unit: unit)
        }
    }

    /// A comma where a decimal has its point.
    private static func hasDecimalComma(_ value: PrintedValue) -> Bool {
        // A pattern is made at each use, so that the many values without a comma are told first.
        value.text.contains(",") && value.text.contains(/^[-−+<>≤≥=~ ]*[0-9]+,[0-9]+$/)
    }

    /// What is wrong with a comma in a number that has no thousands, or that parts no three digits.
    static func commaFault(_ value: PrintedValue, unit: String) -> String? {
        guard hasDecimalComma(value) else { return nil }
        let isSmall = ["HR", "p-value", "t", "chi2"].contains(PublishedUnits.canonical(unit))
        guard value.content == .word || isSmall else { return nil }
        return "`\(value.text)` has a comma; write a decimal point: \(value.text.replacing(",", with: "."))"
    }

    /// The coverage of a level that is printed in percent, or as a share of 1; 0.95 where none is.
    static func coverage(_ level: PrintedValue?) -> Double {
        let value = level?.decimal?.value ?? 95
        return value < 1 ? value : value / 100
    }
}
