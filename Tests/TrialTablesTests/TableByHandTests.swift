import Testing
import TrialTables
import TrialValues

@Suite struct `Table, ByHand` {
    private func table() throws -> Table {
        try Table(columns: [
            Column("id", texts: ["a", "b", "a"]), try Column("time", numbers: [1.5, nil, 3]),
            Column("event", flags: [true, false, nil]), Column("start", days: [nil, Day("2024-02-29"), nil]),
        ])
    }

    @Test func `is built from arrays`() throws {
        let table = try table()
        #expect(table.rowCount == 3)
        #expect(table.columns.map(\.kind) == [.text, .number, .logical, .date])
        #expect(table.columns.map(\.missingCount) == [0, 1, 1, 2])
        #expect(table.columns.map(\.count) == [3, 3, 3, 3])
        #expect(table["time"]?.numbers?.values.first == 1.5)
        #expect(table["time"]?.isMissing(1) == true)
        #expect(table["time"]?.texts == nil)
        #expect(table.columns.map { $0.text(1) } == ["b", nil, "FALSE", "2024-02-29"])
        #expect(table["nothing"] == nil)
        #expect(table.line(ofRow: 0) == nil)
    }

    @Test func `refuses columns that do not fit`() throws {
        let columns = [
            Column("a", texts: ["x"]), Column("a", texts: ["x"]), Column("", texts: ["x"]),
            Column("b", texts: ["x", "y"]),
        ]
        do throws(Diagnostics) {
            _ = try Table(columns: columns)
            Issue.record("took columns that do not fit")
        } catch {
            #expect(error.all.map(\.rule) == ["table.duplicate-name", "table.empty-name", "table.ragged"])
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `refuses what is no number`(value: Double) {
        #expect(throws: Diagnostic.self) { try Column("x", numbers: [1, value]) }
    }

    @Test func `an unknown column is answered with those there are`() throws {
        let table = try table()
        #expect(try table.column(named: "time").name == "time")
        do throws(Diagnostic) {
            _ = try table.column(named: "tiem")
            Issue.record("found a column that is not there")
        } catch {
            #expect(
                error.description == "error: no column 'tiem'; did you mean 'time'? "
                    + "The columns are: id, time, event, start [table.unknown-column]")
        }
    }

    @Test(arguments: [
        ("arn", "arm"), ("ARM", "arm"), ("tiem", "time"), ("tme", "time"), ("times", "time"), ("evnet", "event"),
        ("randomized", "randomised"),
    ])
    func `the nearest name`(wanted: String, expected: String) {
        let names = ["id", "arm", "time", "event", "randomised"]
        #expect(NearestName(to: wanted, among: names)?.name == expected)
    }

    @Test(arguments: ["xyz", "", "q", "censor"])
    func `no name is near`(wanted: String) {
        #expect(NearestName(to: wanted, among: ["id", "arm", "time", "event"]) == nil)
    }

    @Test func `the first cell that is no number`() {
        let column = Column("age", texts: ["63", nil, "-1.5e3", "abc", "x"])
        #expect(column.firstRow(unfitFor: .number) == 3)
        #expect(column.firstRow(unfitFor: .date) == 0)
        #expect(column.firstRow(unfitFor: .text) == nil)
        #expect(Column("age", texts: ["63"]).firstRow(unfitFor: .number) == nil)
        #expect(Column("day", flags: [true]).firstRow(unfitFor: .number) == nil)
    }

    @Test func `missing rows are bits`() {
        let flags = (0..<200).map { $0 % 67 == 3 }
        let missing = MissingRows(flags)
        #expect(missing.count == 3)
        #expect((0..<200).allSatisfy { missing[$0] == flags[$0] })
        #expect(!missing[100_000])
        #expect(MissingRows([false, false]) == .none)
    }
}
