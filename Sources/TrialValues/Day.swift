/// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
///
/// ```swift
/// let randomised = Day("2024-02-28"), progressed = Day(year: 2024, month: 3, day: 1)
/// progressed - randomised  // 2, if both are valid
/// ```
///
/// A `Day` is always valid: there is none for February 30th, and no initializer that would make one.
public struct Day: Sendable, Hashable, BitwiseCopyable {
    /// The number of days since 1970-01-01, negative before it.
    public let daysSince1970: Int32

    /// The first day there is, 0001-01-01.
    public static let first = Day(unchecked: -719_162)
    /// The last day there is, 9999-12-31.
    public static let last = Day(unchecked: 2_932_896)

    package init(unchecked daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }

    /// The day that lies the given number of days after 1970-01-01, or `nil` outside the years 1 to 9999.
    public init?(daysSince1970: Int) {
        guard daysSince1970 >= Int(Day.first.daysSince1970), daysSince1970 <= Int(Day.last.daysSince1970) else {
            return nil
        }
        self.daysSince1970 = Int32(daysSince1970)
    }

    /// The day so many days later, or earlier if negative; `nil` outside the years 1 to 9999.
    public func adding(days: Int) -> Day? {
        let (sum, overflow) = Int(daysSince1970).addingReportingOverflow(days)
        return overflow ? nil : Day(daysSince1970: sum)
    }

    /// The number of days from `start` to `end`: 1 from a day to the next.
    public static func - (end: Day, start: Day) -> Int { Int(end.daysSince1970) - Int(start.daysSince1970) }
}

extension Day: Comparable {
    public static func < (a: Day, b: Day) -> Bool { a.daysSince1970 < b.daysSince1970 }
}
