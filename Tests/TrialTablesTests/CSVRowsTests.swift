import Testing
import TrialValues

@testable import TrialTables

/// The cells of a file row by row, with the line of each row, or the problems that it has.
private struct Rows: Equatable {
    var names: [String] = []
    var cells: [[String]] = []
    var lines: [Int] = []
    var problems: [Diagnostic] = []

    init(_ bytes: [UInt8], blockSize: Int = 1 << 18, cellCount: Int = 1 << 13, longestRow: Int = 1 << 24) {
        var options = CSVReading.Options()
        options.blockSize = blockSize
        options.longestRow = longestRow
        do throws(Diagnostics) {
            var rows = try CSVRows(.bytes(bytes, name: "trial.csv"), options)
            names = rows.names
            var batch = CSVRowBatch(columnCount: rows.names.count, cellCount: cellCount)
            while try rows.read(into: &batch) {
                for row in 0..<batch.count {
                    cells.append(
                        (0..<batch.columnCount).map { String(decoding: batch.cell(row, $0), as: UTF8.self) })
                    lines.append(batch.line(row))
                }
            }
        } catch {
            (names, cells, lines, problems) = ([], [], [], error.all)
        }
    }
}

@Suite struct `CSV rows, ByHand` {
    @Test func `cells without their quotes and spaces, and the lines of the rows`() {
        let text = "\u{FEFF}id , \"a, b\",c\r\n1,\"say \"\"no\"\"\", x \r\n\r\n2,\"two\nlines\",NA\n3,,\"\"\n"
        let rows = Rows(Array(text.utf8))
        #expect(rows.names == ["id", "a, b", "c"])
        #expect(rows.cells == [["1", "say \"no\"", "x"], ["2", "two\nlines", "NA"], ["3", "", ""]])
        #expect(rows.lines == [2, 4, 6])
        #expect(rows.problems.isEmpty)
    }

    @Test func `blank lines are no rows, in a file of one column too`() {
        let rows = Rows(Array("a\n1\n\n  \n2\n".utf8))
        #expect(rows.cells == [["1"], ["2"]])
        #expect(rows.lines == [2, 5])
    }

    @Test func `a missing value is nothing, NA or a point`() {
        func isMissing(_ text: String) -> Bool {
            Array(text.utf8).withUnsafeBufferPointer { CSVRowBatch.isMissing($0) }
        }
        for text in ["", "NA", "."] { #expect(isMissing(text)) }
        for text in ["0", "na", "..", "NA."] { #expect(!isMissing(text)) }
    }
}

@Suite struct `CSV rows, Property` {
    @Test(arguments: 0..<300)
    func `the cells are those of the table, and so are the lines`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = try RandomTable(using: &random)
        let bytes = Array(table.written(using: &random).utf8)
        let blockSize = [1, 2, 3, 7, 64, 1 << 18].randomElement(using: &random) ?? 1
        let rows = Rows(bytes, blockSize: blockSize, cellCount: [1, 100, 1 << 13].randomElement(using: &random) ?? 1)
        let read = try read(bytes)
        #expect(rows.names == table.table.columns.map(\.name))
        #expect(rows.lines == (0..<read.rowCount).map { read.line(ofRow: $0) })
        for (index, column) in table.table.columns.enumerated() {
            for row in 0..<table.table.rowCount {
                let cell = rows.cells[row][index]
                guard let text = column.text(row) else {
                    #expect(["", "NA", "."].contains(cell))
                    continue
                }
                if column.kind == .number {
                    #expect(Double(cell) == Double(text))
                } else if column.kind == .logical {
                    #expect(cell.uppercased().first == text.uppercased().first)
                } else {
                    #expect(cell == text.trimmingCharacters)
                }
            }
        }
    }

    @Test(arguments: 0..<300)
    func `problems are those of the table, whatever the size of the blocks`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 7000)
        var bytes = Array(try RandomTable(using: &random).written(using: &random).utf8)
        let special = Array("\",;\t\n\r \u{0}NA.-e0é".utf8) + [0x80, 0xC3, 0xFF]
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            guard let index = bytes.indices.randomElement(using: &random) else { continue }
            if Bool.random(using: &random) {
                bytes.insert(special.randomElement(using: &random) ?? 0, at: index)
            } else {
                bytes.remove(at: index)
            }
        }
        let table = Outcome(bytes, blockSize: 1 << 18)
        for blockSize in [1, 3, 64, 1 << 18] {
            let rows = Rows(bytes, blockSize: blockSize, cellCount: blockSize)
            #expect(rows.problems == table.problems)
            if let table = table.table { #expect(rows.cells.count == table.rowCount) }
        }
    }

    @Test func `rows that are too long, and open quotes, end the reading`() {
        for text in [
            "a,b\n1,\"open\n" + String(repeating: "1,2\n", count: 200),
            "a,b\n1,2\n" + String(repeating: "x", count: 200) + ",1\n",
        ] {
            let table = Outcome(Array(text.utf8), blockSize: 64, longestRow: 100)
            #expect(Rows(Array(text.utf8), blockSize: 64, longestRow: 100).problems == table.problems)
            #expect(!table.problems.isEmpty)
        }
    }
}

extension String {
    fileprivate var trimmingCharacters: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
