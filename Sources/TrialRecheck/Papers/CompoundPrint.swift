import TrialValues

/// A count and a percentage that stand in one cell, as tables print them.
///
/// ```swift
/// CompoundPrint("12/40 (30%)", unit: "%")      // 12 of 40, 30 %
/// CompoundPrint("12 (30)", unit: "%")          // 12, 30 %
/// CompoundPrint("30% (12/40)", unit: "%")      // the same
/// ```
struct CompoundPrint {
    /// The count.
    let count: String
    /// How many subjects it is a part of; `nil` where that is not printed.
    let denominator: String?
    /// The percentage; `nil` where only the fraction is printed.
    let percent: String?

    /// The parts of a text; `nil` where it is one number, or the unit is of neither counts nor percentages.
    init?(_ text: String, unit: String) {
        guard text.contains(where: { "/(".contains($0) }) else { return nil }
        guard unit.isEmpty || PublishedUnits.isOfSubjects(unit) else { return nil }
        let parts = text.filter { !$0.isWhitespace }
        if let match = parts.wholeMatch(of: /([0-9]+)(?:\/([0-9]+))?\(([0-9.·]+)(%?)\)/),
            PublishedUnits.canonical(unit) == "%" || !match.4.isEmpty
        {
            (count, denominator, percent) = (String(match.1), match.2.map { String($0) }, String(match.3))
        } else if let match = parts.wholeMatch(of: /([0-9.·]+)%\(([0-9]+)(?:\/([0-9]+))?\)/) {
            (count, denominator, percent) = (String(match.2), match.3.map { String($0) }, String(match.1))
        } else if !unit.isEmpty, let match = parts.wholeMatch(of: /([0-9]+)\/([0-9]+)/) {
            (count, denominator, percent) = (String(match.1), String(match.2), nil)
        } else {
            return nil
        }
    }

    /// The value and the unit of the number that it prints.
    var value: (PrintedValue, unit: String) {
        percent.map { (PrintedValue("\($0) %"), "%") } ?? (PrintedValue(count), "patients")
    }

    /// The count beside the percentage.
    var countBeside: PrintedValue? { percent == nil ? nil : PrintedValue(count) }

    /// What is wrong with the keys beside it; `nil` where they agree.
    func fault(count other: PrintedValue?, denominator whole: PrintedValue?) -> String? {
        if let other, other.decimal?.whole != Int(count) {
            return "the cell counts \(count), the count beside it is \(other.text); write one of them"
        }
        if let whole, let denominator, whole.decimal?.whole != Int(denominator) {
            return "the cell is a part of \(denominator), the denominator beside it is \(whole.text); write one of them"
        }
        return nil
    }
}
