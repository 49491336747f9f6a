import TrialValues

/// Which columns say who was followed how long, and on what day a trial is looked at.
public struct FollowUpPlan: Sendable {
    /// The column of the time from entry to the event or to last contact.
    public var time: String
    /// What counts as the event.
    public var event: EventRule
    /// The column of the day of entry, for looks at a day.
    public var entry: String?
    /// The unit of `time`.
    public var unit: FollowUpUnit
    /// After how long without news a subject's follow-up is stale, in that unit.
    public var stale: Double

    /// A plan.
    public init(
        time: String, event: EventRule, entry: String? = nil, unit: FollowUpUnit = .months, stale: Double = 3
    ) {
        self.time = time
        self.event = event
        self.entry = entry
        self.unit = unit
        self.stale = stale
    }
}

/// A unit of follow-up time, in days.
public enum FollowUpUnit: String, Sendable, Hashable, CaseIterable {
    case days, weeks, months, years

    /// The days in it: a month has 30.4375, a year 365.25.
    public var days: Double {
        switch self {
        case .days: 1
        case .weeks: 7
        case .months: 30.4375
        case .years: 365.25
        }
    }
}
