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
        case .word where !unit.isEmpty && unit != "date":
            "`\(value.text)` is no number; expected one as printed, a bound such as <0.001, a range, or NR"
        case .word where unit == "date", .number where unit == "date":
            "`\(value.text)` is no date; expected 2014, 2014-01 or 2014-01-31"
        default: nil
        }
    }
}
