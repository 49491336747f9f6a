import TrialTables
import TrialValues

/// The follow-up of the subjects of a trial, which can be looked at as of any day.
///
/// A subject who had not entered by then is left out; who had is followed until the event, the last contact or that day,
/// whichever comes first, and an event after that day is none yet.
public struct FollowUp: Sendable {
    /// One subject.
    struct Subject: Sendable {
        let entry: Day?
        let time: Double
        let hasEvent: Bool
    }

    /// The unit of times.
    public let unit: FollowUpUnit
    /// The rows of the table.
    public let rowCount: Int
    /// Remarks on the columns.
    public let notes: [String]
    let subjects: [Subject]
    let stale: Double

    /// Reads the follow-up.
    ///
    /// - Throws: `Diagnostics` for columns that are missing or hold what they cannot.
    public init(_ table: Table, _ plan: FollowUpPlan) throws(Diagnostics) {
        var remarks: [String] = []
        do throws(Diagnostic) {
            let times = try Self.numbers(table, plan.time)
            let events = try plan.event.events(in: table, notes: &remarks)
            let entries = try plan.entry.map { name throws(Diagnostic) in try Self.days(table, name) }
            var subjects: [Subject] = []
            for row in 0..<table.rowCount {
                guard let time = times[row], let hasEvent = events[row] else { continue }
                let entry = entries?[row]
                if entries != nil, entry == nil { continue }
                guard time >= 0 else {
                    throw Diagnostic(
                        .error, "monitor.time", "row \(row + 1): time is \(time); expected a number ≥ 0",
                        at: table[plan.time].map { table.place(row: row, column: $0) } ?? .init(file: table.source))
                }
                guard time <= 1e9 else {
                    throw Diagnostic(
                        .error, "monitor.time", "row \(row + 1): time is \(time); expected a number up to 10⁹",
                        at: table[plan.time].map { table.place(row: row, column: $0) } ?? .init(file: table.source))
                }
                subjects.append(Subject(entry: entry, time: time, hasEvent: hasEvent))
            }
            self.subjects = subjects
        } catch {
            throw Diagnostics([error])
        }
        let dropped = table.rowCount - subjects.count
        if dropped > 0 {
            remarks.append(
                "\(dropped) of \(table.rowCount) subjects are not evaluable: their time, event or entry is missing. They count nowhere."
            )
        }
        unit = plan.unit
        rowCount = table.rowCount
        stale = plan.stale
        notes = remarks
    }

    /// The first day on which somebody entered.
    public var firstEntry: Day? { subjects.compactMap(\.entry).min() }

    /// The last day of which anything is known.
    public var lastNews: Day? {
        subjects.compactMap { subject in
            subject.entry?.adding(days: Int((subject.time * unit.days).rounded()))
        }.max()
    }

    static func numbers(_ table: Table, _ name: String) throws(Diagnostic) -> Cells<Double> {
        let column = try table.column(named: name)
        guard let numbers = column.numbers else {
            throw Diagnostic(
                .error, "monitor.time", "column '\(name)' holds \(column.kind.rawValue) values; expected times",
                at: .init(file: table.source, field: name))
        }
        return numbers
    }

    static func days(_ table: Table, _ name: String) throws(Diagnostic) -> Cells<Day> {
        let column = try table.column(named: name)
        guard let days = column.days else {
            throw Diagnostic(
                .error, "monitor.entry",
                "column '\(name)' holds \(column.kind.rawValue) values; expected days such as 2024-02-29",
                at: .init(file: table.source, field: name))
        }
        return days
    }
}
