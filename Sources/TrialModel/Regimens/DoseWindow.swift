import TrialValues

/// What becomes of a dose that is forgotten.
public enum MissedDoseRule: Sendable, Hashable, CustomStringConvertible {
    /// It is left out.
    case leftOut
    /// It is taken late, as long as the next dose is at least so many hours away.
    case takenLate(hoursBeforeNext: Int)

    /// The fewest whole days that lie between a dose taken late and the next; `nil` where none is taken late.
    var daysBeforeNext: Int? {
        if case .takenLate(let hours) = self { (hours + 23) / 24 } else { nil }
    }

    /// The rule as the file prints it.
    public var description: String {
        switch self {
        case .leftOut: "left out"
        case .takenLate(let hours): "\(hours) hours"
        }
    }
}

/// What becomes of a dose that is vomited.
public enum VomitedDoseRule: String, Sendable, Hashable, CaseIterable {
    /// It counts as taken.
    case notRepeated = "not repeated"
    /// It is taken again.
    case repeated
}

/// A day of the week.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
    case monday = "Monday"
    case tuesday = "Tuesday"
    case wednesday = "Wednesday"
    case thursday = "Thursday"
    case friday = "Friday"
    case saturday = "Saturday"
    case sunday = "Sunday"
}

extension Day {
    /// The day of the week. 1970-01-01 was a Thursday.
    public var weekday: Weekday {
        let index = (Int(daysSince1970) + 3) % 7
        return Weekday.allCases[(index + 7) % 7]
    }
}

extension Expectation where Value == MissedDoseRule {
    /// What becomes of a dose that is forgotten.
    static let missedDoseRule = Expectation(
        "`left out`, or the least time before the next dose, such as 72 hours",
        shape: .text(pattern: "^(left out|[0-9]+ +(hours?|days?))$")
    ) { text throws(StudyFault) in
        if text == "left out" { return .leftOut }
        guard let match = text.wholeMatch(of: #/(\d{1,4}) +(hour|day)s?/#), let number = Int(match.1) else {
            throw text.first?.isNumber == true ? .unit : .type
        }
        return .takenLate(hoursBeforeNext: match.2 == "day" ? 24 * number : number)
    }
}

extension Expectation where Value == Int {
    /// A whole number of days, as days or weeks.
    static func wholeDays(from least: Int) -> Expectation {
        Expectation(
            "a whole number of days or weeks, such as 28 days", shape: .text(pattern: "^[0-9]+ +(days?|weeks?)$")
        ) {
            text throws(StudyFault) in
            guard let match = text.wholeMatch(of: #/(\d{1,5}) +(day|week)s?/#), let number = Int(match.1) else {
                throw text.first?.isNumber == true ? .unit : .type
            }
            let days = match.2 == "week" ? 7 * number : number
            guard days >= least, days <= 10_000 else { throw .range }
            return days
        }
    }
}
