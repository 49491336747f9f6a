import Testing
import TrialTables

/// Tables whose cells stay as they stand in the file.
@Suite("CSV as text · ByHand")
struct TextTableTests {
    @Test func `every column is text, with its zeros`() throws {
        let text = "a,b,c\n30.00,2014-01-31,TRUE\n1.50,NA,\n"
        let table = try Table(csv: .text(text), isText: true)
        #expect(table.columns.map(\.kind) == [.text, .text, .text])
        #expect(table["a"]?.text(0) == "30.00" && table["a"]?.text(1) == "1.50")
        #expect(table["b"]?.text(0) == "2014-01-31" && table["b"]?.text(1) == nil)
        #expect(table["c"]?.text(0) == "TRUE" && table["c"]?.text(1) == nil)
        #expect(try Table(csv: .text(text))["a"]?.text(0) == "30")
    }
}
