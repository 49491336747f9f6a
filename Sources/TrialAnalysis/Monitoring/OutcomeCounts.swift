import TrialTables
import TrialValues

/// A binary outcome of the subjects of a trial: how many have it among how many of whom it is known.
public struct OutcomeCounts: Sendable {
    /// Subjects whose outcome is known.
    public let subjects: Int
    /// Those who have it.
    public let events: Int
    /// Subjects whose outcome is not known, or not yet.
    public let notEvaluable: Int
    /// The running counts, subject by subject, in the order of the days of entry, or of the rows.
    public let path: [(subjects: Int, events: Int)]
    /// Remarks on the columns.
    public let notes: [String]

    /// Reads the outcome.
    ///
    /// - Parameters:
    ///   - table: the subjects.
    ///   - event: what counts as the outcome.
    ///   - entry: the column of the day of entry.
    ///   - day: a day after which nobody had entered yet.
    /// - Throws: `Diagnostics` for columns that are missing or hold what they cannot.
    public init(_ table: Table, event: EventRule, entry: String? = nil, asOf day: Day? = nil) throws(Diagnostics) {
        var remarks: [String] = []
        var known: [(entry: Day?, row: Int, has: Bool)] = []
        var (unknown, later) = (0, 0)
        do throws(Diagnostic) {
            let events = try event.events(in: table, notes: &remarks)
            let entries = try entry.map { name throws(Diagnostic) in try table.column(named: name).days }
            for row in 0..<table.rowCount {
                let entry = entries??[row]
                if let day, let entry, entry > day {
                    later += 1
                } else if let has = events[row] {
                    known.append((entry, row, has))
                } else {
                    unknown += 1
                }
            }
        } catch {
            throw Diagnostics([error])
        }
        if known.allSatisfy({ $0.entry != nil }) {
            known.sort { ($0.entry ?? .first, $0.row) < ($1.entry ?? .first, $1.row) }
        }
        var path: [(subjects: Int, events: Int)] = []
        for one in known { path.append((path.count + 1, (path.last?.events ?? 0) + (one.has ? 1 : 0))) }
        self.path = path
        subjects = known.count
        self.events = path.last?.events ?? 0
        notEvaluable = unknown
        if later > 0, let day {
            remarks.append("\(later) of \(table.rowCount) subjects had not entered by \(day).")
        }
        if unknown > 0 {
            remarks.append(
                "\(unknown) of \(table.rowCount - later) subjects are not evaluable: their outcome is not known.")
        }
        notes = remarks
    }
}
