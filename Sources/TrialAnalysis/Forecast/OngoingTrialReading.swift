import TrialStatistics
import TrialTables
import TrialValues

/// The subjects of an ongoing trial from a table: who entered when, was followed how long, had the event or was lost.
///
/// Dates of entry are turned into the unit of the follow-up and counted from the first of them; ``date(of:)`` turns times back.
public struct OngoingTrialReading: Sendable {
    /// The columns.
    public struct Columns: Sendable {
        /// The column of dates or times of entry, and that of the follow-up.
        public var entry: String, time: String
        /// The event, and who is lost.
        public var event: EventRule, lost: EventRule?
        /// Days in a unit of the follow-up; needed where entry is a date.
        public var daysPerUnit: Double?

        /// The columns.
        public init(entry: String, time: String, event: EventRule, lost: EventRule? = nil, daysPerUnit: Double? = nil) {
            self.entry = entry
            self.time = time
            self.event = event
            self.lost = lost
            self.daysPerUnit = daysPerUnit
        }
    }

    /// The subjects.
    public let trial: OngoingTrial
    /// The date of time 0; nil where entry is a number.
    public let origin: Day?
    /// Remarks.
    public let notes: [String]
    private let daysPerUnit: Double

    /// Reads a table.
    ///
    /// - Parameter cut: the text of the date, or the time, until which data were taken; the last time at which anybody was seen if nil.
    /// - Throws: `Diagnostic` for columns that are not there or do not fit, and for data that no trial can have.
    public init(_ table: Table, _ columns: Columns, cut: String? = nil) throws(Diagnostic) {
        var notes: [String] = []
        let events = try columns.event.events(in: table, notes: &notes)
        let lost = try columns.lost?.events(in: table, notes: &notes)
        guard let times = try table.column(named: columns.time).numbers else {
            throw Self.wrong("--time", columns.time, "numbers")
        }
        let start = try table.column(named: columns.entry)
        let days = columns.daysPerUnit ?? 1
        let known = (0..<table.rowCount).filter { start.days?[$0] != nil }
        let origin = known.compactMap { start.days?[$0] }.min()
        if origin != nil, columns.daysPerUnit == nil {
            throw Diagnostic(
                .error, "forecast.unit",
                "column '\(columns.entry)' holds dates, but the unit of '\(columns.time)' is not known",
                advice: "say it, such as --unit months")
        }
        guard start.numbers != nil || origin != nil else {
            throw Self.wrong("--entry", columns.entry, "dates or numbers")
        }
        var (entries, followed, status): ([Double], [Double], [OngoingTrial.Status]) = ([], [], [])
        for row in 0..<table.rowCount {
            let entry =
                origin.flatMap { first in start.days?[row].map { Double($0 - first) / days } } ?? start.numbers?[row]
            guard let entry, let time = times[row], let event = events[row] else { continue }
            for (name, value) in [(columns.entry, entry), (columns.time, time)] where !(abs(value) <= 1e9) {
                throw Diagnostic(
                    .error, "forecast.data", "row \(row + 1): \(name) is \(value); expected a number up to 10⁹",
                    at: table[name].map { table.place(row: row, column: $0) } ?? .init(file: table.source))
            }
            entries.append(entry)
            followed.append(time)
            status.append(event ? .event : (lost.flatMap { $0[row] } ?? false) ? .lost : .onStudy)
        }
        let left = table.rowCount - entries.count
        if left > 0 { notes.append("\(left) of \(table.rowCount) rows lack entry, time or event and are left out.") }
        self.notes = notes
        self.origin = origin
        daysPerUnit = days
        let end = try Self.time(cut, origin, days)
        try Self.check(end, cut, entries, followed)
        do throws(StatisticsError) {
            trial = try OngoingTrial(entry: entries, times: followed, status: status, cut: end)
        } catch {
            throw Diagnostic(.error, "forecast.data", error.description)
        }
    }

    /// The date of a time of the calendar; nil where entry is a number.
    public func date(of time: Double) -> Day? {
        let days = (time * daysPerUnit).rounded(.up)
        return abs(days) < 1e12 ? origin?.adding(days: Int(days)) : nil
    }

    private static func time(_ cut: String?, _ origin: Day?, _ days: Double) throws(Diagnostic) -> Double? {
        guard let cut else { return nil }
        if let origin, let day = Day(cut) { return Double(day - origin) / days }
        if origin == nil, let number = Double(cut), number.isFinite { return number }
        throw Diagnostic(
            .error, "forecast.cut",
            "--cut is \(cut); expected \(origin == nil ? "a number" : "a date such as 2025-06-30"), like the times of entry"
        )
    }

    /// Refuses a cut before a day on which a subject was seen.
    private static func check(_ cut: Double?, _ text: String?, _ entries: [Double], _ followed: [Double])
        throws(Diagnostic)
    {
        guard let cut, let text else { return }
        let late = zip(entries, followed).filter { $0 + $1 > cut + 1e-9 * max(1, abs(cut)) }.count
        guard late > 0 else { return }
        throw Diagnostic(
            .error, "forecast.cut",
            "--cut is \(text); expected no earlier than the last day on which anybody was seen, which is later for \(late) of \(entries.count) subjects"
        )
    }

    private static func wrong(_ option: String, _ name: String, _ expected: String) -> Diagnostic {
        Diagnostic(.error, "forecast.column", "\(option): column '\(name)' does not hold \(expected)")
    }
}
