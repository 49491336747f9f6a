import Testing
import TrialValues

@testable import TrialTables

@Suite struct `CSV form, ByHand` {
    let plain = "id,arm\n1,A\n2,B\n"

    @Test func `reads names, kinds and cells`() throws {
        let table = try read(plain)
        #expect(table.columns.map(\.name) == ["id", "arm"])
        #expect(table.columns.map(\.kind) == [.number, .text])
        #expect(table.rowCount == 2)
        #expect(table.numbers("id") == [1, 2])
        #expect(table.cells("arm") == ["A", "B"])
        #expect(table.source == "trial.csv")
        #expect(table.notes.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `takes any line end, and none at the end`(end: String) throws {
        let lines = ["id,arm", "1,A", "2,B"]
        #expect(try read(lines.joined(separator: end)) == read(plain))
        #expect(try read(lines.joined(separator: end) + end) == read(plain))
    }

    @Test func `takes line ends mixed`() throws {
        #expect(try read("id,arm\r\n1,A\r2,B\n") == read(plain))
    }

    @Test func `skips a byte order mark`() throws { #expect(try read("\u{FEFF}" + plain) == read(plain)) }

    @Test func `a mark and a quoted first name`() throws {
        #expect(try read("\u{FEFF}\"id\",arm\n1,A\n2,B\n") == read(plain))
    }

    @Test func `quotes protect separators, line ends and quotes`() throws {
        let table = try read("id,note\n1,\"a, b\"\n2,\"two\r\nlines\"\n3,\"say \"\"no\"\"\"\n4,\"\"\"\"\n5,\"x\"")
        #expect(table.cells("note") == ["a, b", "two\r\nlines", "say \"no\"", "\"", "x"])
    }

    @Test func `quotes are syntax only`() throws {
        let table = try read(
            "\"a\",\"b\",\"c\",\"d\"\n\"1.5\",\"NA\",\"2024-02-29\",\"TRUE\"\n\"2\",\"\",\"2024-03-01\",\"F\"\n")
        #expect(table.columns.map(\.kind) == [.number, .number, .date, .logical])
        #expect(table.numbers("a") == [1.5, 2])
        #expect(table.numbers("b") == [nil, nil])
    }

    @Test func `spaces around cells are dropped, within quotes they are kept in text`() throws {
        let table = try read("id , arm\n 1 ,\t A \n2, \" B \" \n\" 3 \",\"NA \"\n")
        #expect(table.columns.map(\.name) == ["id", "arm"])
        #expect(table.numbers("id") == [1, 2, 3])
        #expect(table.cells("arm") == ["A", " B ", nil])
    }

    @Test(arguments: [CSVSeparator.comma, .tab, .semicolon])
    func `finds the separator in the header`(separator: CSVSeparator) throws {
        let text = plain.split(separator: ",").joined(separator: separator.rawValue)
        #expect(try read(text) == read(plain))
    }

    @Test func `separators in quoted names do not count`() throws {
        let table = try read("\"a;b;c\",d\n1,2\n")
        #expect(table.columns.map(\.name) == ["a;b;c", "d"])
    }

    @Test func `the comma wins a tie and the option wins over all`() throws {
        #expect(try read("a;b,c;d,e\n1,2,3\n").columns.map(\.name) == ["a;b", "c;d", "e"])
        #expect(try read("a;b,c;d,e\n1;2;3\n", separator: .semicolon).columns.map(\.name) == ["a", "b,c", "d,e"])
        #expect(try read("a|b\n1|2\n", separator: .bar).numbers("b") == [2])
    }

    @Test func `between tabs, empty cells are missing`() throws {
        let table = try read("a\tb\tc\n\t\t\n1\t\t 2 \n")
        #expect(table.numbers("a") == [nil, 1])
        #expect(table.numbers("b") == [nil, nil])
        #expect(table.numbers("c") == [nil, 2])
    }

    @Test func `blank lines are skipped`() throws {
        #expect(try read("\n  \nid,arm\n\n1,A\n \t \n2,B\n\n\r\n\n") == read(plain))
    }

    @Test func `in a file of one column a blank line between rows is missing`() throws {
        let table = try read("x\n1\n\n  \n2\n\n\n")
        #expect(table.numbers("x") == [1, nil, nil, 2])
        #expect((0..<4).map { table.line(ofRow: $0) } == [2, 3, 4, 5])
    }

    @Test func `a row of separators is a row`() throws {
        #expect(try read("a,b\n,\n1,2\n").numbers("a") == [nil, 1])
    }

    @Test func `knows the line of each row`() throws {
        let table = try read("id,note\n1,a\n\n2,\"x\ny\"\n3,b\n")
        #expect((0..<3).map { table.line(ofRow: $0) } == [2, 4, 6])
        let note = try table.column(named: "note")
        #expect(table.place(row: 1, column: note) == .init(file: "trial.csv", line: 4, column: 2, field: "note"))
    }

    @Test func `keeps text in other alphabets`() throws {
        let table = try read("arm,名前\nplacebo – Größe,山田\nβ,😀\n")
        #expect(table.cells("名前") == ["山田", "😀"])
        #expect(table.cells("arm") == ["placebo – Größe", "β"])
    }

    @Test func `texts that are equal in Unicode are one level`() throws {
        let table = try read("x\n\u{E9}\ne\u{301}\nz\n\u{E9}\n")
        #expect(table["x"]?.texts?.codes == [0, 0, 1, 0])
        #expect(table["x"]?.texts?.levels == ["é", "z"])
    }
}
