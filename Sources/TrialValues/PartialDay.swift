/// A date as far as it is known: a day, a month or a year, which is the interval of days that it may be.
///
/// ```swift
/// let transplant = PartialDay("2020-05"), start = PartialDay("2020-06-01")
/// transplant?.isBefore(start!)             // true: every day of May is
/// PartialDay("2020")?.isBefore(start!)     // nil: it may be or not
/// ```
///
/// What is not known is `nil` and never guessed.
public struct PartialDay: Sendable, Hashable {
    /// How much of the date is known.
    public enum Precision: String, Sendable, Hashable, CaseIterable {
        case day, month, year
    }

    /// The first day that it may be.
    public let first: Day
    /// The last day that it may be.
    public let last: Day
    /// How much of it is known.
    public let precision: Precision

    private init(first: Day, last: Day, precision: Precision) {
        self.first = first
        self.last = last
        self.precision = precision
    }

    /// The date of a known day.
    public init(_ day: Day) { self.init(first: day, last: day, precision: .day) }

    /// The date that a text writes as ISO 8601 does: `2020-05-14`, `2020-05` or `2020`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let digits = String(text)
        switch digits.utf8.count {
        case 10:
            guard let day = Day(digits) else { return nil }
            self.init(day)
        case 7:
            guard let first = Day(digits + "-01") else { return nil }
            let last = first.adding(months: 1)?.adding(days: -1) ?? Day.last
            self.init(first: first, last: last, precision: .month)
        case 4:
            guard let first = Day(digits + "-01-01"), let last = Day(digits + "-12-31") else { return nil }
            self.init(first: first, last: last, precision: .year)
        default: return nil
        }
    }

    /// The day, if it is known.
    public var day: Day? { first == last ? first : nil }

    /// Whether it is before another date; `nil` if that depends on what is not known.
    public func isBefore(_ other: PartialDay) -> Bool? {
        if last < other.first { return true }
        return first >= other.last ? false : nil
    }

    /// Whether it is on or before another date; `nil` if that depends on what is not known.
    public func isOnOrBefore(_ other: PartialDay) -> Bool? { other.isBefore(self).map { !$0 } }

    /// Whether it is the same day as another date; `nil` if that depends on what is not known.
    public func isSameDay(as other: PartialDay) -> Bool? {
        if let day, let otherDay = other.day { return day == otherDay }
        return last < other.first || other.last < first ? false : nil
    }

    /// The days from this date to a later one, of which there are as few and as many as the bounds; negative if the
    /// other is before.
    public func days(to other: PartialDay) -> ClosedRange<Int> { (other.first - last)...(other.last - first) }

    /// The years that are complete on another date, as few and as many as the bounds: an age.
    public func completedYears(to other: PartialDay) -> ClosedRange<Int> {
        last.completedYears(to: other.first)...first.completedYears(to: other.last)
    }

    /// The months that are complete on another date, as few and as many as the bounds.
    public func completedMonths(to other: PartialDay) -> ClosedRange<Int> {
        last.completedMonths(to: other.first)...first.completedMonths(to: other.last)
    }
}

extension PartialDay: CustomStringConvertible {
    /// The date as ISO 8601 writes it, as far as it is known.
    public var description: String {
        let text = first.description
        switch precision {
        case .day: return text
        case .month: return String(text.prefix(7))
        case .year: return String(text.prefix(4))
        }
    }
}
