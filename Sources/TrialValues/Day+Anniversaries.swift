extension Day {
    /// The day so many months later, or earlier if negative: the same day of the month, or the month's last day where it
    /// has none; `nil` outside the years 1 to 9999.
    ///
    /// ```swift
    /// Day("2024-01-31")?.adding(months: 1)  // 2024-02-29
    /// ```
    public func adding(months: Int) -> Day? {
        let (year, month, day) = components
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, sum >= 12, sum < 120_000 else { return nil }
        for last in stride(from: day, through: max(day - 3, 1), by: -1) {
            if let found = Day(year: sum / 12, month: sum % 12 + 1, day: last) { return found }
        }
        return nil
    }

    /// The day so many years later: the same day of the year, and February 28th for the 29th where there is none.
    public func adding(years: Int) -> Day? {
        let (months, overflow) = years.multipliedReportingOverflow(by: 12)
        return overflow ? nil : adding(months: months)
    }

    /// The months that are complete on `end` since this day; negative if it lies before.
    ///
    /// A month is complete on the same day of a later month, or on the last day of that month where it has none.
    public func completedMonths(to end: Day) -> Int {
        guard end >= self else { return -end.completedMonths(to: self) }
        let (year, month, _) = components
        let (endYear, endMonth, _) = end.components
        let months = (endYear - year) * 12 + endMonth - month
        guard let anniversary = adding(months: months) else { return months }
        return anniversary <= end ? months : months - 1
    }

    /// The years that are complete on `end` since this day: the age of who was born on it.
    ///
    /// Who was born on February 29th is a year older on February 28th of a year without that day.
    public func completedYears(to end: Day) -> Int { completedMonths(to: end) / 12 }
}
