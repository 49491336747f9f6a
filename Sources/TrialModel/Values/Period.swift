import TrialValues

/// A length of time as a protocol prints it, with its unit.
///
/// ```swift
/// Period("6 weeks")?.days      // 42
/// Period("40 months")?.months  // 40
/// ```
///
/// A month has 30.4375 days and a year has 12 months.
public struct Period: Sendable, Hashable, CustomStringConvertible {
    /// The unit of a length of time.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case days, weeks, months, years

        /// The days in one.
        public var days: Double {
            switch self {
            case .days: 1
            case .weeks: 7
            case .months: Period.daysInMonth
            case .years: 12 * Period.daysInMonth
            }
        }

        /// The months in one.
        public var months: Double {
            switch self {
            case .months: 1
            case .years: 12
            case .days, .weeks: days / Period.daysInMonth
            }
        }

        /// The unit of a word, such as `month` or `months`.
        public init?(_ word: some StringProtocol) {
            let word = word.lowercased()
            guard let unit = Unit.allCases.first(where: { $0.rawValue == word || $0.rawValue.dropLast() == word })
            else { return nil }
            self = unit
        }
    }

    /// The days in a month: a year of 365.25 days has twelve.
    public static let daysInMonth = 30.4375

    /// How many of the unit.
    public let number: PrintedNumber
    /// The unit.
    public let unit: Unit

    /// The length that a text prints, such as `40 months` or `1 day`; `nil` for anything else.
    public init?(_ text: String) {
        guard let space = text.firstIndex(of: " "), let number = PrintedNumber(String(text[..<space])),
            !number.isPercentage, let unit = Unit(text[space...].drop { $0 == " " })
        else { return nil }
        self.number = number
        self.unit = unit
    }

    /// The length in days.
    public var days: Double { number.value * unit.days }

    /// The first day after the length, from a day on; months and years are those of the calendar, a part of a month counts in days.
    ///
    /// ```swift
    /// Period("1 month")?.end(from: Day("2024-02-01")!)   // 2024-03-01
    /// ```
    func end(from day: Day) -> Day? {
        guard unit == .months || unit == .years else { return day.adding(days: Int(days.rounded(.up))) }
        let months = unit == .years ? 12 * number.value : number.value
        let rest = (months - months.rounded(.down)) * Self.daysInMonth
        return day.adding(months: Int(months.rounded(.down)))?.adding(days: Int(rest.rounded(.up)))
    }

    /// The length in months of 30.4375 days.
    public var months: Double { number.value * unit.months }

    /// The length as it is printed.
    public var description: String {
        "\(number) \(number.text == "1" ? String(unit.rawValue.dropLast()) : unit.rawValue)"
    }
}
