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
    package let cells: UnsafeMutablePointer<Cell>
    /// The line on which each row begins.
    let lines: UnsafeMutablePointer<Int>
    /// The cells whose quotes were written twice, as they are meant.
    private var unescaped: [UnsafeMutablePointer<UInt8>] = []

    /// A cell by its bytes, without the quotes and the spaces around them; so many bytes as `CSVRows.padding` can be
    /// loaded from its start, whatever its length.
    package struct Cell {
        package let start: UnsafePointer<UInt8>
        package let count: Int

        /// The bytes.
        package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
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
    package func cell(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
        cells[row * columnCount + column].bytes
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
                let padding = ByteWindow.padding
                let plain = UnsafeBufferPointer(rebasing: bytes[field.range]).unescaped(padding: padding)
                let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: plain.count)
                for (index, byte) in plain.enumerated() { (copy + index).initialize(to: byte) }
                unescaped.append(copy)
                cell = Cell(start: UnsafePointer(copy), count: plain.count - padding)
            }
            (cells + count * columnCount + column).initialize(to: cell.trimmed)
        }
        lines[count] = line
        count += 1
    }
}

extension CSVRowBatch.Cell {
    /// The cell without the spaces around it.
    var trimmed: CSVRowBatch.Cell {
        // A tab is a space here: where tabs part the fields, only a quoted one has any.
        let bytes = bytes.trimmed(UInt8(ascii: ","))
        return CSVRowBatch.Cell(start: bytes.baseAddress ?? start, count: bytes.count)
    }
}
