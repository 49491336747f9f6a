import TrialTables
import TrialValues

/// A day on which patient data are cut: what comes after it is not known yet.
///
/// ```swift
/// let cut = DataCut(entry: "randomised", day: day, unit: .months)
/// try cut.table(patients, time: "pfs", event: .flag(column: "progressed")).table
/// ```
public struct DataCut: Sendable, Hashable {
    /// Data as they were known on a day.
    public struct Known: Sendable {
        /// The same rows; the time and event of one who had not entered are missing, an event after the day is none yet.
        public let table: Table
        /// The day.
        public let day: Day
        /// Whether anybody had entered whose time and event are known.
        public let hasSubjects: Bool
        /// Those who had not entered by then.
        public let notEntered: Int
        /// Remarks on the columns.
        public let notes: [String]
    }

    /// The column of the day of entry.
    public let entry: String
    /// The day.
    public let day: Day
    /// The unit of times.
    public let unit: FollowUpUnit

    /// A cut.
    public init(entry: String, day: Day, unit: FollowUpUnit = .months) {
        self.entry = entry
        self.day = day
        self.unit = unit
    }

    /// The data of an endpoint as they were known on the day; the column of the event holds yes or no afterwards.
    ///
    /// - Throws: `Diagnostics` for columns that are missing or hold what they cannot.
    public func table(_ table: Table, time: String, event: EventRule) throws(Diagnostics) -> Known {
        var (notes, columns, notEntered): ([String], [Column], Int) = ([], [], 0)
        var known: [Double?] = []
        do throws(Diagnostic) {
            let times = try FollowUp.numbers(table, time)
            let entries = try FollowUp.days(table, entry)
            let events = try event.events(in: table, notes: &notes)
            var happened: [Bool?] = []
            for row in 0..<table.rowCount {
                if let entry = entries[row], entry > day { notEntered += 1 }
                guard let time = times[row], let hasEvent = events[row], let entry = entries[row], entry <= day else {
                    known.append(nil)
                    happened.append(nil)
                    continue
                }
                let moment = unit.moment(after: time, from: entry, asOf: day)
                known.append(moment.time)
                happened.append(hasEvent && moment.isOver)
            }
            let cut = [try Column(time, numbers: known), Column(event.column, flags: happened)]
            columns = table.columns.map { column in cut.first { $0.name == column.name } ?? column }
        } catch { throw Diagnostics([error]) }
        return Known(
            table: try Table(columns: columns), day: day, hasSubjects: known.contains { $0 != nil },
            notEntered: notEntered, notes: notes)
    }
}

extension FollowUpUnit {
    /// How long a subject had been followed by a day, and whether all that its time says had happened by then.
    ///
    /// Printed times are rounded: half a day is no difference.
    func moment(after time: Double, from entry: Day, asOf day: Day) -> (time: Double, isOver: Bool) {
        let elapsed = Double(day - entry)
        let isOver = time * days <= elapsed + 0.5
        return (isOver ? time : elapsed / days, isOver)
    }
}
