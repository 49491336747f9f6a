import TrialValues

extension Period.Unit {
    /// The time from one day to another in completed units, with the days that are left: `5 years and 1 day`.
    package func length(_ start: Day, _ end: Day) -> String {
        let count: Int
        switch self {
        case .days: count = end - start
        case .weeks: count = (end - start) / 7
        case .months: count = start.completedMonths(to: end)
        case .years: count = start.completedYears(to: end)
        }
        let whole = adding(count, to: start)
        let text = "\(count) \(count == 1 ? String(rawValue.dropLast()) : rawValue)"
        guard let whole, case let days = end - whole, days > 0, start <= end else { return text }
        return "\(text) and \(days) \(days == 1 ? "day" : "days")"
    }

    /// The day so many units after another, before it for a negative number; `nil` beyond the calendar.
    func adding(_ count: Int, to day: Day) -> Day? {
        switch self {
        case .days: day.adding(days: count)
        case .weeks: day.adding(days: 7 * count)
        case .months: day.adding(months: count)
        case .years: day.adding(years: count)
        }
    }
}
