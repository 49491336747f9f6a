import TrialValues

/// A date as it is printed, to the day, the month or the year: all the days that it may be.
public struct PrintedDate: Sendable, Hashable {
    /// The first day it may be.
    public let first: Day
    /// The last day it may be.
    public let last: Day

    /// The date that a text prints as `2014`, `2014-01` or `2014-01-31`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }) else { return nil }
        let numbers = parts.map { $0.allSatisfy(\.isASCII) ? Int($0) : nil }.compactMap(\.self)
        guard numbers.count == parts.count else { return nil }
        let ends: (Day?, Day?)
        switch numbers.count {
        case 1: ends = (Day(year: numbers[0], month: 1, day: 1), Day(year: numbers[0], month: 12, day: 31))
        case 2:
            let next = numbers[1] == 12 ? (numbers[0] + 1, 1, 1) : (numbers[0], numbers[1] + 1, 1)
            let after = Day(year: next.0, month: next.1, day: next.2)
            ends = (Day(year: numbers[0], month: numbers[1], day: 1), after?.adding(days: -1))
        default:
            let day = Day(year: numbers[0], month: numbers[1], day: numbers[2])
            ends = (day, day)
        }
        guard let first = ends.0, let last = ends.1 else { return nil }
        (self.first, self.last) = (first, last)
    }
}
