/// The line of the file on which each row begins, kept as the rows at which the distance between the two changes.
struct RowLines: Sendable, Hashable {
    private var rows: [Int] = []
    private var shifts: [Int] = []

    /// Notes that the next row, numbered from 0, begins on the given line.
    mutating func append(row: Int, line: Int) {
        let shift = line - row
        if shifts.last == shift { return }
        rows.append(row)
        shifts.append(shift)
    }

    /// The line on which the row begins.
    func line(ofRow row: Int) -> Int? {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] <= row { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : row + shifts[low - 1]
    }
}
