import TrialModel
import TrialTables
import TrialValues

/// Whether the observation in a row counts: made by the day on which one looks, and in the window of the criterion.
struct ObservationGate {
    private let dates: UnsafePointer<Int32>?
    private let on: Int32?
    private let window: ObservationWindow?
    private let anchors: UnsafePointer<Int32>?
    /// The day that stands in for an anchor that is not known.
    private let substitute: Int32?

    /// How sure it is that the observation of a row counts.
    enum Answer {
        /// It counts.
        case yes
        /// It does not, or that is not known; both dates are days or missing.
        case not
        /// The one date or the other needs a closer look.
        case other
    }

    /// - Parameters:
    ///   - dates: the days of the observations.
    ///   - anchors: the days that the window lies beside.
    ///   - substitute: the day that stands in where an anchor is missing.
    init(
        dates: UnsafePointer<Int32>?, on: Day?, window: ObservationWindow?, anchors: UnsafePointer<Int32>?,
        substitute: Day?
    ) {
        self.dates = dates
        self.on = on?.daysSince1970
        self.window = window
        self.anchors = anchors
        self.substitute = substitute?.daysSince1970
    }

    /// Whether the observation of a row counts.
    @inline(__always)
    func answer(_ row: Int) -> Answer {
        let date = dates?[row] ?? DayColumns.missing
        if date == DayColumns.other { return .other }
        let isDated = date != DayColumns.missing
        if let on, isDated, date > on { return .not }
        guard let window else { return .yes }
        var anchor = anchors?[row] ?? DayColumns.missing
        if anchor == DayColumns.other { return .other }
        if anchor == DayColumns.missing, let substitute { anchor = substitute }
        guard isDated, anchor != DayColumns.missing else { return .not }
        guard let first = ObservationGate.moved(anchor, window, isBack: true),
            let last = ObservationGate.moved(anchor, window, isBack: false)
        else { return .other }
        return date >= first && date <= last ? .yes : .not
    }

    /// Whether the row's observation has no date.
    @inline(__always)
    func isUndated(_ row: Int) -> Bool { (dates?[row] ?? DayColumns.missing) == DayColumns.missing }

    /// The end of the window on one side of its anchor; `nil` beyond the calendar.
    @inline(__always)
    private static func moved(_ anchor: Int32, _ window: ObservationWindow, isBack: Bool) -> Int32? {
        let isOpen = isBack ? window.side != .after : window.side != .before
        guard isOpen else { return anchor }
        let length = isBack ? -window.length : window.length
        switch window.unit {
        case .days, .weeks:
            return Day(daysSince1970: Int(anchor) + (window.unit == .days ? length : 7 * length))?.daysSince1970
        case .months: return Day(daysSince1970: Int(anchor))?.adding(months: length)?.daysSince1970
        case .years: return Day(daysSince1970: Int(anchor))?.adding(years: length)?.daysSince1970
        }
    }
}
