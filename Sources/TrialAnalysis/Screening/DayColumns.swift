import TrialTables
import TrialValues

/// The days in some columns of a batch, each cell read once.
struct DayColumns: ~Copyable {
    /// In place of a day: the cell says nothing.
    static let missing = Int32.min
    /// In place of a day: the cell says something else, such as a month or a word.
    static let other = Int32.min + 1

    private let columns: [Int]
    private let capacity: Int
    private let days: UnsafeMutablePointer<Int32>

    /// Room for the days of the given columns.
    init(columns: Set<Int>, capacity: Int) {
        self.columns = columns.sorted()
        self.capacity = capacity
        days = .allocate(capacity: max(1, columns.count * capacity))
    }

    deinit { days.deallocate() }

    /// The place of a column's days; `nil` where they are not read.
    func days(ofColumn column: Int) -> UnsafePointer<Int32>? {
        columns.firstIndex(of: column).map { UnsafePointer(days + $0 * capacity) }
    }

    /// Reads the cells of a batch.
    func read(_ batch: borrowing CSVRowBatch) {
        for (index, column) in columns.enumerated() {
            let target = days + index * capacity
            for row in 0..<batch.count {
                let cell = batch.cells[row &* batch.columnCount &+ column]
                if cell.count == 10, let day = Day(tenBytes: cell.start) {
                    target[row] = day.daysSince1970
                } else {
                    target[row] = CSVRowBatch.isMissing(cell.bytes) ? DayColumns.missing : DayColumns.other
                }
            }
        }
    }

    /// Whether a number is a day.
    @inline(__always)
    static func isDay(_ number: Int32) -> Bool { number > other }
}
