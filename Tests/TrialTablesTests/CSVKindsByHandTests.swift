import Testing
import TrialValues

@testable import TrialTables

@Suite struct `CSV kinds, ByHand` {
    func column(_ cells: String...) throws -> Column {
        let table = try read("x,y\n" + cells.map { "\($0),1\n" }.joined())
        return try table.column(named: "x")
    }

    func cells(_ column: Column) -> [String?] { (0..<column.count).map { column.text($0) } }

    @Test func `empty, NA and a point are missing, and nothing else is`() throws {
        let numbers = try column("", "1", "NA", ".", " NA ", "  ", "\"\"", "\".\"")
        #expect(numbers.kind == .number)
        #expect(numbers.missingCount == 7)
        #expect(cells(numbers) == [nil, "1", nil, nil, nil, nil, nil, nil])
        for word in ["na", "N/A", "NULL", "null", "-", "..", "NaN", "nan", "None", "?", "#N/A"] {
            let text = try column("1", word)
            #expect(text.kind == .text)
            #expect(cells(text) == ["1", word])
        }
    }

    @Test func `the kinds`() throws {
        #expect(try column("1", "-2.5").kind == .number)
        #expect(try column("2024-02-29", "1999-12-31").kind == .date)
        #expect(try column("TRUE", "F", "false", "T", "true", "FALSE").kind == .logical)
        #expect(try column("a", "1").kind == .text)
        #expect(try column("True", "FALSE").kind == .text)
        #expect(try column("1", "TRUE").kind == .text)
        #expect(try column("2024-02-29", "1").kind == .text)
        #expect(try column("2024-02-29", "TRUE").kind == .text)
    }

    @Test func `a column without a value is of numbers`() throws {
        let empty = try column("", "NA", ".")
        #expect(empty.kind == .number)
        #expect(empty.missingCount == 3)
        #expect(empty.count == 3)
    }

    @Test func `flags and days`() throws {
        let flags = try column("T", "", "false").flags
        #expect((0..<3).map { flags?[$0] } == [true, nil, false])
        let days = try column("2024-02-29", ".", "1970-01-02").days
        #expect((0..<3).map { days?[$0] } == [Day("2024-02-29"), nil, Day("1970-01-02")])
    }

    @Test func `a day that the calendar lacks makes text`() throws {
        #expect(try column("2024-02-29", "2023-02-29").kind == .text)
        #expect(try column("2024-02-29", "24-02-29").kind == .text)
    }

    @Test(arguments: [
        ("1", 1), ("+1", 1), ("-1", -1), ("007", 7), ("1e5", 1e5), ("1E+5", 1e5), ("2.5e-3", 2.5e-3), (".5", 0.5),
        ("5.", 5),
        ("-.5e1", -5), ("+5.e0", 5), ("-0", -0.0), ("0.1", 0.1), ("123456.789", 123456.789), ("1e22", 1e22),
        ("1e23", 1e23),
        ("9007199254740992", 9_007_199_254_740_992), ("-9007199254740992", -9_007_199_254_740_992),
        ("9007199254740993.0", 9_007_199_254_740_992), ("0.30000000000000004", 0.30000000000000004),
        ("1.7976931348623157e308", 1.7976931348623157e308), ("4.9e-324", Double.leastNonzeroMagnitude), ("1e-400", 0),
        ("0000000000000000000000000001.5", 1.5), ("0.0000000000000000000000000015", 1.5e-27),
        ("3.14159265358979323846264338327950288", 3.141592653589793), ("1e0000000000005", 1e5),
    ])
    func `numbers`(text: String, expected: Double) throws {
        let number = try column(text, "NA").numbers?[0]
        #expect(number?.bitPattern == expected.bitPattern)
    }

    @Test(arguments: [
        "1e", "e5", "+", "-", "+-1", "--1", "1-", "1e+", "1.2.3", "1 2", "0x10", "1_000", "nan", "NaN", "inf", "-Inf",
        "INF",
        "infinity", "1e400", "-1e400", "12%", "1/2", "1d5", "١", "9007199254740993", "-9007199254740993",
        "12345678901234567890123",
        "1e5.0", "..5", "5..", "1f", "0b1", "$5", "1 234",
    ])
    func `no numbers`(text: String) throws {
        let column = try column("1", text)
        #expect(column.kind == .text)
        #expect(cells(column) == ["1", text])
    }

    @Test func `a thousands separator is text`() throws {
        #expect(cells(try column("\"1,234\"", "1")) == ["1,234", "1"])
    }

    @Test func `one stray cell makes the column text, and each cell keeps its own`() throws {
        let rows = (0..<900_000).map { _ in "01,1.50\n" }.joined()
        let table = try read("x,y\n" + rows + "abc,2\n1e2,NA\n")
        #expect(table["x"]?.texts?.levels == ["01", "abc", "1e2"])
        #expect(table["x"]?.texts?.codes.suffix(3) == [0, 1, 2])
        #expect(table["x"]?.texts?.codes.first == 0)
        #expect(table["y"]?.kind == .number)
        #expect(table["y"]?.missingCount == 1)
        #expect(table.rowCount == 900_002)
        #expect(table.notes.map(\.rule) == ["csv.mixed-column"])
        #expect(table.notes.first?.place == .init(file: "trial.csv", line: 900_002, column: 1, field: "x"))
    }

    @Test func `a sex that begins with F needs no remark`() throws {
        let table = try read("sex,x\nF,1\nM,2\n")
        #expect(table.cells("sex") == ["F", "M"])
        #expect(table.notes.isEmpty)
    }

    @Test func `values after many missing ones`() throws {
        let missing = String(repeating: ",1\n", count: 10_000)
        let table = try read("x,y\n" + missing + "2024-02-29,2\n,3\n")
        #expect(table["x"]?.kind == .date)
        #expect(table["x"]?.missingCount == 10_001)
        #expect(table["x"]?.days?[10_000] == Day("2024-02-29"))
        #expect(table["x"]?.days?[9_999] == nil)
        let text = try read("x,y\n" + missing + "abc,2\n,3\n")
        #expect(text["x"]?.missingCount == 10_001)
        #expect(text["x"]?.texts?.codes[10_000] == 0)
    }

    @Test func `levels stand in order of first appearance`() throws {
        let texts = try column("b", "a", "", "b", "a very long level longer than sixteen bytes", "a").texts
        #expect(texts?.levels == ["b", "a", "a very long level longer than sixteen bytes"])
        #expect(texts?.codes == [0, 1, -1, 0, 2, 1])
    }

    @Test func `decimal commas are remarked upon`() throws {
        let table = try read("x;y\n1,5;a\n2;b\n")
        #expect(table["x"]?.kind == .text)
        #expect(table.notes.map(\.rule) == ["csv.decimal-comma"])
    }

    @Test func `a number prints as the shortest decimal`() throws {
        #expect(cells(try column("1.50", "2", "1e30", "-0.1")) == ["1.5", "2", "1e+30", "-0.1"])
    }
}
