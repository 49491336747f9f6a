/// A few rows of a CSV file, cell by cell, as they stand in memory: good until the next rows are read.
package struct CSVRowBatch: ~Copyable {
    /// The number of columns.
    package let columnCount: Int
    /// How many rows it can hold.
    package let capacity: Int
    /// How many rows it holds.
    package internal(set) var count = 0
    /// The number of the first of its rows in the file, from 0.
    package internal(set) var firstRow = 0
    /// The cells, row by row.
    let cells: UnsafeMutablePointer<Cell>
    /// The line on which each row begins.
    let lines: UnsafeMutablePointer<Int>
    /// The cells whose quotes were written twice, as they are meant.
    private var unescaped: [UnsafeMutablePointer<UInt8>] = []

    /// A cell by its bytes.
    struct Cell {
        var start: UnsafePointer<UInt8>
        var count: Int
    }

    /// A batch of about so many cells for the rows of so many columns.
    package init(columnCount: Int, cellCount: Int = 1 << 13) {
        self.columnCount = columnCount
        capacity = max(16, cellCount / max(columnCount, 1))
        cells = .allocate(capacity: capacity * max(columnCount, 1))
        lines = .allocate(capacity: capacity)
    }

    deinit {
        for buffer in unescaped { buffer.deallocate() }
        cells.deallocate()
        lines.deallocate()
    }

    /// The bytes of a cell of the batch's row, without the quotes and the spaces around them.
    @inline(__always)
    package func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
        let cell = cells[row &* columnCount &+ column]
        let bytes = UnsafeBufferPointer(start: cell.start, count: cell.count)
        guard cell.count > 0,
            cell.start.pointee <= UInt8(ascii: " ") || cell.start[cell.count &- 1] <= UInt8(ascii: " ")
        else { return bytes }
        // A tab is space here: where tabs part the fields, none is inside of one that is not quoted.
        return bytes.trimmed(UInt8(ascii: ","))
    }

    /// The line of the file on which a row of the batch begins.
    package func line(_ row: Int) -> Int { lines[row] }

    /// Whether a cell says that there is no value: nothing, `NA` or `.`.
    @inline(__always)
    package static func isMissing(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.count <= 2 && CellText(bytes: cell).isMissing
    }

    mutating func clear(firstRow: Int) {
        for buffer in unescaped { buffer.deallocate() }
        unescaped.removeAll(keepingCapacity: true)
        count = 0
        self.firstRow = firstRow
    }

    /// Adds the row that was scanned, which has the right number of fields.
    mutating func append(_ scanner: RecordScanner, _ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        guard let base = bytes.baseAddress else { return }
        for (column, field) in scanner.fields.enumerated() {
            var cell = Cell(start: base + field.range.lowerBound, count: field.range.count)
            if field.hasEscapes {
                let plain = UnsafeBufferPointer(rebasing: bytes[field.range]).unescaped(padding: 1)
                let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: plain.count)
                for (index, byte) in plain.enumerated() { (copy + index).initialize(to: byte) }
                unescaped.append(copy)
                cell = Cell(start: UnsafePointer(copy), count: plain.count - 1)
            }
            (cells + count * columnCount + column).initialize(to: cell)
        }
        lines[count] = line
        count += 1
    }
}
