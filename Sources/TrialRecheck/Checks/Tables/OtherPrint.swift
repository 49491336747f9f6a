/// Prints of one number that differ by how they were made: rounded twice, or in weeks of months with four of them.
enum OtherPrint {
    /// How two prints that disagree may be of one number; `nil` where they may not.
    static func reading(_ one: PublishedNumber, _ other: PublishedNumber) -> String? {
        if isRoundedTwice(one, other) || isRoundedTwice(other, one) { return "it was rounded twice" }
        return isInShortMonths(one, other) || isInShortMonths(other, one) ? "a month was taken as four weeks" : nil
    }

    /// Whether a print is the other one, as it is printed, rounded again: 45.45 as 45.5, and that as 46.
    private static func isRoundedTwice(_ coarse: PublishedNumber, _ fine: PublishedNumber) -> Bool {
        guard coarse.unit == fine.unit, let short = coarse.value.decimal, let long = fine.value.decimal,
            short.decimals < long.decimals
        else { return false }
        return short.interval(.rounded).contains(long.value)
    }

    /// Whether the one is in weeks, the other in months or years, and months of four weeks make them agree.
    private static func isInShortMonths(_ weeks: PublishedNumber, _ months: PublishedNumber) -> Bool {
        guard weeks.unit.hasPrefix("week"), let factor = months.monthsPerUnit, factor >= 1,
            let one = weeks.value.set(), let other = months.value.set()
        else { return false }
        return (one / Interval(4)).meets(other * Interval(factor))
    }
}
