// The calendar is reckoned in years that begin in March, so that the leap day is the last of its year. The day of such
// a year on which month m (March = 0) begins is ⌊(153 m + 2) / 5⌋, and 400 years have 146,097 days.
//
// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013, `days_from_civil` and `civil_from_days`.

extension Day {
    /// The given day, or `nil` if the calendar has no such day or the year is not between 1 and 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1 else { return nil }
        guard day <= 28 || day <= Day.length(ofMonth: month, year: year) else { return nil }
        let marchYear = month > 2 ? year : year - 1
        let century = marchYear / 100
        let monthStart = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        let days = 365 * marchYear + marchYear / 4 - century + century / 4 + monthStart + day - 1
        self.init(unchecked: Int32(truncatingIfNeeded: days - 719_468))
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// The year, the month from 1 and the day of the month from 1.
    public var components: (year: Int, month: Int, day: Int) {
        let sinceMarchZero = Int(daysSince1970) + 719_468
        let era = sinceMarchZero / 146_097
        let dayOfEra = sinceMarchZero % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The year, from 1 to 9999.
    public var year: Int { components.year }
    /// The month, from 1 to 12.
    public var month: Int { components.month }
    /// The day of the month, from 1.
    public var day: Int { components.day }
}
